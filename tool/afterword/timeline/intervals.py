"""The algebra of half-open intervals, on which every number about time rests.

Each function takes intervals in any order, overlapping or not, and gives them in canonical form: sorted,
disjoint, touching ones joined, empty ones dropped. So two results are the same stretch of time exactly if
they are equal. All of them take n log n time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A stretch of time in UTC. The end is no longer part of it; where it equals the start, nothing is.

    Raises ValueError for an end before the start, and for times that are not in `datetime.UTC`: differences
    of local times are wrong by an hour across a change of the clocks, and nobody would notice.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            raise ValueError(f"intervals are counted in UTC, not from {self.start!r} to {self.end!r}")
        if self.end < self.start:
            raise ValueError(f"an interval cannot end at {self.end} before it starts at {self.start}")

    @property
    def duration(self) -> timedelta:
        """How long it is."""
        return self.end - self.start


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Give the union of intervals, in canonical form."""
    merged: list[Interval] = []
    for interval in sorted(intervals, key=lambda one: one.start):
        if merged and interval.start <= merged[-1].end:
            if interval.end > merged[-1].end:
                merged[-1] = Interval(merged[-1].start, interval.end)
        elif interval.start < interval.end:
            merged.append(interval)
    return tuple(merged)


def intersect(a: Iterable[Interval], b: Iterable[Interval]) -> tuple[Interval, ...]:
    """Give the time that is in both `a` and `b`."""
    left, right = merge(a), merge(b)
    shared: list[Interval] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i].start, right[j].start)
        end = min(left[i].end, right[j].end)
        if start < end:
            shared.append(Interval(start, end))
        if left[i].end <= right[j].end:
            i += 1
        else:
            j += 1
    return tuple(shared)


def clip(intervals: Iterable[Interval], to: Interval) -> tuple[Interval, ...]:
    """Give the time of the intervals that is within `to`."""
    return intersect(intervals, (to,))


def subtract(a: Iterable[Interval], b: Iterable[Interval]) -> tuple[Interval, ...]:
    """Give the time that is in `a` and not in `b`."""
    cuts = merge(b)
    rest: list[Interval] = []
    first = 0
    for interval in merge(a):
        start = interval.start
        while first < len(cuts) and cuts[first].end <= start:
            first += 1
        index = first  # a cut may reach into the next interval too, so `first` stays where it is
        while index < len(cuts) and cuts[index].start < interval.end:
            if start < cuts[index].start:
                rest.append(Interval(start, cuts[index].start))
            start = cuts[index].end
            index += 1
        if start < interval.end:
            rest.append(interval if start is interval.start else Interval(start, interval.end))
    return tuple(rest)


def total(intervals: Iterable[Interval]) -> timedelta:
    """Add up the time that intervals cover; time that several cover counts once."""
    return length(merge(intervals))


def length(intervals: Iterable[Interval]) -> timedelta:
    """Add up how long intervals are; of those in canonical form that is the time that they cover."""
    return sum((interval.end - interval.start for interval in intervals), timedelta())


def first_wins(layers: Iterable[Iterable[Interval]]) -> tuple[tuple[Interval, ...], ...]:
    """Give each instant to the first layer that covers it.

    There is one result for each layer, in the same order. The results are disjoint, and together they cover
    what the layers covered, so their totals add up to the total of the union.
    """
    taken: tuple[Interval, ...] = ()
    shares: list[tuple[Interval, ...]] = []
    for layer in layers:
        own = merge(layer)
        shares.append(subtract(own, taken) if taken else own)
        taken = merge((*taken, *own)) if taken else own
    return tuple(shares)
