"""Finds the uptimes that move: what two versions of a site compute differently."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from afterword.review.numbers import MovedNumber, Number, moved_between
from afterword.timeline.months import Month
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.text.words import ENGLISH
from afterword.views.uptime.measurement import measure, windows_in
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
    return moved_between(one, other, (before[0].site, after[0].site))


def _periods(context: Context, months: Collection[Month]) -> list[UptimePeriod]:
    return [*UPTIME_DAYS, *sorted({*months, this_month(context)}, reverse=True)]


def _uptimes(
    context: Context,
    index: RecordIndex,
    components: Collection[str],
    months: Collection[Month],
    unmoved: Collection[tuple[str, UptimePeriod]],
) -> Iterator[tuple[tuple[str, str], Number]]:
    for component in (each for each in context.site.components if each.id in components):
        for period in _periods(context, months):
            if (component.id, period) in unmoved:
                continue
            values = uptime_values(context, measure(context, index, component, period))
            budget = objective_view(ENGLISH, values)
            for name, shown in (("uptime", values.shown), ("error budget", budget and budget.left)):
                if shown:
                    full = f"{name}, {values.period}"
                    yield (component.id, full), Number(component.name, full, shown)
