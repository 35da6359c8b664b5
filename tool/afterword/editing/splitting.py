"""Moves windows and updates of a record that turns out to be about two incidents into a new one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from afterword.editing.changes import Change, Insert, Put, RefusedError, Remove
from afterword.editing.corrections import add_correction
from afterword.records.record import Record
from afterword.records.vocabulary import Relation
from afterword.source.nodes import Plain

_SHARED = ("kind", "severity", "visibility", "publish_at", "timezone", "language")
"""Keys that the new record has in common with the former one."""
_REFERRING = ("detection", "symptoms", "trigger", "root_causes")
"""Lists whose entries name windows by their ids."""


@dataclass(frozen=True, slots=True)
class Split:
    """What moves into the new record, windows and updates by their indexes, and what else is written.

    `correction` says in the former record what has moved; it is empty if the record was never published.
    """

    title: str
    windows: Collection[int]
    updates: Collection[int]
    relation: Relation
    summary: str = ""
    correction: str = ""


def moving_updates(record: Record, since: datetime) -> tuple[int, ...]:
    """Return the indexes of the updates since a time. Raises RefusedError if there is none."""
    found = tuple(index for index, each in enumerate(record.updates) if each.at >= since)
    if not found:
        raise RefusedError("there is no update since then; without `--updates-since`, none moves")
    return found


def new_record(record: Record, typed: dict[str, Plain], split: Split) -> Iterator[Change]:
    """Yield the changes that turn a record with a title alone into the new one. `typed` is the former one as typed."""
    for key in _SHARED:
        if key in typed:
            yield Put((key,), typed[key])
    if split.summary:
        yield Put(("summary",), split.summary)
    for key, indexes in (("windows", split.windows), ("updates", split.updates)):
        entries = typed.get(key)
        for place, index in enumerate(sorted(indexes)):
            assert isinstance(entries, list)
            yield Insert((key, place), entries[index])
    yield Insert(("related", 0), {"id": record.id, "relation": split.relation.value})


def former_record(record: Record, split: Split, today: date) -> Iterator[Change]:
    """Yield the changes that remove from the former record what moves.

    Raises RefusedError if nothing would move, or nothing would be left, or another part refers to a window that moves.
    """
    if not split.windows and not split.updates:
        raise RefusedError(
            "nothing would move; name windows, such as `--window 2`, or give `--updates-since`"
        )
    if len(split.windows) == len(record.windows) and len(split.updates) == len(record.updates):
        raise RefusedError("nothing would be left in the record; `afterword rename` gives it another id")
    _refuse_referred(record, {record.windows[index].id for index in split.windows})
    for index in sorted(split.windows, reverse=True):
        yield Remove(("windows", index))
    for index in sorted(split.updates, reverse=True):
        yield Remove(("updates", index))
    if split.correction:
        yield from add_correction(record, split.correction, today)


def _refuse_referred(record: Record, ids: Collection[str | None]) -> None:
    for key in _REFERRING:
        for index, part in enumerate(getattr(record, key)):
            named = next((each for each in part.windows if each in ids), None)
            if named:
                raise RefusedError(
                    f"`{key}.{index}.windows` names the window `{named}`, which would move; remove it there first"
                )
