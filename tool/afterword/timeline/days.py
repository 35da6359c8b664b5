"""The days of a zone as they really were, 23, 24 or 25 hours long, each with its worst level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from afterword.records.record import Window
from afterword.records.site import OPERATIONAL, Site
from afterword.timeline.intervals import Interval
from afterword.timeline.levels import LevelTotal, Totals, by_level

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar and the stretch of time that it was in a zone."""

    date: date
    interval: Interval


@dataclass(frozen=True, slots=True)
class DayLevels:
    """What a day was like.

    `worst` is the id of the worst level that occurred, `operational` where none did, and None where there is
    no data: the day has not begun, or the component was not there yet.
    """

    day: Day
    worst: str | None
    totals: Totals


def days(first: date, last: date, zone: tzinfo) -> tuple[Day, ...]:
    """List the days of a zone from `first` to `last`, both included.

    They follow each other without a gap. A date that the zone never had (Samoa went from 29 to 31 December
    2011) is left out.
    """
    dates = [first + _ONE_DAY * index for index in range((last - first).days + 1)]
    listed = (Day(one, Interval(_start(one, zone), _start(one + _ONE_DAY, zone))) for one in dates)
    return tuple(day for day in listed if day.interval.duration)


def latest_days(count: int, zone: tzinfo, now: datetime) -> tuple[Day, ...]:
    """List the last `count` days of a zone, today included."""
    today = now.astimezone(zone).date()
    return days(today - _ONE_DAY * (count - 1), today, zone)


def worst_by_day(
    windows: Iterable[Window], site: Site, days: Sequence[Day], now: datetime, *, since: date | None = None
) -> tuple[DayLevels, ...]:
    """Say for each day which level was the worst, and how long each level held.

    The days must be in order, as `days` lists them. Each instant counts for its worst level, today as far as
    it has come. Days before `since`, the first day of a component's history, and days to come have no data.
    Takes one sweep over windows and days, however many there are of both.
    """
    levels = by_level(windows, site, now)
    spans = sorted((span, level) for level, of_level in levels.items() for span in of_level)
    told: list[DayLevels] = []
    first = 0
    for day in days:
        if day.interval.start > now or (since and day.date < since):
            told.append(DayLevels(day, None, Totals()))
            continue
        while first < len(spans) and spans[first][0].end <= day.interval.start:
            first += 1
        held = dict.fromkeys(levels, timedelta())
        index = first  # the last span of this day may reach into the next
        while index < len(spans) and spans[index][0].start < day.interval.end:
            span, level = spans[index]
            held[level] += min(span.end, day.interval.end) - max(span.start, day.interval.start)
            index += 1
        told.append(_day_levels(day, held))
    return tuple(told)


def _day_levels(day: Day, held: dict[str, timedelta]) -> DayLevels:
    levels = tuple(LevelTotal(level, duration) for level, duration in held.items() if duration)
    worst = levels[-1].level if levels else OPERATIONAL.id
    return DayLevels(day, worst, Totals(levels, sum(held.values(), timedelta())))


def _start(day: date, zone: tzinfo) -> datetime:
    """Find the first instant of a day: midnight, the earlier one of two, else what the clocks showed instead
    of it.

    `fold=0`, the default, says just that: of a midnight that is skipped it gives the moment of the change.
    """
    return datetime.combine(day, time.min, zone).astimezone(UTC)
