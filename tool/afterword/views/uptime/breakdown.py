"""Builds the breakdown of an uptime: the windows, the excluded time, and the division."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from afterword.views import urls
from afterword.views.context import Context
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import Fact, LevelLabel, PageLink, label_of
from afterword.views.text.words import Period
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
        rows=tuple(_row(context, each) for each in reversed(listed)), more=_more(uptime.windows[:-ROWS])
    )


def group_breakdown(context: Context, uptime: UptimeValues) -> Breakdown:
    """Build the breakdown of a group's uptime, which must have data."""
    calculation = _division(context, uptime, uptime.counted) if uptime.counted else _mean(uptime)
    return Breakdown(f"working-{uptime.month or uptime.days}", uptime.name, None, "", calculation)


def _division(context: Context, uptime: UptimeValues, counted: CountedTime) -> tuple[Fact, ...]:
    """Write out the downtime, the period and the division."""
    terms = " + ".join(
        f"{digits(each.weight)} × {seconds_text(each.seconds)}" for each in counted.levels if each.weight
    )
    down = seconds_text(counted.down_seconds)
    excluded = (
        f" − {seconds_text(counted.excluded_seconds)} excluded = {seconds_text(counted.counted_seconds)}"
        if counted.excluded_seconds
        else ""
    )
    first, last = (words.instant(each, context.zone) for each in (counted.start, counted.end))
    period = f"{first.text} {first.zone} – {last.text} {last.zone} = {seconds_text(counted.period_seconds)}"
    division = f"1 − {digits(counted.down_seconds)} ÷ {digits(counted.counted_seconds)}"
    return (
        Fact("Down", f"{terms} = {down}" if terms else down),
        Fact("Period", f"{period}{excluded}"),
        Fact(CATALOGUE.terms.uptime, f"{division} = {_result(uptime)}"),
    )


def _mean(uptime: UptimeValues) -> tuple[Fact, ...]:
    """Write out the mean of the components that have data."""
    if len(uptime.mean_of) == 1:
        return (Fact("Mean", _result(uptime)),)
    total = " + ".join(map(exact_percent, uptime.mean_of))
    return (Fact("Mean", f"({total}) ÷ {len(uptime.mean_of)} = {_result(uptime)}"),)


def _result(uptime: UptimeValues) -> str:
    return f"{uptime.exact}, shown as {uptime.shown}"


def _row(context: Context, each: WindowShare) -> BreakdownRow:
    return BreakdownRow(
        window=words.period(each.start, each.end, context.zone, context.now),
        level=label_of(context.site, each.level),
        weight="excluded" if each.excluded else f"{digits(each.weight * 100)} %",
        counted=duration(each.seconds),
        record=PageLink(urls.incident(each.record), each.title),
    )


def _more(earlier: Sequence[WindowShare]) -> str:
    if not earlier:
        return ""
    down = sum((each.down_seconds for each in earlier), Fraction(0))
    return f"{words.plural(len(earlier), 'earlier window')} with {seconds_text(down)} of downtime"
