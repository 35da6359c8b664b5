"""Finds the numbers that move: what two versions of a record, or of a site, compute differently."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple, TypeAlias

from afterword.records.record import Record
from afterword.records.site import Site
from afterword.timeline.levels import component_totals, totals
from afterword.timeline.lifecycle import milestones
from afterword.timeline.months import Month
from afterword.timeline.response_times import response_times_between
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.text import words
from afterword.views.uptime.measurement import measure, windows_in
from afterword.views.uptime.objectives import objective_view
from afterword.views.uptime.periods import UPTIME_DAYS, UptimePeriod, this_month
from afterword.views.uptime.values import uptime_values


class MovedNumber(NamedTuple):
    """A number of a component, or of a record if `component` is empty, before and after; empty where there is none."""

    component: str
    name: str
    before: str
    after: str


_Numbers: TypeAlias = Mapping[tuple[str, str], str]


def record_numbers(
    before: Record | None, after: Record | None, sites: tuple[Site, Site], now: datetime
) -> tuple[MovedNumber, ...]:
    """Return the totals and response times of a record that differ."""
    one, other = (
        dict(_numbers_of(record, site, now)) if record else {}
        for record, site in zip((before, after), sites, strict=True)
    )
    return _moved(one, other)


def uptime_numbers(
    before: tuple[Context, RecordIndex],
    after: tuple[Context, RecordIndex],
    components: Collection[str],
    months: Collection[Month],
) -> tuple[MovedNumber, ...]:
    """Return the uptimes and error budgets of some components that differ.

    They are those of the last days, of `months` and of this month. Measuring takes long, so a period with the same
    windows in both versions of one site is left out.
    """
    periods, unmoved = _periods(after[0], months), set()
    if before[0].site is after[0].site:
        unmoved = {
            (each.id, period)
            for each in after[0].site.components
            for period in (periods if each.id in components else ())
            if windows_in(*before, each, period) == windows_in(*after, each, period)
        }
    one, other = (dict(_uptimes(*each, components, months, unmoved)) for each in (before, after))
    return _moved(one, other)


def _periods(context: Context, months: Collection[Month]) -> list[UptimePeriod]:
    return [*UPTIME_DAYS, *sorted({*months, this_month(context)}, reverse=True)]


def _moved(before: _Numbers, after: _Numbers) -> tuple[MovedNumber, ...]:
    return tuple(
        MovedNumber(*key, before.get(key, ""), after.get(key, ""))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    )


def _numbers_of(record: Record, site: Site, now: datetime) -> Iterator[tuple[tuple[str, str], str]]:
    levels = {level.id: level.name for level in site.levels}
    names = {component.id: component.name for component in site.components}
    overall = totals(record.windows, site, now)
    if overall.levels:
        yield ("", "total"), words.duration(overall.overall, overall.certainty)
    for component, spent in component_totals(record, site, now):
        for each in spent.levels:
            name = levels.get(each.level, each.level)
            yield (names.get(component, component), name), words.duration(each.duration, each.certainty)
    for time in response_times_between(record, milestones(record, now), site):
        yield ("", words.word(time.name).lower()), words.duration(time.duration, time.certainty)


def _uptimes(
    context: Context,
    index: RecordIndex,
    components: Collection[str],
    months: Collection[Month],
    unmoved: Collection[tuple[str, UptimePeriod]],
) -> Iterator[tuple[tuple[str, str], str]]:
    for component in (each for each in context.site.components if each.id in components):
        for period in _periods(context, months):
            if (component.id, period) in unmoved:
                continue
            values = uptime_values(context, measure(context, index, component, period))
            yield (component.name, f"uptime, {values.period}"), values.shown
            budget = objective_view(values)
            if budget:
                yield (component.name, f"error budget, {values.period}"), budget.left
