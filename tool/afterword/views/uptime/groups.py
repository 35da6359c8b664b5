"""Builds the uptime of groups: their numbers, those of their components, and how these combine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterword.records.components import Component, Group
from afterword.records.day_span import DaySpan
from afterword.timeline.months import Month, months
from afterword.timeline.policies import POLICIES, GroupRule
from afterword.translations.marks import mark as _
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.text.labels import PageLink, component_link
from afterword.views.uptime.breakdown import Breakdown, group_breakdown
from afterword.views.uptime.measurement import UptimeSubject, measure, measure_within, members_in
from afterword.views.uptime.monthly import LATEST
from afterword.views.uptime.periods import UPTIME_DAYS, this_month
from afterword.views.uptime.values import UptimeValues, uptime_values

RULES = {
    GroupRule.MEAN: _(
        "The mean of its components, computed before rounding; one that was in the group for a part of "
        "the period counts as much as the others."
    ),
    GroupRule.ALL_UP: _(
        "Counted as one component that always has the worst level of those that are in the group then."
    ),
}
"""How the uptime of a group is computed, in a sentence for readers."""


class GroupUptimeView(NamedTuple):
    """The uptimes of a group, over the last days and in the latest months, with their breakdown.

    `members` are its components, each with its uptimes over the same days as far as it was in the group, shown with
    more decimals than elsewhere.
    """

    id: str
    name: str
    rule: str
    uptimes: tuple[UptimeValues, ...]
    members: tuple[tuple[PageLink, tuple[UptimeValues, ...]], ...]
    breakdowns: tuple[Breakdown, ...]
    months: tuple[UptimeValues, ...]


def group_uptime_views(context: Context, index: RecordIndex) -> tuple[GroupUptimeView, ...]:
    """Build the uptimes of the groups that have components and data, in the order of the site."""
    views = (group_uptime_view(context, index, group) for group in context.site.groups_in_order)
    return tuple(each for each in views if each)


def group_uptime_view(context: Context, index: RecordIndex, group: Group) -> GroupUptimeView | None:
    """Build the uptimes of a group; None if there are no data."""
    uptimes = _over_days(context, index, group)
    breakdowns = tuple(group_breakdown(context, each) for each in uptimes if each.percent)
    if not breakdowns:
        return None
    return GroupUptimeView(
        id=group.id,
        name=context.site.full_group_name(group),
        rule=context.words.gettext(RULES[POLICIES[context.site.uptime.policy].group_rule]),
        uptimes=uptimes,
        members=tuple(
            (component_link(context.site, member.id), _of_member(context, index, member, span))
            for member, span in members_in(context, group, max(UPTIME_DAYS))
        ),
        breakdowns=breakdowns,
        months=tuple(_latest_months(context, index, group)),
    )


def _over_days(context: Context, index: RecordIndex, subject: UptimeSubject) -> tuple[UptimeValues, ...]:
    return tuple(uptime_values(context, measure(context, index, subject, days)) for days in UPTIME_DAYS)


def _of_member(
    context: Context, index: RecordIndex, component: Component, span: DaySpan
) -> tuple[UptimeValues, ...]:
    """Return the uptimes of a component on the days on which it was in a group."""
    return tuple(
        uptime_values(context, measure_within(context, index, component, span, days)) for days in UPTIME_DAYS
    )


def _latest_months(context: Context, index: RecordIndex, group: Group) -> Iterator[UptimeValues]:
    """Yield the uptimes of the latest months, back to the first month with data."""
    last = this_month(context)
    for month in [*months(Month(last.year - 1, last.number), last)][: -LATEST - 1 : -1]:
        uptime = uptime_values(context, measure(context, index, group, month))
        if uptime.percent is None:
            return
        yield uptime
