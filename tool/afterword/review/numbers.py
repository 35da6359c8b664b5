"""Finds the numbers of a record that move: what two versions of it compute differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple, TypeAlias

from afterword.records.record import Record
from afterword.records.site import Site
from afterword.timeline.levels import record_totals
from afterword.timeline.lifecycle import milestones
from afterword.timeline.response_times import response_times_between
from afterword.views.text.words import ENGLISH


class MovedNumber(NamedTuple):
    """A number of a component, or of a record if `component` is empty, before and after; empty where there is none."""

    component: str
    name: str
    before: str
    after: str


Numbers: TypeAlias = Mapping[tuple[str, str], str]
"""Numbers by the component, which may be empty, and the name."""


def record_numbers(
    before: Record | None, after: Record | None, sites: tuple[Site, Site], now: datetime
) -> tuple[MovedNumber, ...]:
    """Return the totals and response times of a record that differ."""
    one, other = (
        dict(_numbers_of(record, site, now)) if record else {}
        for record, site in zip((before, after), sites, strict=True)
    )
    return moved_between(one, other)


def moved_between(before: Numbers, after: Numbers) -> tuple[MovedNumber, ...]:
    """Return the numbers that differ, or that only one of two versions has."""
    return tuple(
        MovedNumber(*key, before.get(key, ""), after.get(key, ""))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    )


def _numbers_of(record: Record, site: Site, now: datetime) -> Iterator[tuple[tuple[str, str], str]]:
    levels = {level.id: level.name for level in site.levels}
    names = {component.id: component.name for component in site.components}
    spent = record_totals(record, site, now)
    if spent.together.levels:
        yield ("", "total"), ENGLISH.duration(spent.together.overall, spent.together.certainty)
    for component, times in spent.components:
        for each in times.levels:
            name = levels.get(each.level, each.level)
            yield (names.get(component, component), name), ENGLISH.duration(each.duration, each.certainty)
    for time in response_times_between(record, milestones(record, now), site):
        yield ("", ENGLISH.word(time.name).lower()), ENGLISH.duration(time.duration, time.certainty)
