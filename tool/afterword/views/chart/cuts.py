"""Finds the long quiet stretches of a record, which the time axis of its chart leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from afterword.timeline.intervals import Interval

_MAX_CUTS = 3
_SHARE = 0.5
"""A stretch is cut if it is longer than this share of everything else."""
_SHORTEST = timedelta(hours=1)
_SHORT_STEP, _LONG_STEP, _DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)
"""Cuts begin and end at round times, which the page names."""
_ZERO = datetime(2000, 1, 1, tzinfo=UTC)
_MARGIN = 0.04
"""How much of a quiet stretch is still drawn at either end, as a share of what is not cut."""


def quiet_cuts(busy: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return what an axis over all these intervals leaves out, in order of time.

    A stretch in which nothing happened is cut if it would take a third of the axis or more: what did happen would be
    too narrow to be read. Several short ones, such as the days between nights of maintenance, keep their length.
    """
    gaps, total = _gaps(busy)
    chosen: list[Interval] = []
    for gap in sorted(gaps, key=lambda each: (-each.duration, each)):
        rest = total - gap.duration
        if len(chosen) == _MAX_CUTS or gap.duration < _SHORTEST or gap.duration <= _SHARE * rest:
            break
        chosen.append(gap)
        total = rest
    margin = _MARGIN * total
    step = _LONG_STEP if total > _DAY else _SHORT_STEP
    cuts = (_inner(gap, min(margin, gap.duration / 4), step) for gap in chosen)
    return tuple(sorted(cuts))


def _gaps(busy: Iterable[Interval]) -> tuple[list[Interval], timedelta]:
    """Return what is between the intervals, and the time from the first start to the last end."""
    in_order = sorted(busy, key=attrgetter("start"))
    gaps: list[Interval] = []
    latest = in_order[0].end
    for each in in_order[1:]:
        if each.start > latest:
            gaps.append(Interval(latest, each.start))
        latest = max(latest, each.end)
    return gaps, latest - in_order[0].start


def _inner(gap: Interval, margin: timedelta, step: timedelta) -> Interval:
    """Return a gap without its margins, from and to a round time."""
    start, end = gap.start + margin, gap.end - margin
    return Interval(start + (_ZERO - start) % step, end - (end - _ZERO) % step)
