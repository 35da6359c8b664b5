"""Records how long the findings in a record stay the same: until when, and with which other records of the site.

A rule reads the time only through `Clock` and other records only through `RecordLookups`, and both note what was read.
So a new rule need not be listed anywhere for its findings to be checked again in time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from afterword.records.record import Record
from afterword.timeline.valid_until import instants_of

FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)
"""Findings that do not depend on the time are valid from the first of these to the last."""


class Clock:
    """The current time, as the rules that check one record read it.

    The less a rule asks for, the longer its findings stay valid. After reading `now`, they are valid at that instant
    only, so that the record is checked again in every run.
    """

    def __init__(self, now: datetime) -> None:
        """Begin with findings that are valid at any time."""
        self._now = now
        self.valid_from = FIRST
        self.valid_until = LAST

    @property
    def now(self) -> datetime:
        """The current time; findings are valid at this instant only."""
        self._narrow(self._now, self._now + datetime.resolution)
        return self._now

    def has_reached(self, instant: datetime) -> bool:
        """Return whether it is `instant` or later; findings are valid until that changes."""
        reached = instant <= self._now
        self._narrow(*((instant, LAST) if reached else (FIRST, instant)))
        return reached

    def today(self) -> date:
        """Return the day in the time zone of `now`; findings are valid on this day."""
        midnight = datetime.combine(self._now.date(), time(), self._now.tzinfo)
        self._narrow(midnight, midnight + timedelta(days=1))
        return self._now.date()

    def now_compared_with(self, record: Record) -> datetime:
        """Return the current time for code that only compares it with the times and days of a record.

        Findings are valid between two of these. Days begin in the record's zone.
        """
        for instant in instants_of(record, (record.zone,)):
            self.has_reached(instant)
        return self._now

    def _narrow(self, valid_from: datetime, valid_until: datetime) -> None:
        self.valid_from = max(self.valid_from, valid_from)
        self.valid_until = min(self.valid_until, valid_until)
