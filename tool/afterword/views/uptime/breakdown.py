"""Shows how an uptime was counted: the windows, what was taken out, the sums, and the division written out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from afterword.timeline.contributions import Contribution
from afterword.timeline.policies import Policy
from afterword.timeline.uptime import Uptime
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.summary import WindowSpan
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import Fact, LevelLabel, PageLink, label_of
from afterword.views.text.words import Period
from afterword.views.uptime.measurement import UptimeMeasurement

ROWS = 100
"""How many windows are listed one by one, the latest; those before are told together."""
NO_DATA = CATALOGUE.uptime.no_data
_DECIMALS = 4
_THIN = "\u202f"
"""Stands between groups of three digits."""
_MICROSECOND = timedelta(microseconds=1)


class Number(NamedTuple):
    """An uptime as it is shown: the percentage, what it is of, and the policy that it was counted by."""

    percent: str
    period: str
    policy: str


class BreakdownRow(NamedTuple):
    """A window as far as it lies in the period; `counted` is for how long it was what counted."""

    window: Period
    level: LevelLabel
    weight: str
    counted: str
    record: PageLink


class Breakdown(NamedTuple):
    """How a number was counted; `more` tells of windows that are not listed."""

    id: str
    name: str
    rows: tuple[BreakdownRow, ...]
    more: str
    sums: tuple[Fact, ...]


def number(measurement: UptimeMeasurement, policy: Policy) -> Number:
    """Show an uptime with its policy."""
    uptime = measurement.uptime
    return Number(words.percent(uptime.percent) if uptime else NO_DATA, measurement.name, policy.name.value)


def uptime_breakdown(context: Context, measurement: UptimeMeasurement) -> Breakdown | None:
    """Show how an uptime was counted; None where there is none."""
    uptime = measurement.uptime
    if uptime is None:
        return None
    listed = measurement.windows[-ROWS:]
    return Breakdown(
        id=f"working-{measurement.period}",
        name=measurement.name,
        rows=tuple(_row(context, each) for each in reversed(listed)),
        more=_more(measurement.windows[:-ROWS]),
        sums=sums(context, uptime),
    )


def sums(context: Context, uptime: Uptime) -> tuple[Fact, ...]:
    """Write out the sum, the period and the division."""
    down, counted = uptime.down_seconds, _seconds(uptime.counted)
    terms = " + ".join(
        f"{digits(share.weight)} × {seconds(share.duration)}" for share in uptime.shares if share.weight
    )
    whole = seconds(uptime.period.duration)
    excluded = uptime.period.duration - uptime.counted
    rest = f" − {seconds(excluded)} taken out = {seconds(uptime.counted)}" if excluded else ""
    first, last = (words.instant(each, context.zone) for each in (uptime.period.start, uptime.period.end))
    division = f"1 − {digits(down)} ÷ {digits(counted)} = "
    return (
        Fact("Down", f"{terms} = {digits(down)}{_THIN}s" if terms else f"0{_THIN}s"),
        Fact("Period", f"{first.text} {first.zone} – {last.text} {last.zone} = {whole}{rest}"),
        Fact(CATALOGUE.terms.uptime, division + shown_as(uptime.ratio, uptime.policy)),
    )


def shown_as(ratio: Fraction, policy: Policy) -> str:
    """Write a ratio with more decimals than are shown, and what is shown of it."""
    return f"{exact_percent(ratio)}, shown as {words.percent(policy.percent(ratio))}"


def exact_percent(ratio: Fraction) -> str:
    """Write a ratio in per cent, cut after some decimals, which is told by dots."""
    tens = ratio * 100 * 10**_DECIMALS
    cut = int(tens)
    if cut == tens:
        return f"{digits(ratio * 100)} %"
    return f"{cut // 10**_DECIMALS}.{cut % 10**_DECIMALS:0{_DECIMALS}d}… %"


def seconds(length: timedelta) -> str:
    """Write a length of time in seconds."""
    return f"{digits(_seconds(length))}{_THIN}s"


@lru_cache(maxsize=256)
def digits(value: Fraction) -> str:
    """Write a number with all its decimals, which must end, and its digits in groups."""
    whole, rest = divmod(value, 1)
    written = f"{int(whole):,}".replace(",", _THIN)
    if not rest:
        return written
    decimals = 1
    while (rest * 10**decimals).denominator != 1:
        decimals += 1
    return f"{written}.{int(rest * 10**decimals):0{decimals}d}"


def weight_text(each: Contribution[WindowSpan]) -> str:
    """Say how much of the time of a window counts as down."""
    return "taken out" if each.excluded else f"{digits(each.weight * 100)} %"


def _row(context: Context, each: Contribution[WindowSpan]) -> BreakdownRow:
    return BreakdownRow(
        window=words.period(each.start, each.end, context.zone, context.now),
        level=label_of(context.site, each.window.level),
        weight=weight_text(each),
        counted=words.duration(each.duration),
        record=PageLink(urls.incident(each.window.record), each.window.title),
    )


def _more(windows: Iterable[Contribution[WindowSpan]]) -> str:
    earlier = tuple(windows)
    if not earlier:
        return ""
    down = sum((each.weight * _seconds(each.duration) for each in earlier), Fraction(0))
    return f"{words.plural(len(earlier), 'earlier window')} with {digits(down)}{_THIN}s of downtime"


def _seconds(length: timedelta) -> Fraction:
    return Fraction(length // _MICROSECOND, 1_000_000)
