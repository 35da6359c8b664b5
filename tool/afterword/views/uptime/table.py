"""Builds the uptime table (components × periods) of the terminal; JSON and CSV output have the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from afterword.records.components import Component, Group
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.text.instants import Instant
from afterword.views.text.words import Words
from afterword.views.uptime.breakdown import Breakdown, component_breakdown, group_breakdown
from afterword.views.uptime.measurement import UptimeMeasurement, measure
from afterword.views.uptime.objectives import ObjectiveView, objective_view
from afterword.views.uptime.periods import UptimePeriod, last_day, period_name
from afterword.views.uptime.values import public_text, uptime_values

SubjectRow: TypeAlias = tuple[UptimeMeasurement, ...]
"""The measurements of a component or a group, one for each period."""


class UptimeRow(NamedTuple):
    """A group or a component with its uptime in each period; `objective` is about the first of them.

    A component `is_member` if its group has a row, too.
    """

    name: str
    numbers: tuple[str, ...]
    objective: ObjectiveView | None = None
    is_group: bool = False
    is_member: bool = False


class UptimeTable(NamedTuple):
    """Components and groups with their uptimes. `breakdowns` are those of each row, under its name.

    `notes` say where a history is shorter than a period, and where internal records make a difference.
    """

    site: str
    as_of: Instant
    policy: str
    meaning: tuple[str, ...]
    periods: tuple[str, ...]
    rows: tuple[UptimeRow, ...]
    breakdowns: tuple[tuple[str, Breakdown], ...]
    notes: tuple[str, ...] = ()


def subject_rows(
    context: Context, index: RecordIndex, components: Sequence[Component], periods: Sequence[UptimePeriod]
) -> Iterator[SubjectRow]:
    """Yield a row for each component, by group. A group has a row before them if all its components are given."""
    for subject in _subjects(context, components, last_day(context, periods[0])):
        yield tuple(measure(context, index, subject, period) for period in periods)


def uptime_table(
    context: Context, rows: Iterable[SubjectRow], whole: Sequence[SubjectRow] = ()
) -> UptimeTable:
    """Build the table from one or more rows; `whole` are the same rows with internal records, to compare with."""
    site, policy, listed = context.site, POLICIES[context.site.uptime.policy], tuple(rows)
    groups = {row[0].subject.id for row in listed if isinstance(row[0].subject, Group)}
    shown: list[UptimeRow] = []
    breakdowns: list[tuple[str, Breakdown]] = []
    notes: list[str] = []
    for row, all_records in zip(listed, whole or ((),) * len(listed), strict=True):
        subject, uptimes = row[0].subject, [uptime_values(context, each) for each in row]
        is_group = not isinstance(subject, Component)
        shown.append(
            UptimeRow(
                name=subject.name if subject else site.page.name,
                numbers=tuple(each.shown for each in uptimes),
                objective=objective_view(context.words, uptimes[0]),
                is_group=is_group,
                is_member=isinstance(subject, Component)
                and subject.group_on(last_day(context, row[0].period)) in groups,
            )
        )
        for each, measured, compared in zip(uptimes, row, all_records or (None,) * len(row), strict=True):
            found = [
                _note(context.words, measured, compared),
                each.name if each.percent and each.name != each.period else "",
            ]
            notes += [f"{shown[-1].name}, {each.period}: {note}" for note in found if note]
        explain = group_breakdown if is_group else component_breakdown
        breakdowns += [(shown[-1].name, explain(context, each)) for each in uptimes if each.percent]
    return UptimeTable(
        site=site.page.name,
        as_of=context.words.instant(context.now, context.zone),
        policy=policy.name.value,
        meaning=(policy.description, maintenance_description(policy, site.uptime.maintenance)),
        periods=tuple(period_name(context.words, each.period) for each in listed[0]),
        rows=tuple(shown),
        notes=tuple(notes),
        breakdowns=tuple(breakdowns),
    )


def _note(words: Words, measured: UptimeMeasurement, whole: UptimeMeasurement | None) -> str:
    """Return the other number: of all records next to a public one, and the public one next to that of all."""
    if whole and whole.uptime and whole.public:
        note = public_text(words, whole.uptime, whole.public)
        return (
            note
            and f"with internal records: {words.percent(whole.uptime.percent)}, {note.rpartition(' ')[2]}"
        )
    return public_text(words, measured.uptime, measured.public) if measured.uptime and measured.public else ""


def _subjects(context: Context, components: Sequence[Component], day: date) -> Iterator[Component | Group]:
    """Yield the groups of which all components are given, each before its components; then the other components.

    The groups are those of a day.
    """
    given = {component.id for component in components}
    in_groups: set[str] = set()
    for group in context.site.groups_in_order:
        members = context.site.members_of(group, day)
        if members and given.issuperset(member.id for member in members):
            own = context.site.own_members_of(group, day)
            in_groups |= {member.id for member in own}
            yield group
            yield from own
    yield from (component for component in components if component.id not in in_groups)
