"""Shows the uptime of groups: the numbers of their components, and how they combine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from afterword.records.site import Component, Group
from afterword.timeline.months import Month, months
from afterword.timeline.policies import POLICIES, GroupRule, Policy
from afterword.timeline.uptime import GroupUptime, group_uptime
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import Fact, PageLink, component_link
from afterword.views.uptime.breakdown import NO_DATA, Number, exact_percent, shown_as, sums
from afterword.views.uptime.measurement import month_name, this_month
from afterword.views.uptime.months import LATEST
from afterword.views.uptime.periods import UPTIME_DAYS, month_uptime, uptime_of

RULES = {
    GroupRule.MEAN: "The mean of its components, taken before rounding.",
    GroupRule.ALL_UP: "Counted as one component that is only as well as the worst of the group at each instant.",
}
"""How a group's number comes about, in a sentence for readers."""


class MemberRow(NamedTuple):
    """A component of a group with its uptimes, with more decimals than are shown elsewhere."""

    component: PageLink
    numbers: tuple[Number, ...]


class Combination(NamedTuple):
    """How the numbers of a period combine."""

    period: str
    sums: tuple[Fact, ...]


class GroupBreakdown(NamedTuple):
    """The uptimes of a group, over the last days and in the latest months, with their working."""

    id: str
    name: str
    rule: str
    numbers: tuple[Number, ...]
    members: tuple[MemberRow, ...]
    combined: tuple[Combination, ...]
    months: tuple[Number, ...]


def group_breakdowns(context: Context, index: RecordIndex) -> tuple[GroupBreakdown, ...]:
    """Show the groups that have components and data, in the order of the site."""
    found = (
        _working(context, index, group) for group in context.site.groups if context.site.members_of(group)
    )
    return tuple(each for each in found if each.combined)


def combined(context: Context, together: GroupUptime) -> tuple[Fact, ...]:
    """Write out how a group's number comes about."""
    if together.whole:
        return sums(context, together.whole)
    each = " + ".join(exact_percent(child.ratio) for child in together.children)
    whole = shown_as(together.ratio, together.policy)
    if len(together.children) == 1:
        return (Fact("Mean", whole),)
    return (Fact("Mean", f"({each}) ÷ {len(together.children)} = {whole}"),)


def _working(context: Context, index: RecordIndex, group: Group) -> GroupBreakdown:
    members = context.site.members_of(group)
    policy = POLICIES[context.site.uptime.policy]
    by_days = [[uptime_of(context, index, each, days) for days in UPTIME_DAYS] for each in members]
    names = [words.plural(days, *CATALOGUE.nouns.day) for days in UPTIME_DAYS]
    together = [group_uptime(column, policy, context.site) for column in zip(*by_days, strict=True)]
    return GroupBreakdown(
        id=group.id,
        name=group.name,
        rule=RULES[policy.group_rule],
        numbers=tuple(_number(found, name, policy) for found, name in zip(together, names, strict=True)),
        members=tuple(
            MemberRow(
                component_link(context.site, member.id),
                tuple(
                    Number(exact_percent(one.ratio) if one else NO_DATA, name, policy.name.value)
                    for one, name in zip(row, names, strict=True)
                ),
            )
            for member, row in zip(members, by_days, strict=True)
        ),
        combined=tuple(
            Combination(name, combined(context, found))
            for name, found in zip(names, together, strict=True)
            if found
        ),
        months=_latest_months(context, index, members, policy) if any(together) else (),
    )


def _latest_months(
    context: Context, index: RecordIndex, members: Sequence[Component], policy: Policy
) -> tuple[Number, ...]:
    """Give the numbers of the latest months, back to the first of which there are data."""
    last = this_month(context)
    found: list[Number] = []
    for month in [*months(Month(last.year - 1, last.number), last)][: -LATEST - 1 : -1]:
        together = group_uptime(
            [month_uptime(context, index, each, month) for each in members], policy, context.site
        )
        if together is None:
            break
        found.append(_number(together, month_name(month), policy))
    return tuple(found)


def _number(together: GroupUptime | None, name: str, policy: Policy) -> Number:
    return Number(words.percent(together.percent) if together else NO_DATA, name, policy.name.value)
