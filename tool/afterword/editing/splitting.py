"""Moves windows and updates of a record that turns out to be about two incidents into a new one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from afterword.editing.changes import Change, Insert, Put, RefusedError, Remove
from afterword.editing.corrections import add_correction
from afterword.records.analysis import RootCause
from afterword.records.record import Record
from afterword.records.vocabulary import UNFINISHED, Relation
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
    yield from _moved_parts(record, typed, split)
    yield Insert(("related", 0), {"id": record.id, "relation": split.relation.value})


def _moved_parts(record: Record, typed: dict[str, Plain], split: Split) -> Iterator[Change]:
    """Add the parts that name a window that moves, as drafts if they are not published yet."""
    ids = _ids(record, split)
    has_any = False
    for key in _REFERRING:
        entries = typed.get(key)
        whole = entries if isinstance(entries, list) else [entries]
        parts = zip(getattr(record, key), whole, strict=False)
        naming = [(part, entry) for part, entry in parts if ids & {*part.windows}]
        for place, (part, entry) in enumerate(naming):
            assert isinstance(entry, dict), "it has the key `windows`"
            has_any = True
            yield Insert((key, place), {**entry, "windows": [each for each in part.windows if each in ids]})
    report = record.post_mortem
    if has_any and report and report.status in UNFINISHED:
        yield Put(("post_mortem",), {"status": report.status.value})


def former_record(record: Record, split: Split, today: date) -> Iterator[Change]:
    """Yield the changes that remove from the former record what moves.

    A detection, symptom, trigger or cause of windows that all move goes with them, unless an action item addresses it:
    that stays, and so does the cause. Raises RefusedError if nothing would move, or nothing would be left.
    """
    if not split.windows and not split.updates:
        raise RefusedError(
            "nothing would move; name windows, such as `--window 2`, or give `--updates-since`"
        )
    if len(split.windows) == len(record.windows) and len(split.updates) == len(record.updates):
        raise RefusedError("nothing would be left in the record; `afterword rename` gives it another id")
    yield from _left_parts(record, split)
    for index in sorted(split.windows, reverse=True):
        yield Remove(("windows", index))
    for index in sorted(split.updates, reverse=True):
        yield Remove(("updates", index))
    if split.correction:
        yield from add_correction(record, split.correction, today)


def _left_parts(record: Record, split: Split) -> Iterator[Change]:
    ids = _ids(record, split)
    for key in _REFERRING:
        for index, part in reversed([*enumerate(getattr(record, key))]):
            staying = [each for each in part.windows if each not in ids]
            if len(staying) == len(part.windows):
                continue
            if staying:
                yield Put((key, index, "windows"), [*staying])
            else:
                yield Remove((key, index, "windows") if _is_addressed(record, part) else (key, index))


def shared_causes(record: Record, split: Split) -> tuple[str, ...]:
    """Return the ids of the causes that both records have, because action items of the former one address them."""
    ids = _ids(record, split)
    return tuple(
        each.id
        for each in record.root_causes
        if each.id and ids & {*each.windows} and _is_addressed(record, each)
    )


def _is_addressed(record: Record, part: object) -> bool:
    part_id = part.id if isinstance(part, RootCause) else None
    return part_id is not None and any(part_id in each.addresses for each in record.action_items)


def _ids(record: Record, split: Split) -> set[str]:
    """Return the ids of the windows that move."""
    return {each for index in split.windows if (each := record.windows[index].id)}
