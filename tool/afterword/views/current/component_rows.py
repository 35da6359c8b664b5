"""Builds the rows of components by group, with level, uptime and day bar; several pages list them."""

from __future__ import annotations

from typing import NamedTuple

from afterword.records.scales import OPERATIONAL
from afterword.records.site import Component, Group
from afterword.views.chart.models import CalendarChart, LegendEntry
from afterword.views.context import Context
from afterword.views.days.calendar import day_bar
from afterword.views.index.queries import RecordIndex
from afterword.views.text.labels import LevelLabel, PageLink, component_link, label_of
from afterword.views.uptime.measurement import measure, recent_windows
from afterword.views.uptime.periods import SHOWN_DAYS
from afterword.views.uptime.values import UptimeValues, uptime_values


class ComponentRow(NamedTuple):
    """A component in the list, with its level, uptime and day bar."""

    link: PageLink
    description: str
    level: LevelLabel
    uptime: UptimeValues | None
    days: CalendarChart | None
    id: str = ""


class GroupView(NamedTuple):
    """A group of components; the one without a name has the components that are in no group."""

    name: str
    description: str
    uptime: UptimeValues | None
    components: tuple[ComponentRow, ...]
    level: LevelLabel | None = None
    id: str = ""


def group_views(context: Context, index: RecordIndex) -> tuple[GroupView, ...]:
    """Return the components by group, in the order of the site; those in no group come last, and none has ended."""
    groups = [
        _group(context, index, group, context.site.members_of(group, context.today))
        for group in context.site.groups
    ]
    ungrouped = tuple(
        each for each in context.components if context.site.group_of(each, context.today) is None
    )
    shown = [group for group in groups if group.components]
    return (*shown, _group(context, index, None, ungrouped)) if ungrouped else tuple(shown)


def legend_of(context: Context, groups: tuple[GroupView, ...]) -> tuple[LegendEntry, ...]:
    """Return the legend of all day bars: each level once, mildest first, then “No data”."""
    bars = (row.days for group in groups for row in group.components if row.days)
    shown = dict.fromkeys(entry for bar in bars for entry in bar.legend)
    levels = {level.id for level in context.site.levels} | {OPERATIONAL.id}
    return tuple(sorted(shown, key=lambda entry: (entry.slug not in levels, context.site.rank(entry.slug))))


def _group(
    context: Context, index: RecordIndex, group: Group | None, members: tuple[Component, ...]
) -> GroupView:
    return GroupView(
        name=group.name if group else "",
        description=(group.description or "") if group else "",
        uptime=_uptime(context, index, group) if group else None,
        components=tuple(_row(context, index, component) for component in members),
        level=label_of(context.words, context.site, context.group_levels[group.id]) if group else None,
        id=group.id if group else "",
    )


def _row(context: Context, index: RecordIndex, component: Component) -> ComponentRow:
    windows = recent_windows(context, index, component)
    return ComponentRow(
        link=component_link(context.site, component.id),
        description=component.description or "",
        level=context.told[component.id].label(context.words, context.site),
        uptime=_uptime(context, index, component),
        days=day_bar(windows, context.site, component, context.zone, context.now, words=context.words),
        id=component.id,
    )


def _uptime(context: Context, index: RecordIndex, subject: Component | Group) -> UptimeValues | None:
    uptime = uptime_values(context, measure(context, index, subject, SHOWN_DAYS))
    return uptime if uptime.percent else None
