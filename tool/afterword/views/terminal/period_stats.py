"""Numbers of periods: how many records began, how long the incidents lasted, how fast the response was, and uptime."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from afterword.records.vocabulary import Kind
from afterword.timeline.months import Month, months
from afterword.timeline.policies import POLICIES
from afterword.timeline.response_times import ResponseName
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.text.instants import Instant
from afterword.views.text.words import ENGLISH
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.periods import UPTIME_DAYS, UptimePeriod, last_day, period_days, period_name
from afterword.views.uptime.values import UptimeValues, uptime_values

SHOWN_TIMES = (ResponseName.DETECT, ResponseName.NOTIFY, ResponseName.RESOLVE)
_SECOND = timedelta(seconds=1)

Seconds: TypeAlias = float


class RecordNumbers(NamedTuple):
    """What is counted of a record: the day on which it began, the time at any level, and its response times."""

    day: date
    kind: Kind
    seconds: Seconds
    responses: Mapping[str, Seconds]


class TimesOf(NamedTuple):
    """Lengths of time of some incidents: how many there are, the median, and the longest."""

    count: int  # type: ignore[assignment]  # `tuple.count` is not needed here
    median: Seconds
    longest: Seconds


class PeriodStats(NamedTuple):
    """The numbers of a period; times are None if no incident states them."""

    period: UptimePeriod
    name: str
    so_far: bool
    incidents: int
    maintenance: int
    duration: TimesOf | None
    responses: Mapping[ResponseName, TimesOf | None]
    uptime: UptimeValues


class SiteStats(NamedTuple):
    """The numbers of a site by period; `policy` and `meaning` are those of its uptime."""

    site: str
    as_of: Instant
    policy: str
    meaning: str
    periods: tuple[PeriodStats, ...]


def site_stats(
    context: Context, index: RecordIndex, records: Iterable[RecordNumbers], first: Month, last: Month
) -> SiteStats:
    """Return the numbers of each month, the latest first, and of the last days for which pages have an uptime."""
    listed = tuple(records)
    policy = POLICIES[context.site.uptime.policy]
    return SiteStats(
        site=context.site.page.name,
        as_of=ENGLISH.instant(context.now, context.zone),
        policy=policy.name.value,
        meaning=policy.description,
        periods=tuple(_stats(context, index, listed, each) for each in _periods(first, last)),
    )


def first_day_of(context: Context, first: Month) -> date:
    """Return the first day that `site_stats` counts."""
    days = period_days(context, max(UPTIME_DAYS))
    return min(days[0].date, first.first)


def _periods(first: Month, last: Month) -> Iterator[UptimePeriod]:
    yield from reversed([*months(first, last)])
    yield from UPTIME_DAYS


def _stats(
    context: Context, index: RecordIndex, records: Sequence[RecordNumbers], period: UptimePeriod
) -> PeriodStats:
    begin, end = period_days(context, period)[0].date, last_day(context, period)
    begun = [each for each in records if begin <= each.day <= end]
    incidents = [each for each in begun if each.kind is Kind.INCIDENT]
    measured = measure(context, index, None, period)
    return PeriodStats(
        period=period,
        name=period_name(ENGLISH, period) + (", so far" if measured.so_far else ""),
        so_far=measured.so_far,
        incidents=len(incidents),
        maintenance=sum(each.kind is Kind.MAINTENANCE for each in begun),
        duration=_times([each.seconds for each in incidents if each.seconds]),
        responses={
            name: _times([each.responses[name] for each in incidents if name in each.responses])
            for name in SHOWN_TIMES
        },
        uptime=uptime_values(context, measured),
    )


def _times(values: Iterable[Seconds]) -> TimesOf | None:
    """Return the median and the longest of some times, not the mean, which one long incident would dominate."""
    ordered = sorted(values)
    if not ordered:
        return None
    half = len(ordered) // 2
    median = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return TimesOf(len(ordered), median, ordered[-1])


def time_text(seconds: Seconds) -> str:
    """Return a length of time for readers."""
    return ENGLISH.duration(timedelta(seconds=seconds) // _SECOND * _SECOND)
