"""A span of days, open at either end: the history of a component, or its time in a group."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class DaySpan(NamedTuple):
    """The days from `first` to `last`, both included; None means without a limit."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: object) -> bool:
        """Return whether a day is one of them."""
        assert isinstance(day, date)
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def is_empty(self) -> bool:
        """Whether no day is in it."""
        return self.first is not None and self.last is not None and self.first > self.last

    def common_with(self, other: DaySpan) -> DaySpan:
        """Return the days that are in both spans."""
        firsts = [each for each in (self.first, other.first) if each]
        lasts = [each for each in (self.last, other.last) if each]
        return DaySpan(max(firsts, default=None), min(lasts, default=None))


def span_of(spans: Iterable[DaySpan]) -> DaySpan:
    """Return the days from the first day of any of these spans to the last day of any."""
    listed = tuple(spans)
    firsts, lasts = [each.first for each in listed], [each.last for each in listed]
    return DaySpan(
        None if None in firsts else min((each for each in firsts if each), default=None),
        None if None in lasts else max((each for each in lasts if each), default=None),
    )


ALWAYS = DaySpan()
"""Every day."""
