"""Computes with half-open intervals; every number about time is based on it.

Each function takes intervals in any order, overlapping or not, and returns them in canonical form: sorted,
disjoint, adjacent ones joined, empty ones dropped. So two results cover the same time exactly if they are equal.
All functions run in O(n log n).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A half-open interval in UTC: it does not include its end, and is empty if that equals its start.

    Raises ValueError for an end before the start, and for times that are not in `datetime.UTC`: differences between
    local times would silently be wrong by an hour when the clocks change.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            raise ValueError(f"an interval must be in UTC, not from {self.start!r} to {self.end!r}")
        if self.end < self.start:
            raise ValueError(f"an interval cannot end at {self.end} before it starts at {self.start}")

    @property
    def duration(self) -> timedelta:
        """Its length."""
        return self.end - self.start


_START = attrgetter("start")


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the union of intervals."""
    merged: list[Interval] = []
    for interval in sorted(intervals, key=_START):
        if merged and interval.start <= merged[-1].end:
            if interval.end > merged[-1].end:
                merged[-1] = Interval(merged[-1].start, interval.end)
        elif interval.start < interval.end:
            merged.append(interval)
    return tuple(merged)


def intersect(a: Iterable[Interval], b: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the time that is in both `a` and `b`."""
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
    """Return the part of the intervals that is within `to`."""
    return intersect(intervals, (to,))


def subtract(a: Iterable[Interval], b: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the time that is in `a` and not in `b`."""
    cuts = merge(b)
    rest: list[Interval] = []
    first = 0
    for interval in merge(a):
        start = interval.start
        while first < len(cuts) and cuts[first].end <= start:
            first += 1
        index = first  # a cut may reach into the next interval, so `first` does not move
        while index < len(cuts) and cuts[index].start < interval.end:
            if start < cuts[index].start:
                rest.append(Interval(start, cuts[index].start))
            start = cuts[index].end
            index += 1
        if start < interval.end:
            rest.append(interval if start is interval.start else Interval(start, interval.end))
    return tuple(rest)


def total(intervals: Iterable[Interval]) -> timedelta:
    """Return how much time intervals cover together. Time that several of them cover counts once."""
    return length(merge(intervals))


def length(intervals: Iterable[Interval]) -> timedelta:
    """Return the sum of the lengths of intervals. In canonical form, this is the time that they cover."""
    return sum((interval.end - interval.start for interval in intervals), timedelta())


def first_wins(layers: Iterable[Iterable[Interval]]) -> tuple[tuple[Interval, ...], ...]:
    """Assign each instant to the first layer that covers it.

    Returns one result for each layer, in the same order. The results are disjoint and together cover the same time as
    the layers, so their totals add up to the total of the union.
    """
    taken: tuple[Interval, ...] = ()
    shares: list[tuple[Interval, ...]] = []
    for layer in layers:
        own = merge(layer)
        shares.append(subtract(own, taken) if taken else own)
        taken = merge((*taken, *own)) if taken else own
    return tuple(shares)
