"""Says what was changed in a record after it was published: a correction, or the time at which an update was edited."""

from __future__ import annotations

from datetime import date, datetime

from afterword.editing.changes import Change, Insert, Put, RefusedError
from afterword.records.record import Record
from afterword.records.time_text import time_text


def add_correction(record: Record, text: str, on: date) -> tuple[Change, ...]:
    """Return the changes that add a correction, after those of earlier days."""
    index = sum(each.on <= on for each in record.corrections)
    return (Insert(("corrections", index), {"on": on.isoformat(), "text": text}),)


def edit_update(record: Record, index: int, at: datetime, body: str | None = None) -> tuple[Change, ...]:
    """Return the changes that give an update another text, if one is given, and say that it was edited at `at`.

    Raises RefusedError if it was published later than that.
    """
    update = record.updates[index]
    if at < update.public_from:
        raise RefusedError(
            f"the update was published at {time_text(update.public_from, record.zone)}, after "
            f"{time_text(at, record.zone)}; give a later time with `--at`"
        )
    edited = Put(("updates", index, "edited"), time_text(at, record.zone))
    return (edited,) if body is None else (Put(("updates", index, "body"), body), edited)


def update_numbered(record: Record, number: int) -> int:
    """Return the index of an update by its number, from 1. Raises RefusedError, which lists all, if there is none."""
    if 1 <= number <= len(record.updates):
        return number - 1
    listed = ", ".join(
        f"{number} ({time_text(each.at, record.zone)} {each.status})"
        for number, each in enumerate(record.updates, 1)
    )
    raise RefusedError(f"there is no update {number}; the record has {listed or 'none'}")
