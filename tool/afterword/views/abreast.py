"""Uptimes of several periods side by side, group by group, for where there are no pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from afterword.records.site import Component, Group
from afterword.timeline.months import Month
from afterword.timeline.policies import MAINTENANCE, POLICIES
from afterword.timeline.uptime import group_uptime
from afterword.views import words
from afterword.views.archive import Archive
from afterword.views.objectives import ObjectiveView, objective_view
from afterword.views.pages import Fact
from afterword.views.publication import Publication
from afterword.views.reckoning import Reckoning, in_month, over_days
from afterword.views.together import combined, members_of
from afterword.views.words import Instant
from afterword.views.workings import NO_DATA, Working, working_view


class Line(NamedTuple):
    """A group or a component with its uptime in each period; `objective` is about the first of them.

    A component whose group is told before it is a member.
    """

    name: str
    numbers: tuple[str, ...]
    objective: ObjectiveView | None = None
    is_group: bool = False
    is_member: bool = False


class Combined(NamedTuple):
    """How the number of a group comes about."""

    name: str
    sums: tuple[Fact, ...]


class Abreast(NamedTuple):
    """Components and groups with their uptimes; the workings are those of `lines`, in their order."""

    site: str
    as_of: Instant
    policy: str
    meaning: tuple[str, ...]
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    workings: tuple[tuple[str, Working | Combined], ...]


def reckon(
    book: Publication, archive: Archive, component: Component, periods: Sequence[int | Month]
) -> tuple[Reckoning, ...]:
    """Reckon each period of a component."""
    return tuple(
        in_month(book, archive, component, period)
        if isinstance(period, Month)
        else over_days(book, archive, component, period)
        for period in periods
    )


def abreast(
    book: Publication, archive: Archive, components: Sequence[Component], periods: Sequence[int | Month]
) -> Abreast:
    """Put uptimes side by side; a group is told where all of its components are among those asked for."""
    policy = POLICIES[book.site.uptime.policy]
    reckoned = {component.id: reckon(book, archive, component, periods) for component in components}
    lines: list[Line] = []
    workings: list[tuple[str, Working | Combined]] = []
    for group, members in _by_group(book, components):
        rows = [reckoned[member.id] for member in members]
        if group:
            together = [
                group_uptime([one.uptime for one in column], policy) for column in zip(*rows, strict=True)
            ]
            lines.append(
                Line(
                    group.name,
                    tuple(words.percent(found.percent) if found else NO_DATA for found in together),
                    is_group=True,
                )
            )
            workings += [
                (group.name, Combined(one.name, combined(book, found)))
                for one, found in zip(rows[0], together, strict=True)
                if found
            ]
        for member, row in zip(members, rows, strict=True):
            lines.append(_line(member, row)._replace(is_member=group is not None))
            workings += [(member.name, view) for each in row if (view := working_view(book, each))]
    return Abreast(
        site=book.site.page.name,
        as_of=words.instant(book.now, book.zone),
        policy=policy.name.value,
        meaning=(policy.description, MAINTENANCE[book.site.uptime.maintenance]),
        periods=tuple(each.name for each in next(iter(reckoned.values()))),
        lines=tuple(lines),
        workings=tuple(workings),
    )


def _line(component: Component, row: Sequence[Reckoning]) -> Line:
    return Line(
        component.name,
        tuple(words.percent(each.uptime.percent) if each.uptime else NO_DATA for each in row),
        objective_view(row[0].budget, row[0].name),
    )


def _by_group(
    book: Publication, components: Sequence[Component]
) -> Iterator[tuple[Group | None, tuple[Component, ...]]]:
    """Give groups in the order of the site, then what is in none or whose group is not told in full."""
    chosen = {component.id for component in components}
    told: set[str] = set()
    for group in book.site.groups:
        members = members_of(book, group)
        if members and chosen.issuperset(member.id for member in members):
            told |= {member.id for member in members}
            yield group, members
    rest = tuple(component for component in components if component.id not in told)
    if rest:
        yield None, rest
