"""The only module that reads the clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from afterword.records.error_messages import shown
from afterword.records.zone import UTC_ZONE, read_time

# The time of a build is written to the headers of gzip files: seconds since 1970 in 32 bits, where 0 means none.
_FIRST = datetime(1970, 1, 2, tzinfo=UTC)
_LAST = datetime(2100, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
_DIGITS = 10
"""Number of digits of the last second in range; Python refuses to convert texts with thousands of digits."""


def now(given: str | None = None) -> datetime:
    """Return the time for which everything is computed, to the second.

    It is the time `given` on the command line, or else SOURCE_DATE_EPOCH (reproducible-builds.org), or else the
    system's clock. Raises ValueError for a time that cannot be read or is out of range.
    """
    if given is not None:
        return _in_range(read_time(given, UTC_ZONE), f"`{given}`")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        return _seconds(epoch)
    return _in_range(datetime.now(UTC).replace(microsecond=0), "the system's clock")


def _seconds(epoch: str) -> datetime:
    source = f"SOURCE_DATE_EPOCH is `{shown(epoch)}`, which"
    if not epoch.isascii() or not epoch.isdigit():
        raise ValueError(
            f"{source} is not a number of seconds since 1970; set it to a number such as 1795167120"
        )
    seconds = int(epoch[-_DIGITS:]) if not epoch[:-_DIGITS].strip("0") else None
    if seconds is None or not _FIRST.timestamp() <= seconds <= _LAST.timestamp():
        raise ValueError(f"{source} {_out_of_range()}")
    return datetime.fromtimestamp(seconds, UTC)


def _in_range(instant: datetime, source: str) -> datetime:
    if not _FIRST <= instant <= _LAST:
        raise ValueError(f"{source} {_out_of_range()}")
    return instant


def _out_of_range() -> str:
    return f"is not between {_FIRST:%Y-%m-%d} and {_LAST:%Y-%m-%d} (UTC), the times for which a site can be built"
