"""The contribution of each window to an uptime, so that anyone can add them up again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from afterword.records.site import Site
from afterword.timeline.intervals import Interval
from afterword.timeline.levels import LevelSpan
from afterword.timeline.uptime import Uptime, is_excluded

W = TypeVar("W", bound=LevelSpan)


class Contribution(NamedTuple, Generic[W]):
    """The part of a window in the period, and the `duration` for which this window was the one that counted.

    `excluded` means that this time is excluded from the period.
    """

    window: W
    start: datetime
    end: datetime
    weight: Fraction
    duration: timedelta
    excluded: bool


def contributions(
    windows: Iterable[W], uptime: Uptime, site: Site, now: datetime
) -> tuple[Contribution[W], ...]:
    """Return the contributions of the windows that overlap the period of an uptime, sorted by start.

    The windows must be those that the uptime was computed from. Each instant counts for one window: of those at the
    level that counts, the one that began first. So the durations of a level add up to the duration of its share.
    """
    shares = {share.level: share.spans for share in (*uptime.shares, *uptime.excluded)}
    reached: dict[str, datetime] = {}
    found: list[Contribution[W]] = []
    for window in sorted(windows, key=lambda each: each.start):
        level = site.level(window.level)
        start = max(window.start, uptime.period.start)
        end = min(window.end or now, now, uptime.period.end)
        if level is None or not site.rank(level.id) or start >= end:
            continue
        begin = max(start, reached.get(level.id, start))
        duration = _within(begin, end, shares.get(level.id, ()))
        reached[level.id] = max(begin, end)
        excluded = is_excluded(level, site)
        weight = Fraction(0) if excluded else uptime.policy.weight(level)
        found.append(Contribution(window, start, end, weight, duration, excluded))
    return tuple(found)


def _within(start: datetime, end: datetime, spans: Sequence[Interval]) -> timedelta:
    """Return how much time intervals in canonical form cover between two instants."""
    covered = timedelta()
    for span in spans[max(bisect_right(spans, start, key=_start) - 1, 0) :]:
        if span.start >= end:
            break
        covered += max(min(span.end, end) - max(span.start, start), timedelta())
    return covered


def _start(span: Interval) -> datetime:
    return span.start
