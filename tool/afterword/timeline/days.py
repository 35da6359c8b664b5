"""The days of a zone as they really were, 23, 24 or 25 hours long, and how long each level held on them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias, TypeVar

from afterword.records.site import Site
from afterword.timeline.intervals import Interval, first_wins
from afterword.timeline.levels import LevelSpan, LevelTotal

_ONE_DAY = timedelta(days=1)

_Piece: TypeAlias = tuple[str, datetime, datetime]
"""A stretch of one day at one level."""


AnyLevelSpan = TypeVar("AnyLevelSpan", bound=LevelSpan)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar and the stretch of time that it was in a zone."""

    date: date
    interval: Interval


@lru_cache(maxsize=64)  # the pages of all components show the same years
def days(first: date, last: date, zone: tzinfo) -> tuple[Day, ...]:
    """List the days of a zone from `first` to `last`, both included.

    They follow each other without a gap. A date that the zone never had (Samoa went from 29 to 31 December
    2011) is left out.
    """
    dates = [first + _ONE_DAY * index for index in range((last - first).days + 2)]
    starts = [_start(one, zone) for one in dates]
    listed = (Day(one, Interval(*ends)) for one, ends in zip(dates, pairwise(starts), strict=False))
    return tuple(day for day in listed if day.interval.duration)


def latest_days(count: int, zone: tzinfo, now: datetime) -> tuple[Day, ...]:
    """List the last `count` days of a zone, today included."""
    return days_until(now.astimezone(zone).date(), count, zone)


def days_until(last: date, count: int, zone: tzinfo) -> tuple[Day, ...]:
    """List so many days of a zone, the last one included; a date that it never had is not among them."""
    listed = days(last - _ONE_DAY * (count - 1), last, zone)
    missing = count - len(listed)
    return days(last - _ONE_DAY * (count - 1 + missing), last, zone) if missing else listed


def known_days(days: Sequence[Day], now: datetime, since: date | None = None) -> range:
    """Say of which days there are data, by their number.

    Days before `since`, the first day of a component's history, and days to come have none.
    """
    begun = bisect_right(days, now, key=lambda day: day.interval.start)
    first = bisect_left(days, since, key=lambda day: day.date) if since else 0
    return range(first, max(first, begun))


def levels_by_day(
    windows: Iterable[LevelSpan], site: Site, days: Sequence[Day], now: datetime
) -> Mapping[int, tuple[LevelTotal, ...]]:
    """Say for each day on which a level held, by its number, how long each did, mildest first.

    The days must be in order, as `days` lists them. Each instant counts for its worst level, today as far as
    it has come. Levels that the site maps to operational or does not know hold on no day. Takes one sweep over
    the windows, however many days there are without any.
    """
    bounds = [*(day.interval.start for day in days), *(day.interval.end for day in days[-1:])]
    pieces: dict[int, list[_Piece]] = {}
    for level, spans in _joined(windows, site, now):
        for start, end in spans:
            for number in _touched(bounds, start, end):
                piece = level, max(start, bounds[number]), min(end, bounds[number + 1])
                if piece[1] < piece[2]:
                    pieces.setdefault(number, []).append(piece)
    return {number: _shares(pieces[number]) for number in sorted(pieces)}


def level_spans_by_day(
    spells: Iterable[AnyLevelSpan], days: Sequence[Day], now: datetime
) -> Mapping[int, Sequence[AnyLevelSpan]]:
    """Say for each day, by its number, which spells had touched it by now, in the order in which they are given."""
    bounds = [*(day.interval.start for day in days), *(day.interval.end for day in days[-1:])]
    found: dict[int, list[AnyLevelSpan]] = {}
    for spell in spells:
        end = now if spell.end is None or spell.end > now else spell.end
        if spell.start < end:
            for number in _touched(bounds, spell.start, end):
                found.setdefault(number, []).append(spell)
    return found


def _touched(bounds: Sequence[datetime], start: datetime, end: datetime) -> range:
    """Number the days that a stretch of time touches."""
    last = bisect_left(bounds, end, hi=max(len(bounds) - 1, 0))
    return range(max(bisect_right(bounds, start) - 1, 0), last)


def _joined(
    windows: Iterable[LevelSpan], site: Site, now: datetime
) -> list[tuple[str, list[tuple[datetime, datetime]]]]:
    """Give the time of each level until now, mildest first, in order and without overlaps.

    It is what `levels.level_spans` gives, as plain pairs: calendars ask for it a hundred times in a build.
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


def _shares(pieces: Sequence[_Piece]) -> tuple[LevelTotal, ...]:
    """Add up the pieces of a day, given mildest level first, each instant for its worst level only."""
    if len(pieces) == 1:
        ((level, start, end),) = pieces
        return (LevelTotal(level, end - start),)
    in_order = sorted(pieces, key=_began)
    if any(former[2] > later[1] for former, later in pairwise(in_order)):
        pieces = _without_overlaps(pieces)
    held: dict[str, timedelta] = {}
    for level, start, end in pieces:
        held[level] = held.get(level, timedelta()) + (end - start)
    return tuple(LevelTotal(level, duration) for level, duration in held.items())


def _began(piece: _Piece) -> datetime:
    return piece[1]


def _without_overlaps(pieces: Sequence[_Piece]) -> list[_Piece]:
    by_level: dict[str, list[Interval]] = {}
    for level, start, end in pieces:
        by_level.setdefault(level, []).append(Interval(start, end))
    shares = first_wins(by_level[level] for level in reversed(by_level))
    by_share = zip(by_level, reversed(shares), strict=True)
    return [(level, span.start, span.end) for level, spans in by_share for span in spans]


def _start(day: date, zone: tzinfo) -> datetime:
    """Find the first instant of a day: midnight, the earlier one of two, else what the clocks showed instead
    of it.

    `fold=0`, the default, says just that: of a midnight that is skipped it gives the moment of the change.
    """
    return datetime.combine(day, time.min, zone).astimezone(UTC)
