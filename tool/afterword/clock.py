"""The one place that reads the clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from afterword.records.zone import UTC_ZONE, read_time


def now(said: str | None = None) -> datetime:
    """Give the instant that everything is computed for, to the second.

    What was said on the command line comes first, then SOURCE_DATE_EPOCH (reproducible-builds.org), then the
    system's clock. Raises ValueError for a time that cannot be read.
    """
    if said:
        return read_time(said, UTC_ZONE)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        if not epoch.isdigit():
            raise ValueError(f"SOURCE_DATE_EPOCH holds {epoch!r}; it must be a number of seconds since 1970")
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC).replace(microsecond=0)
