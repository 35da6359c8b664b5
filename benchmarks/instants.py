"""The times of one generated incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Clock:
    """The times of one incident."""

    start: datetime
    end: datetime | None
    now: datetime

    def at(self, share: float) -> datetime:
        """Return the minute at a share of the time from start to end, or to now if the incident is open."""
        end = self.end or self.now
        return whole_minute(self.start + (end - self.start) * share)


def whole_minute(instant: datetime) -> datetime:
    """Drop seconds, which people do not type."""
    return instant.astimezone(UTC).replace(second=0, microsecond=0)
