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


class Number(NamedTuple):
    """A number in words, with the names under which it is shown."""

    component: str
    name: str
    shown: str


Numbers: TypeAlias = Mapping[tuple[str, str], Number]
"""Numbers by the id of the component, which may be empty, and by what is counted, such as the id of a level."""


def record_numbers(
    before: Record | None, after: Record | None, sites: tuple[Site, Site], now: datetime
) -> tuple[MovedNumber, ...]:
    """Return the totals and response times of a record that differ."""
    one, other = (
        dict(_numbers_of(record, site, now)) if record else {}
        for record, site in zip((before, after), sites, strict=True)
    )
    return moved_between(one, other, sites)


def moved_between(before: Numbers, after: Numbers, sites: tuple[Site, Site]) -> tuple[MovedNumber, ...]:
    """Return the numbers that differ, or that only one of two versions has, under their latest names."""
    components, levels = renamed_components(*sites), renamed_levels(*sites)
    before = {
        (components.get(one, one), levels.get(name, name)): each for (one, name), each in before.items()
    }
    pairs = ((before.get(key), after.get(key)) for key in dict.fromkeys((*before, *after)))
    return tuple(
        MovedNumber(named.component, named.name, old.shown if old else "", new.shown if new else "")
        for old, new in pairs
        if (named := new or old) and (old is None or new is None or old.shown != new.shown)
    )


def renamed_components(before: Site, after: Site) -> dict[str, str]:
    """Return the later id of each component whose id only the former version has: by an alias, or else its name."""
    taken_back = {present: former for former, present in before.component_aliases.items()}
    names = {each.name: each.id for each in after.components if before.component(each.id) is None}
    found = {
        each.id: after.component_aliases.get(each.id) or taken_back.get(each.id) or names.get(each.name, "")
        for each in before.components
        if after.component(each.id) is None
    }
    return {former: present for former, present in found.items() if after.component(present)}


def renamed_levels(before: Site, after: Site) -> dict[str, str]:
    """Return the later id of each level whose id only the former version has, by its name."""
    names = {each.name: each.id for each in after.levels}
    gone = (each for each in before.levels if after.level(each.id) is None)
    return {each.id: names[each.name] for each in gone if each.name in names}


def _numbers_of(record: Record, site: Site, now: datetime) -> Iterator[tuple[tuple[str, str], Number]]:
    levels = {level.id: level.name for level in site.levels}
    names = {component.id: component.name for component in site.components}
    spent = record_totals(record, site, now)
    if spent.together.levels:
        total = ENGLISH.duration(spent.together.overall, spent.together.certainty)
        yield ("", "total"), Number("", "total", total)
    for component, times in spent.components:
        for each in times.levels:
            shown = ENGLISH.duration(each.duration, each.certainty)
            named = Number(names.get(component, component), levels.get(each.level, each.level), shown)
            yield (component, each.level), named
    for time in response_times_between(record, milestones(record, now), site):
        name = ENGLISH.word(time.name).lower()
        yield ("", name), Number("", name, ENGLISH.duration(time.duration, time.certainty))
