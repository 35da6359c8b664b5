"""Builds the rows of components by group, with level, uptime and day bar: what several pages list."""

from __future__ import annotations

from typing import NamedTuple

from afterword.records.site import OPERATIONAL, Component, Group
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import Uptime, group_uptime
from afterword.views.chart.models import CalendarFigure, LegendEntry
from afterword.views.context import Publication
from afterword.views.days.calendar import day_strip
from afterword.views.index.queries import Archive
from afterword.views.text import words
from afterword.views.text.labels import Anchor, LevelMark, component_anchor, mark_of
from afterword.views.uptime.periods import SHOWN_DAYS, recent_spans, uptime_of


class UptimeView(NamedTuple):
    """Uptime in words: the percentage, the time it is of, and the policy that it was counted by."""

    percent: str
    days: int
    policy: str


class ComponentRow(NamedTuple):
    """A component on the status page."""

    link: Anchor
    description: str
    level: LevelMark
    uptime: UptimeView | None
    days: CalendarFigure | None
    id: str = ""


class GroupView(NamedTuple):
    """Components shown together; a group without a name holds those that are in none."""

    name: str
    description: str
    uptime: UptimeView | None
    components: tuple[ComponentRow, ...]
    level: LevelMark | None = None
    id: str = ""


def group_views(book: Publication, archive: Archive) -> tuple[GroupView, ...]:
    """Show the components by group, in the order of the site; those in no group come last."""
    groups = [_group(book, archive, group, book.site.members_of(group)) for group in book.site.groups]
    loose = tuple(each for each in book.site.components if book.site.group_of(each) is None)
    shown = [group for group in groups if group.components]
    return (*shown, _group(book, archive, None, loose)) if loose else tuple(shown)


def legend_of(book: Publication, groups: tuple[GroupView, ...]) -> tuple[LegendEntry, ...]:
    """Explain what the days of all components show: each level once, mildest first, then what is no level."""
    strips = (row.days for group in groups for row in group.components if row.days)
    shown = dict.fromkeys(entry for strip in strips for entry in strip.legend)
    levels = {level.id for level in book.site.levels} | {OPERATIONAL.id}
    return tuple(sorted(shown, key=lambda entry: (entry.slug not in levels, book.site.rank(entry.slug))))


def _group(
    book: Publication, archive: Archive, group: Group | None, members: tuple[Component, ...]
) -> GroupView:
    uptimes = [uptime_of(book, archive, component, SHOWN_DAYS) for component in members]
    together = group_uptime(uptimes, POLICIES[book.site.uptime.policy], book.site) if group else None
    return GroupView(
        name=group.name if group else "",
        description=(group.description or "") if group else "",
        uptime=_uptime_view(book, words.percent(together.percent), SHOWN_DAYS) if together else None,
        components=tuple(_row(book, archive, c, uptime) for c, uptime in zip(members, uptimes, strict=True)),
        level=mark_of(book.site, book.group_levels[group.id]) if group else None,
        id=group.id if group else "",
    )


def _row(book: Publication, archive: Archive, component: Component, uptime: Uptime | None) -> ComponentRow:
    spans = recent_spans(book, archive, component)
    return ComponentRow(
        link=component_anchor(book.site, component.id),
        description=component.description or "",
        level=mark_of(book.site, book.levels[component.id]),
        uptime=_uptime_view(book, words.percent(uptime.percent), SHOWN_DAYS) if uptime else None,
        days=day_strip(spans, book.site, component, book.zone, book.now),
        id=component.id,
    )


def _uptime_view(book: Publication, percent: str, days: int) -> UptimeView:
    return UptimeView(percent, days, book.site.uptime.policy.value)
