"""Warns that an edit adds an update before others that exist, where a mistyped time puts it."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.records.record import Record
from afterword.records.rough_time import exact
from afterword.records.time_text import time_text


def earlier_updates(before: Record, after: Record) -> Iterator[str]:
    """Yield a warning for each new update that is not the latest one, with what to type instead."""
    if not before.updates:
        return
    latest = max(before.updates, key=lambda update: exact(update.at)).at
    for update in after.updates:
        if update in before.updates or exact(update.at) >= exact(latest):
            continue
        at, others = (time_text(each, after.zone) for each in (update.at, latest))
        windows = sum(window.start == update.at for window in after.windows)
        moved = f", and `start` of its {'windows' if windows > 1 else 'window'}" if windows else ""
        yield (
            f"The update of {at} is dated before the latest one ({others}), so readers see it as an older one. "
            f"If it is not, leave out `--at`, or write a time after {others}. Once it is written, its time is "
            f"corrected in the file: `at` of the update{moved}."
        )
