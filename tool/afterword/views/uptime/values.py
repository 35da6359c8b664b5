"""Converts an uptime measurement to plain values, which pages, JSON, CSV and the terminal all show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from afterword.records.scales import OPERATIONAL
from afterword.records.vocabulary import ComponentStatus
from afterword.timeline.budget import Budget
from afterword.timeline.certainty import EXACT, Certainty, DurationPrecision, precision_of
from afterword.timeline.contributions import Contribution
from afterword.timeline.months import Month
from afterword.timeline.uptime import GroupUptime, Uptime
from afterword.views.context import Context
from afterword.views.index.windows import WindowSpan
from afterword.views.text.words import Words
from afterword.views.uptime.measurement import UptimeMeasurement
from afterword.views.uptime.periods import period_days, period_name

_DECIMALS = 4
_THIN_SPACE = "\u202f"
_MICROSECOND = timedelta(microseconds=1)


class LevelShare(NamedTuple):
    """The time at a level in a period. If it is `excluded`, the period does not contain it, and it has no weight."""

    id: str
    name: str
    status: ComponentStatus
    weight: Fraction
    seconds: Fraction
    excluded: bool


class WindowShare(NamedTuple):
    """The part of a window in the period, and the time for which this window was the one that counted.

    If windows overlap, each instant counts for one of them, so their `down_seconds` add up to those of the uptime.
    """

    record: str
    title: str
    level: str
    status: ComponentStatus
    start: datetime
    end: datetime
    weight: Fraction
    seconds: Fraction
    down_seconds: Fraction
    excluded: bool


class ObjectiveValues(NamedTuple):
    """An objective in per cent, and its error budget; `left_seconds` is negative if the objective was missed."""

    percent: str
    allowed_seconds: Fraction
    spent_seconds: Fraction
    left_seconds: Fraction
    exceeded: bool


class CountedTime(NamedTuple):
    """The time from which an uptime was computed: one minus `down_seconds` divided by `counted_seconds`."""

    start: datetime
    end: datetime
    period_seconds: Fraction
    excluded_seconds: Fraction
    counted_seconds: Fraction
    down_seconds: Fraction
    levels: tuple[LevelShare, ...]


class UptimeValues(NamedTuple):
    """An uptime measurement in plain values.

    `period` is such as "90 days"; `name` is the same, or says how much of it was counted if the history is shorter.
    `percent` is rounded down as the policy says, `ratio` is exact, from 0 to 1; both are None without data. Readers
    see `shown`, or `exact` with more decimals; `downtime_precision` says how exact the downtime is. In internal builds,
    `public` is the public uptime with the difference to it, if internal records change it. The uptime has its `counted`
    time, unless it is a mean: then `mean_of` are the ratios of the components.
    """

    name: str
    period: str
    month: str | None
    days: int | None
    so_far: bool
    policy: str
    maintenance: str
    percent: str | None
    ratio: Fraction | None
    shown: str
    downtime_precision: DurationPrecision | None
    exact: str
    public: str
    mean_of: tuple[Fraction, ...]
    counted: CountedTime | None
    windows: tuple[WindowShare, ...]
    objective: ObjectiveValues | None


_converted: WeakKeyDictionary[UptimeMeasurement, UptimeValues] = WeakKeyDictionary()


def uptime_values(context: Context, measurement: UptimeMeasurement) -> UptimeValues:
    """Convert a measurement to plain values: once for the page, the JSON and the CSV that show it.

    `context` must be that of the measurement.
    """
    if measurement not in _converted:
        _converted[measurement] = _convert(context, measurement)
    return _converted[measurement]


def _convert(context: Context, measurement: UptimeMeasurement) -> UptimeValues:
    site, period, uptime, counted = context.site, measurement.period, measurement.uptime, measurement.counted
    children = uptime.children if isinstance(uptime, GroupUptime) and not counted else ()
    return UptimeValues(
        name=_name(context, measurement),
        period=period_name(context.words, period),
        month=str(period) if isinstance(period, Month) else None,
        days=None if isinstance(period, Month) else period,
        so_far=measurement.so_far,
        policy=site.uptime.policy.value,
        maintenance=site.uptime.maintenance.value,
        percent=str(uptime.percent) if uptime else None,
        ratio=uptime.ratio if uptime else None,
        shown=_shown(context.words, uptime) if uptime else context.words.uptime.no_data,
        downtime_precision=precision_of(uptime.certainty) if uptime else None,
        exact=exact_percent(context.words, uptime.ratio) if uptime else context.words.uptime.no_data,
        public=public_text(context.words, uptime, measurement.public)
        if uptime and measurement.public
        else "",
        mean_of=tuple(each.ratio for each in children),
        counted=_counted_time(context, counted) if counted else None,
        windows=tuple(_window_share(context, each) for each in measurement.contributions),
        objective=_objective(measurement.budget) if measurement.budget else None,
    )


def _name(context: Context, measurement: UptimeMeasurement) -> str:
    """Return the name of a period, or the days that were counted if the history does not cover it."""
    period, uptime = measurement.period, measurement.uptime
    if isinstance(period, Month) or uptime is None:
        return period_name(context.words, period)
    parts = uptime.children if isinstance(uptime, GroupUptime) else (uptime,)
    start, end = min(each.period.start for each in parts), max(each.period.end for each in parts)
    days = period_days(context, period)
    ends_early = end < min(context.now, days[-1].interval.end)
    if start <= days[0].interval.start and not ends_early:
        return period_name(context.words, period)
    first, last = (context.zone.local(each).date() for each in (start, end - _MICROSECOND))
    words = context.words
    count = words.plural((last - first).days + 1, words.nouns.day)
    return (
        f"{words.days(first, last)}, {count}"
        if ends_early
        else words.gettext("since {day}, {count}", day=words.day(first), count=count)
    )


def public_text(words: Words, whole: Uptime | GroupUptime, public: Uptime | GroupUptime) -> str:
    """Write the public uptime and how far that of all records is below it; empty if readers see no difference."""
    difference = whole.percent - public.percent
    if not difference:
        return ""
    sign = "−" if difference < 0 else "+"
    return words.gettext(
        "public: {percent}, {difference}",
        percent=words.percent(public.percent),
        difference=words.decimals(f"{sign}{abs(difference)}"),
    )


def _shown(words: Words, uptime: Uptime | GroupUptime) -> str:
    """Write an uptime; if downtime is a lower bound, the uptime is an upper one."""
    certainty = uptime.certainty
    bound = Certainty(certainty.approximate, at_least=certainty.at_least and not certainty.approximate)
    return words.bounded(words.percent(uptime.percent), bound, is_most=True)


def exact_percent(words: Words, ratio: Fraction) -> str:
    """Write a ratio in per cent, cut after four decimals; `…` shows that there are more."""
    exact = ratio * 100 * 10**_DECIMALS
    cut = int(exact)
    if cut == exact:
        return words.percent(digits(words, ratio * 100))
    return words.percent(f"{cut // 10**_DECIMALS}.{cut % 10**_DECIMALS:0{_DECIMALS}d}…")


@lru_cache(maxsize=256)
def digits(words: Words, value: Fraction) -> str:
    """Write a number with all its decimals, which must be finite, and with its digits in groups of three."""
    whole, fraction = divmod(value, 1)
    integer = f"{int(whole):,}".replace(",", _THIN_SPACE)
    if not fraction:
        return integer
    decimals = 1
    while (fraction * 10**decimals).denominator != 1:
        decimals += 1
    return f"{integer}.{int(fraction * 10**decimals):0{decimals}d}"


def seconds_text(words: Words, seconds: Fraction) -> str:
    """Write a number of seconds with its unit, such as `3 600 s`."""
    return f"{digits(words, seconds)}{_THIN_SPACE}s"


def duration(
    words: Words, seconds: Fraction, certainty: Certainty = EXACT, *, to_second: bool = False
) -> str:
    """Write a number of seconds as a duration for readers, as `Words.duration` does."""
    return words.duration(int(seconds * 1_000_000) * _MICROSECOND, certainty, to_second=to_second)


def _counted_time(context: Context, uptime: Uptime) -> CountedTime:
    return CountedTime(
        start=uptime.period.start,
        end=uptime.period.end,
        period_seconds=_seconds(uptime.period.duration),
        excluded_seconds=_seconds(uptime.period.duration - uptime.counted),
        counted_seconds=_seconds(uptime.counted),
        down_seconds=uptime.down_seconds,
        levels=tuple(_level_shares(context, uptime)),
    )


def _level_shares(context: Context, uptime: Uptime) -> Iterator[LevelShare]:
    for excluded, shares in ((False, uptime.shares), (True, uptime.excluded)):
        for share in shares:
            level = context.site.level(share.level) or OPERATIONAL
            yield LevelShare(
                share.level, level.name, level.status, share.weight, _seconds(share.duration), excluded
            )


def _window_share(context: Context, each: Contribution[WindowSpan]) -> WindowShare:
    seconds = _seconds(each.duration)
    return WindowShare(
        record=each.window.record,
        title=each.window.title,
        level=each.window.level,
        status=(context.site.level(each.window.level) or OPERATIONAL).status,
        start=each.start,
        end=each.end,
        weight=each.weight,
        seconds=seconds,
        down_seconds=each.weight * seconds,
        excluded=each.excluded,
    )


def _objective(of: Budget) -> ObjectiveValues:
    return ObjectiveValues(
        percent=f"{of.objective.normalize():f}",
        allowed_seconds=_seconds(of.allowed),
        spent_seconds=_seconds(of.spent),
        left_seconds=_seconds(of.left),
        exceeded=of.is_exceeded,
    )


def _seconds(length: timedelta) -> Fraction:
    return Fraction(length // _MICROSECOND, 1_000_000)
