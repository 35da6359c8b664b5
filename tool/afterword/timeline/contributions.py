"""What each window put into an uptime, so that anybody can add it up again."""

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
    """A window as far as it lies in the period, and for how long it was what counted.

    `excluded` says that this time was taken out of the period.
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
    """Give the windows that touch the period of an uptime, in the order in which they began.

    The windows must be those that it was computed from. Each instant is counted for one window: of those at the level
    that counts, for the one that began first. So the durations of a level add up to those of its share.
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
    """Say for how long spans in canonical form hold between two instants."""
    held = timedelta()
    for span in spans[max(bisect_right(spans, start, key=_start) - 1, 0) :]:
        if span.start >= end:
            break
        held += max(min(span.end, end) - max(span.start, start), timedelta())
    return held


def _start(span: Interval) -> datetime:
    return span.start
