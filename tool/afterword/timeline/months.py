"""Months of the calendar."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from functools import lru_cache
from typing import NamedTuple

from afterword.timeline.days import Day, days


class Month(NamedTuple):
    """A month of a year; January is 1."""

    year: int
    number: int

    def __str__(self) -> str:
        """Return it as `YYYY-MM`."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def previous(self) -> Month:
        """The month before it."""
        return Month(self.year - 1, 12) if self.number == 1 else Month(self.year, self.number - 1)

    @property
    def next(self) -> Month:
        """The month after it."""
        return Month(self.year + 1, 1) if self.number == 12 else Month(self.year, self.number + 1)

    def days(self, zone: tzinfo) -> Sequence[Day]:
        """Return its days in a time zone."""
        return _days(self, zone)


@lru_cache(maxsize=512)  # the statements of all components show the same months
def _days(month: Month, zone: tzinfo) -> Sequence[Day]:
    return days(month.first, month.last, zone)


def month_of(day: date) -> Month:
    """Return the month of a day."""
    return Month(day.year, day.month)


def months(first: Month, last: Month) -> Iterator[Month]:
    """Yield the months from `first` to `last`, both included."""
    for number in range(first.year * 12 + first.number - 1, last.year * 12 + last.number):
        yield Month(number // 12, number % 12 + 1)
