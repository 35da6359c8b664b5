"""Finds the uptimes that move: what two versions of a site compute differently."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from afterword.review.numbers import MovedNumber, moved_between
from afterword.timeline.months import Month
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.objectives import objective_view
from afterword.views.uptime.periods import UPTIME_DAYS, UptimePeriod, this_month
from afterword.views.uptime.values import uptime_values


def uptime_numbers(
    before: tuple[Context, RecordIndex],
    after: tuple[Context, RecordIndex],
    components: Collection[str],
    months: Collection[Month],
) -> tuple[MovedNumber, ...]:
    """Return the uptimes and error budgets of some components that differ.

    They are those of the last days, of `months` and of this month.
    """
    one, other = (dict(_uptimes(*each, components, months)) for each in (before, after))
    return moved_between(one, other)


def _uptimes(
    context: Context, index: RecordIndex, components: Collection[str], months: Collection[Month]
) -> Iterator[tuple[tuple[str, str], str]]:
    periods: list[UptimePeriod] = [*UPTIME_DAYS, *sorted({*months, this_month(context)}, reverse=True)]
    for component in (each for each in context.site.components if each.id in components):
        for period in periods:
            values = uptime_values(context, measure(context, index, component, period))
            yield (component.name, f"uptime, {values.period}"), values.shown
            budget = objective_view(values)
            if budget:
                yield (component.name, f"error budget, {values.period}"), budget.left
