"""The days of a time zone, 23, 24 or 25 hours long, and the time at each level on them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias, TypeVar

from afterword.records.day_span import ALWAYS, DaySpan
from afterword.records.site import Site
from afterword.records.zone import start_of_day
from afterword.timeline.intervals import Interval, first_wins
from afterword.timeline.levels import LevelSpan, LevelTotal

_ONE_DAY = timedelta(days=1)

_DayPart: TypeAlias = tuple[str, datetime, datetime]
"""The level, start and end of a part of one day."""


AnyLevelSpan = TypeVar("AnyLevelSpan", bound=LevelSpan)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, and its interval in a time zone."""

    date: date
    interval: Interval


@lru_cache(maxsize=64)  # the pages of all components show the same years
def days(first: date, last: date, zone: tzinfo) -> tuple[Day, ...]:
    """Return the days of a zone from `first` to `last`, both included.

    There are no gaps between them. A date that the zone never had (Samoa went from 29 to 31 December 2011) is left
    out.
    """
    dates = [first + _ONE_DAY * index for index in range((last - first).days + 2)]
    starts = [start_of_day(one, zone) for one in dates]
    listed = (Day(one, Interval(*ends)) for one, ends in zip(dates, pairwise(starts), strict=False))
    return tuple(day for day in listed if day.interval.duration)


def latest_days(count: int, zone: tzinfo, now: datetime) -> tuple[Day, ...]:
    """Return the last `count` days of a zone, including today."""
    return days_until(now.astimezone(zone).date(), count, zone)


def days_until(last: date, count: int, zone: tzinfo) -> tuple[Day, ...]:
    """Return `count` days of a zone up to `last`, which is included. A date that it never had does not count."""
    listed = days(last - _ONE_DAY * (count - 1), last, zone)
    missing = count - len(listed)
    return days(last - _ONE_DAY * (count - 1 + missing), last, zone) if missing else listed


def known_days(days: Sequence[Day], now: datetime, history: DaySpan = ALWAYS) -> range:
    """Return the indices of the days for which there are data.

    Days outside a component's `history` and future days have none.
    """
    end = bisect_right(days, now, key=lambda day: day.interval.start)
    first = bisect_left(days, history.first, key=lambda day: day.date) if history.first else 0
    if history.last:
        end = min(end, bisect_right(days, history.last, key=lambda day: day.date))
    return range(first, max(first, end))


def levels_by_day(
    windows: Iterable[LevelSpan], site: Site, days: Sequence[Day], now: datetime
) -> Mapping[int, tuple[LevelTotal, ...]]:
    """Return the time at each level, mildest first, by the index of each day with any.

    The days must be sorted, as from `days`. Each instant counts for its worst level; today counts until `now`. Levels
    that the site maps to operational or does not know are left out. One pass over the windows is enough, however many
    days have none.
    """
    bounds = [*(day.interval.start for day in days), *(day.interval.end for day in days[-1:])]
    day_parts: dict[int, list[_DayPart]] = {}
    for level, spans in _joined(windows, site, now):
        for start, end in spans:
            for index in _overlapped_days(bounds, start, end):
                day_part = level, max(start, bounds[index]), min(end, bounds[index + 1])
                if day_part[1] < day_part[2]:
                    day_parts.setdefault(index, []).append(day_part)
    return {index: _shares(day_parts[index]) for index in sorted(day_parts)}


def level_spans_by_day(
    windows: Iterable[AnyLevelSpan], days: Sequence[Day], now: datetime
) -> Mapping[int, Sequence[AnyLevelSpan]]:
    """Return the windows that overlap each day until `now`, in the given order, by the index of the day."""
    bounds = [*(day.interval.start for day in days), *(day.interval.end for day in days[-1:])]
    found: dict[int, list[AnyLevelSpan]] = {}
    for window in windows:
        end = now if window.end is None or window.end > now else window.end
        if window.start < end:
            for index in _overlapped_days(bounds, window.start, end):
                found.setdefault(index, []).append(window)
    return found


def _overlapped_days(bounds: Sequence[datetime], start: datetime, end: datetime) -> range:
    """Return the indices of the days that an interval overlaps."""
    last = bisect_left(bounds, end, hi=max(len(bounds) - 1, 0))
    return range(max(bisect_right(bounds, start) - 1, 0), last)


def _joined(
    windows: Iterable[LevelSpan], site: Site, now: datetime
) -> list[tuple[str, list[tuple[datetime, datetime]]]]:
    """Return the time at each level until `now`, mildest level first, sorted and without overlaps.

    This is the result of `levels.level_spans` as plain pairs, for speed: calendars need it a hundred times in a build.
    """
    found: dict[str, list[tuple[datetime, datetime]]] = {
        level.id: [] for level in site.levels if site.rank(level.id)
    }
    for window in windows:
        end = now if window.end is None or window.end > now else window.end
        if window.start < end and window.level in found:
            found[window.level].append((window.start, end))
    for level, spans in found.items():
        spans.sort()
        joined: list[tuple[datetime, datetime]] = []
        for start, end in spans:
            if not joined or start > joined[-1][1]:
                joined.append((start, end))
            elif end > joined[-1][1]:
                joined[-1] = (joined[-1][0], end)
        found[level] = joined
    return list(found.items())


def _shares(day_parts: Sequence[_DayPart]) -> tuple[LevelTotal, ...]:
    """Add up the parts of a day, mildest level first. Each instant counts only for its worst level."""
    if len(day_parts) == 1:
        ((level, start, end),) = day_parts
        return (LevelTotal(level, end - start),)
    in_order = sorted(day_parts, key=_began)
    if any(one[2] > following[1] for one, following in pairwise(in_order)):
        day_parts = _without_overlaps(day_parts)
    durations: dict[str, timedelta] = {}
    for level, start, end in day_parts:
        durations[level] = durations.get(level, timedelta()) + (end - start)
    return tuple(LevelTotal(level, duration) for level, duration in durations.items())


def _began(day_part: _DayPart) -> datetime:
    return day_part[1]


def _without_overlaps(day_parts: Sequence[_DayPart]) -> list[_DayPart]:
    by_level: dict[str, list[Interval]] = {}
    for level, start, end in day_parts:
        by_level.setdefault(level, []).append(Interval(start, end))
    shares = first_wins(by_level[level] for level in reversed(by_level))
    by_share = zip(by_level, reversed(shares), strict=True)
    return [(level, span.start, span.end) for level, spans in by_share for span in spans]
