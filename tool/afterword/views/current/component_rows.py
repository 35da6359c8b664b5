"""Builds the rows of components by group, with level, uptime and day bar; several pages list them.

Where there are too many for a page, groups are folded: a page of its own has the components of each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from afterword.records.components import Component, Group
from afterword.records.day_span import span_of
from afterword.records.scales import OPERATIONAL
from afterword.views import urls
from afterword.views.chart.models import CalendarChart, LegendEntry, PlainDays
from afterword.views.context import Context
from afterword.views.days.calendar import BAR_DAYS, BarSubject, day_bar
from afterword.views.index.queries import RecordIndex
from afterword.views.index.windows import WindowSpan
from afterword.views.text.labels import LevelLabel, PageLink, component_link, label_of, third_party_link
from afterword.views.uptime.measurement import measure, members_in, recent_windows, windows_within
from afterword.views.uptime.periods import SHOWN_DAYS
from afterword.views.uptime.values import UptimeValues, uptime_values


class ComponentRow(NamedTuple):
    """A component in the list, with its level, uptime and day bar."""

    link: PageLink
    description: str
    third_party: PageLink | None
    level: LevelLabel
    uptime: UptimeValues | None
    days: CalendarChart | None
    id: str = ""


class GroupView(NamedTuple):
    """A group of components; the one without a name has the components that are in no group.

    `days` is its day bar, if its components are in groups in it or on another page. `outer` means that the
    next ones are in it, and `inner` that it is in another one.

    If it is folded, `all` leads to the page of all its components, and of those of the groups in it; `fold` says how
    many they are. Only those are listed that are affected now.
    """

    name: str
    description: str
    uptime: UptimeValues | None
    components: tuple[ComponentRow, ...]
    level: LevelLabel | None = None
    id: str = ""
    all: PageLink | None = None
    fold: str = ""
    days: CalendarChart | None = None
    outer: bool = False
    inner: bool = False


UNFOLDED = 60
"""How many components a page lists; if there are more, their groups are folded."""


def is_folded(context: Context) -> bool:
    """Return whether the site has too many components for one page."""
    return len(context.components) > UNFOLDED


def page_of_group(context: Context, group: Group) -> str:
    """Return the address of the page with the components of a group: one of its own, or that of all components."""
    return urls.group(group.id) if is_folded(context) else urls.COMPONENTS


class GroupMembers(NamedTuple):
    """A group with its own components and with all, those of the groups in it too; None stands for no group."""

    group: Group | None
    own: tuple[Component, ...]
    all: tuple[Component, ...]


def members_by_group(context: Context) -> Iterator[GroupMembers]:
    """Yield the components by group, in the order of the site; those in no group come last, and none has ended."""
    site, today = context.site, context.today
    for group in site.groups_in_order:
        members = site.members_of(group, today)
        if members:
            yield GroupMembers(group, site.own_members_of(group, today), members)
    ungrouped = tuple(
        each for each in context.components if context.site.group_of(each, context.today) is None
    )
    if ungrouped:
        yield GroupMembers(None, ungrouped, ungrouped)


def group_views(context: Context, index: RecordIndex) -> tuple[GroupView, ...]:
    """Return the components by group as a page of all shows them; see `GroupView` about what it may leave out."""
    return context.keep("groups of components", partial(_group_views, context, index))


def _group_views(context: Context, index: RecordIndex) -> tuple[GroupView, ...]:
    groups = members_by_group(context)
    if not is_folded(context):
        return tuple(group_view(context, index, each.group, each.own) for each in groups)
    affected = {each.id for each in context.components if context.site.rank(context.levels[each.id])}
    if len(affected) > UNFOLDED:
        affected = set()
    return tuple(_folded(context, index, each, affected) for each in groups)


def _folded(
    context: Context, index: RecordIndex, members: GroupMembers, affected: Collection[str]
) -> GroupView:
    """Fold a group; components in no group get a heading if there are groups."""
    words, group = context.words, members.group
    listed = tuple(each for each in members.own if each.id in affected)
    view = group_view(context, index, group, listed)
    name = group.name if group else words.terms.ungrouped
    return view._replace(
        name=name if context.site.groups else "",
        all=PageLink(urls.group(view.id), name),
        fold=words.ngettext("Show the {count} component", "Show all {count} components", len(members.all)),
    )


def bars_of(groups: Iterable[GroupView]) -> Iterator[CalendarChart]:
    """Yield the day bars of these groups and of their components, in the order of the page."""
    for group in groups:
        yield from (each for each in (group.days, *(row.days for row in group.components)) if each)


def legend_of(context: Context, groups: tuple[GroupView, ...]) -> tuple[LegendEntry, ...]:
    """Return the legend of all day bars: each level once, mildest first, then “No data”."""
    shown = dict.fromkeys(entry for bar in bars_of(groups) for entry in bar.legend)
    levels = {level.id for level in context.site.levels} | {OPERATIONAL.id}
    return tuple(sorted(shown, key=lambda entry: (entry.slug not in levels, context.site.rank(entry.slug))))


def level_names(groups: Iterable[GroupView]) -> tuple[str, ...]:
    """Return what these groups show levels of, as a schedule names it."""
    listed = tuple(groups)
    of_groups = (f"group.{group.id}" for group in listed if group.id)
    return (*(row.id for group in listed for row in group.components), *of_groups)


def plain_days_of(groups: Iterable[GroupView]) -> tuple[PlainDays, ...]:
    """Return the plain days that the bars of these groups share, each once."""
    return tuple({bar.plain.id: bar.plain for bar in bars_of(groups) if bar.plain}.values())


def group_view(
    context: Context, index: RecordIndex, group: Group | None, members: tuple[Component, ...]
) -> GroupView:
    """Build a group with the rows of some of its components, or without a group of others."""
    return GroupView(
        name=group.name if group else "",
        description=(group.description or "") if group else "",
        uptime=_uptime(context, index, group) if group else None,
        components=tuple(_row(context, index, component) for component in members),
        level=label_of(context.words, context.site, context.group_levels[group.id]) if group else None,
        id=group.id if group else "",
        days=_group_bar(context, index, group) if group and _needs_bar(context, group) else None,
        outer=bool(group and group.id in context.site.groups_by_outer),
        inner=bool(group and context.site.outer_group(group)),
    )


def _needs_bar(context: Context, group: Group) -> bool:
    """Return whether a page may have a group without the bars of all its components right below it."""
    return is_folded(context) or group.id in context.site.groups_by_outer


def _group_bar(context: Context, index: RecordIndex, group: Group) -> CalendarChart:
    """Draw the worst level of the components of a group on each day."""
    members = members_in(context, group, BAR_DAYS)
    spans = [span for _, span in members]
    windows = chain.from_iterable(windows_within(context, index, *member) for member in members)
    return _bar(context, windows, BarSubject(f"group-days-{group.id}", group.name, span_of(spans)))


def _bar(context: Context, windows: Iterable[WindowSpan], subject: BarSubject) -> CalendarChart:
    return day_bar(
        windows,
        context.site,
        subject,
        context.zone,
        context.now,
        compact=is_folded(context),
        words=context.words,
    )


def _row(context: Context, index: RecordIndex, component: Component) -> ComponentRow:
    windows = recent_windows(context, index, component)
    return ComponentRow(
        link=component_link(context.site, component.id),
        description=component.description or "",
        third_party=third_party_link(component),
        level=context.told[component.id].label(context.words, context.site),
        uptime=_uptime(context, index, component),
        days=_bar(context, windows, BarSubject.of(component)),
        id=component.id,
    )


def _uptime(context: Context, index: RecordIndex, subject: Component | Group) -> UptimeValues | None:
    uptime = uptime_values(context, measure(context, index, subject, SHOWN_DAYS))
    return uptime if uptime.percent else None
