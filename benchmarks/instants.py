"""The instants of one invented incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Clock:
    """The instants of one incident, in the order in which they come."""

    start: datetime
    end: datetime | None
    now: datetime

    def at(self, share: float) -> datetime:
        """Give the minute at a share of the way from start to end, or to now while it goes on."""
        end = self.end or self.now
        return whole_minute(self.start + (end - self.start) * share)


def whole_minute(instant: datetime) -> datetime:
    """Drop seconds, which nobody types."""
    return instant.astimezone(UTC).replace(second=0, microsecond=0)
