"""Finds an update or an event by its time, as a person types it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from afterword.editing.changes import RefusedError
from afterword.records.time_text import time_text
from afterword.records.zone import Zone

_CLOCK = re.compile(r"(\d{1,2}):(\d\d)", re.ASCII)


def is_clock_time(typed: str) -> bool:
    """Return whether a time has no day, and so matches entries of any day."""
    return _CLOCK.fullmatch(typed.strip()) is not None


def entry_at(times: Sequence[datetime], zone: Zone, typed: str, at: datetime | None, what: str) -> int:
    """Return the index of the entry of a minute: at the clock time that was typed, or else `at`.

    `what` is a word for an entry. Raises RefusedError, which lists all times, if there is none, or several.
    """
    found = [
        index for index, each in enumerate(times) if _is_meant(zone.local(each), typed, at and zone.local(at))
    ]
    if len(found) == 1:
        return found[0]
    if not times:
        raise RefusedError(f"the record has no {what}")
    listed = ", ".join(time_text(times[index], zone) for index in found or range(len(times)))
    if found:
        raise RefusedError(
            f"{len(found)} {what}s have the time {typed.strip()}: {listed}; add the day if it differs"
        )
    raise RefusedError(f"no {what} has the time {typed.strip()}; the record has {listed}")


def _is_meant(local: datetime, typed: str, at: datetime | None) -> bool:
    clock = _CLOCK.fullmatch(typed.strip())
    if clock:
        return (local.hour, local.minute) == (int(clock[1]), int(clock[2]))
    return at is not None and local.replace(second=0, microsecond=0) == at.replace(second=0, microsecond=0)
