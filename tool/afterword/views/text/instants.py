"""Times, periods and spans as readers see them, and times as machines read them."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

_WITHOUT_OFFSET = len("2026-11-20T09:40:00")


class Instant(NamedTuple):
    """A time for readers: `iso` for machines, `text` for people, and the name of the zone of both.

    If the record states no zone, `iso` is a local time without an offset, and `zone` says so. `text` consists of
    `about`, `day` and `clock`, unless the time is too coarse for a clock time: then these are empty. `date` is the day
    in that zone for machines.
    """

    iso: str
    text: str
    zone: str
    stated: bool = True
    date: str = ""
    about: str = ""
    day: str = ""
    clock: str = ""


class Period(NamedTuple):
    """A period for readers; without an end it is still going on."""

    start: Instant
    end: Instant | None
    text: str
    duration: str

    @property
    def has_clock_times(self) -> bool:
        """Whether both ends are clock times, which a page can show by themselves."""
        return both_clocks(self.start, self.end)


class Span(NamedTuple):
    """A span of time that need not have both ends: its period, or `preposition` and `at`, as in "From 9 March"."""

    preposition: str = ""
    at: Instant | None = None
    period: Period | None = None


def both_clocks(start: Instant, end: Instant | None) -> bool:
    """Return whether both ends of a period are clock times."""
    return bool(start.clock and end and end.clock)


@lru_cache(maxsize=1024)
def digits(value: datetime) -> str:
    """Format a time for machines, to the second and without an offset.

    `value` must be in UTC, or be marked as UTC: equal times of different zones would share a cached text.
    """
    return value.isoformat(timespec="seconds")[:_WITHOUT_OFFSET]


def digits_with_fraction(value: datetime) -> str:
    """Format a time as `digits` does, with its milliseconds if they are not zero."""
    return f"{digits(value)}.{value.microsecond // 1000:03d}" if value.microsecond else digits(value)
