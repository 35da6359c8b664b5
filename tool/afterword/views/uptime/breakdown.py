"""Builds the breakdown of an uptime: the windows, the excluded time, and the division."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from afterword.views import urls
from afterword.views.context import Context
from afterword.views.text.instants import Period
from afterword.views.text.labels import Fact, LevelLabel, PageLink, label_of
from afterword.views.text.words import Words
from afterword.views.uptime.values import (
    CountedTime,
    UptimeValues,
    WindowShare,
    digits,
    duration,
    exact_percent,
    seconds_text,
)

ROWS = 100
"""How many windows are listed one by one, the latest first; a line sums up the earlier ones."""


class BreakdownRow(NamedTuple):
    """The part of a window in the period; `counted` is the time for which this window was the one that counted."""

    window: Period
    level: LevelLabel
    weight: str
    counted: str
    record: PageLink


class Breakdown(NamedTuple):
    """How an uptime was computed. `rows` is None for a group; `more` describes windows that are not listed."""

    id: str
    name: str
    rows: tuple[BreakdownRow, ...] | None
    more: str
    calculation: tuple[Fact, ...]


def component_breakdown(context: Context, uptime: UptimeValues) -> Breakdown:
    """Build the breakdown of a component's uptime, which must have data."""
    listed = uptime.windows[-ROWS:]
    return group_breakdown(context, uptime)._replace(
        rows=tuple(_row(context, each) for each in reversed(listed)),
        more=_more(context.words, uptime.windows[:-ROWS]),
    )


def group_breakdown(context: Context, uptime: UptimeValues) -> Breakdown:
    """Build the breakdown of a group's uptime, which must have data."""
    calculation = (
        _division(context, uptime, uptime.counted) if uptime.counted else _mean(context.words, uptime)
    )
    return Breakdown(f"working-{uptime.month or uptime.days}", uptime.name, None, "", calculation)


def _division(context: Context, uptime: UptimeValues, counted: CountedTime) -> tuple[Fact, ...]:
    """Write out the downtime, the period and the division."""
    words = context.words
    terms = " + ".join(
        f"{digits(words, each.weight)} × {seconds_text(words, each.seconds)}"
        for each in counted.levels
        if each.weight
    )
    down = seconds_text(words, counted.down_seconds)
    first, last = (words.instant(each, context.zone) for each in (counted.start, counted.end))
    whole = seconds_text(words, counted.period_seconds)
    period = f"{first.text} {first.zone} – {last.text} {last.zone} = {whole}"
    if counted.excluded_seconds:
        period = words.gettext(
            "{period} − {excluded} excluded = {counted}",
            period=period,
            excluded=seconds_text(words, counted.excluded_seconds),
            counted=seconds_text(words, counted.counted_seconds),
        )
    division = f"1 − {digits(words, counted.down_seconds)} ÷ {digits(words, counted.counted_seconds)}"
    return (
        Fact(words.pgettext("calculation", "Down"), f"{terms} = {down}" if terms else down),
        Fact(words.pgettext("calculation", "Period"), period),
        Fact(words.terms.uptime, f"{division} = {_result(words, uptime)}"),
    )


def _mean(words: Words, uptime: UptimeValues) -> tuple[Fact, ...]:
    """Write out the mean of the components that have data."""
    name = words.pgettext("calculation", "Mean")
    if len(uptime.mean_of) == 1:
        return (Fact(name, _result(words, uptime)),)
    total = " + ".join(exact_percent(words, each) for each in uptime.mean_of)
    return (Fact(name, f"({total}) ÷ {len(uptime.mean_of)} = {_result(words, uptime)}"),)


def _result(words: Words, uptime: UptimeValues) -> str:
    return words.gettext("{exact}, shown as {shown}", exact=uptime.exact, shown=uptime.shown)


def _row(context: Context, each: WindowShare) -> BreakdownRow:
    return BreakdownRow(
        window=context.words.period(each.start, each.end, context.zone, each.end),
        level=label_of(context.words, context.site, each.level),
        weight=context.words.pgettext("from uptime", "excluded")
        if each.excluded
        else context.words.percent(digits(context.words, each.weight * 100)),
        counted=duration(context.words, each.seconds),
        record=PageLink(urls.incident(each.record), each.title),
    )


def _more(words: Words, earlier: Sequence[WindowShare]) -> str:
    if not earlier:
        return ""
    down = sum((each.down_seconds for each in earlier), Fraction(0))
    return words.ngettext(
        "And {count} earlier window with {time} of downtime: the monthly statements list all of them.",
        "And {count} earlier windows with {time} of downtime: the monthly statements list all of them.",
        len(earlier),
        time=seconds_text(words, down),
    )
