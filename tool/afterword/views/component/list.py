"""Builds the list of components, with their days, level and uptime."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from afterword.records.site import OPERATIONAL, Component, Group
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import Uptime, group_uptime
from afterword.views import urls
from afterword.views.chart.models import LegendEntry
from afterword.views.context import Publication
from afterword.views.days.calendar import day_strip
from afterword.views.index.queries import Archive
from afterword.views.pages import ComponentRow, GroupView, Head, UptimeView
from afterword.views.schedule import components_plan
from afterword.views.text import words
from afterword.views.text.labels import component_anchor, mark_of
from afterword.views.uptime.groups import GroupWorking, group_workings
from afterword.views.uptime.periods import SHOWN_DAYS, recent_spans, uptime_of


class ComponentsPage(NamedTuple):
    """The list of components; `together` tells how the uptime of each group comes about.

    The `plan` is what a script keeps the levels truthful with.
    """

    head: Head
    groups: tuple[GroupView, ...]
    legend: tuple[LegendEntry, ...]
    together: tuple[GroupWorking, ...]
    plan: Mapping[str, object]


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


def components_page(book: Publication, archive: Archive, groups: tuple[GroupView, ...]) -> ComponentsPage:
    """List the components, as the status page does."""
    description = f"The components of {book.site.page.name}, with their state and uptime."
    return ComponentsPage(
        head=book.head(urls.COMPONENTS, "Components", description),
        groups=groups,
        legend=legend_of(book, groups),
        together=group_workings(book, archive),
        plan=components_plan(book).value,
    )


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
