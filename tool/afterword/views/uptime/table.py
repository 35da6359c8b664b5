"""Uptimes of several periods side by side, group by group, for where there are no pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from afterword.records.site import Component, Group
from afterword.timeline.months import Month
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.timeline.uptime import GroupUptime, group_uptime
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.text import words
from afterword.views.text.labels import Fact
from afterword.views.text.words import Instant
from afterword.views.uptime.breakdown import NO_DATA, Breakdown, uptime_breakdown
from afterword.views.uptime.groups import combined
from afterword.views.uptime.measurement import UptimeMeasurement, in_month, over_days
from afterword.views.uptime.objectives import ObjectiveView, objective_view


class UptimeRow(NamedTuple):
    """A group or a component with its uptime in each period; `objective` is about the first of them.

    A component whose group is told before it is a member.
    """

    name: str
    numbers: tuple[str, ...]
    objective: ObjectiveView | None = None
    is_group: bool = False
    is_member: bool = False


class CombinedUptime(NamedTuple):
    """How the number of a group comes about."""

    name: str
    sums: tuple[Fact, ...]


class UptimeTable(NamedTuple):
    """Components and groups with their uptimes; the workings are those of `lines`, in their order."""

    site: str
    as_of: Instant
    policy: str
    meaning: tuple[str, ...]
    periods: tuple[str, ...]
    lines: tuple[UptimeRow, ...]
    breakdowns: tuple[tuple[str, Breakdown | CombinedUptime], ...]


class GroupUptimes(NamedTuple):
    """A group with its uptime in each period, and a row of reckonings for each of its components.

    What is in no group, or in one that is not told, stands together under none and has no uptimes.
    """

    group: Group | None
    rows: tuple[tuple[UptimeMeasurement, ...], ...]
    uptimes: tuple[GroupUptime | None, ...] = ()


def by_group(
    context: Context, index: RecordIndex, components: Sequence[Component], periods: Sequence[int | Month]
) -> Iterator[GroupUptimes]:
    """Reckon uptimes group by group; a group is told where all of its components are among those asked for."""
    policy = POLICIES[context.site.uptime.policy]
    for group, members in _chosen(context, components):
        rows = tuple(_reckon(context, index, member, periods) for member in members)
        columns = zip(*rows, strict=True) if group else ()
        yield GroupUptimes(
            group,
            rows,
            tuple(group_uptime([one.uptime for one in column], policy, context.site) for column in columns),
        )


def uptime_table(context: Context, told: Iterable[GroupUptimes]) -> UptimeTable:
    """Put uptimes side by side."""
    policy = POLICIES[context.site.uptime.policy]
    lines: list[UptimeRow] = []
    breakdowns: list[tuple[str, Breakdown | CombinedUptime]] = []
    periods: tuple[str, ...] = ()
    for group, rows, uptimes in told:
        periods = tuple(each.name for each in rows[0])
        if group:
            numbers = (words.percent(found.percent) if found else NO_DATA for found in uptimes)
            lines.append(UptimeRow(group.name, tuple(numbers), is_group=True))
            breakdowns += [
                (group.name, CombinedUptime(name, combined(context, found)))
                for name, found in zip(periods, uptimes, strict=True)
                if found
            ]
        for row in rows:
            name = row[0].component.name
            lines.append(_line(row)._replace(is_member=group is not None))
            breakdowns += [(name, view) for each in row if (view := uptime_breakdown(context, each))]
    return UptimeTable(
        site=context.site.page.name,
        as_of=words.instant(context.now, context.zone),
        policy=policy.name.value,
        meaning=(policy.description, maintenance_description(policy, context.site.uptime.maintenance)),
        periods=periods,
        lines=tuple(lines),
        breakdowns=tuple(breakdowns),
    )


def _reckon(
    context: Context, index: RecordIndex, component: Component, periods: Sequence[int | Month]
) -> tuple[UptimeMeasurement, ...]:
    """Reckon each period of a component."""
    return tuple(
        in_month(context, index, component, period)
        if isinstance(period, Month)
        else over_days(context, index, component, period)
        for period in periods
    )


def _line(row: Sequence[UptimeMeasurement]) -> UptimeRow:
    return UptimeRow(
        row[0].component.name,
        tuple(words.percent(each.uptime.percent) if each.uptime else NO_DATA for each in row),
        objective_view(row[0].budget, row[0].name),
    )


def _chosen(
    context: Context, components: Sequence[Component]
) -> Iterator[tuple[Group | None, tuple[Component, ...]]]:
    """Give groups in the order of the site, then what is in none or whose group is not told in full."""
    chosen = {component.id for component in components}
    told: set[str] = set()
    for group in context.site.groups:
        members = context.site.members_of(group)
        if members and chosen.issuperset(member.id for member in members):
            told |= {member.id for member in members}
            yield group, members
    rest = tuple(component for component in components if component.id not in told)
    if rest:
        yield None, rest
