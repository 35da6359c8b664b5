"""Shows the uptime of groups: the numbers of their components, and how they combine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from afterword.records.site import Component, Group
from afterword.timeline.months import Month, months
from afterword.timeline.policies import POLICIES, GroupRule, Policy
from afterword.timeline.uptime import GroupUptime, group_uptime
from afterword.views.context import Publication
from afterword.views.index.queries import Archive
from afterword.views.text import words
from afterword.views.text.labels import Anchor, Fact, component_anchor
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

    component: Anchor
    numbers: tuple[Number, ...]


class Combination(NamedTuple):
    """How the numbers of a period combine."""

    period: str
    sums: tuple[Fact, ...]


class GroupWorking(NamedTuple):
    """The uptimes of a group, over the last days and in the latest months, with their working."""

    id: str
    name: str
    rule: str
    numbers: tuple[Number, ...]
    members: tuple[MemberRow, ...]
    combined: tuple[Combination, ...]
    months: tuple[Number, ...]


def group_workings(book: Publication, archive: Archive) -> tuple[GroupWorking, ...]:
    """Show the groups that have components and data, in the order of the site."""
    found = (_working(book, archive, group) for group in book.site.groups if book.site.members_of(group))
    return tuple(each for each in found if each.combined)


def combined(book: Publication, together: GroupUptime) -> tuple[Fact, ...]:
    """Write out how a group's number comes about."""
    if together.whole:
        return sums(book, together.whole)
    each = " + ".join(exact_percent(child.ratio) for child in together.children)
    whole = shown_as(together.ratio, together.policy)
    if len(together.children) == 1:
        return (Fact("Mean", whole),)
    return (Fact("Mean", f"({each}) ÷ {len(together.children)} = {whole}"),)


def _working(book: Publication, archive: Archive, group: Group) -> GroupWorking:
    members = book.site.members_of(group)
    policy = POLICIES[book.site.uptime.policy]
    by_days = [[uptime_of(book, archive, each, days) for days in UPTIME_DAYS] for each in members]
    names = [words.plural(days, "day") for days in UPTIME_DAYS]
    together = [group_uptime(column, policy, book.site) for column in zip(*by_days, strict=True)]
    return GroupWorking(
        id=group.id,
        name=group.name,
        rule=RULES[policy.group_rule],
        numbers=tuple(_number(found, name, policy) for found, name in zip(together, names, strict=True)),
        members=tuple(
            MemberRow(
                component_anchor(book.site, member.id),
                tuple(
                    Number(exact_percent(one.ratio) if one else NO_DATA, name, policy.name.value)
                    for one, name in zip(row, names, strict=True)
                ),
            )
            for member, row in zip(members, by_days, strict=True)
        ),
        combined=tuple(
            Combination(name, combined(book, found))
            for name, found in zip(names, together, strict=True)
            if found
        ),
        months=_latest_months(book, archive, members, policy) if any(together) else (),
    )


def _latest_months(
    book: Publication, archive: Archive, members: Sequence[Component], policy: Policy
) -> tuple[Number, ...]:
    """Give the numbers of the latest months, back to the first of which there are data."""
    last = this_month(book)
    found: list[Number] = []
    for month in [*months(Month(last.year - 1, last.number), last)][: -LATEST - 1 : -1]:
        together = group_uptime(
            [month_uptime(book, archive, each, month) for each in members], policy, book.site
        )
        if together is None:
            break
        found.append(_number(together, month_name(month), policy))
    return tuple(found)


def _number(together: GroupUptime | None, name: str, policy: Policy) -> Number:
    return Number(words.percent(together.percent) if together else NO_DATA, name, policy.name.value)
