"""Finds which record of one version of a site is which of another, also if it was renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from afterword.records.record import Record

RecordPair: TypeAlias = tuple[Record | None, Record | None]


def record_pairs(before: Iterable[Record], after: Iterable[Record]) -> Iterator[RecordPair]:
    """Yield the records that differ in pairs, in the order of ids, the newest first.

    A record is the same if it has the same id, or the former one under `aliases`. One that was renamed without an
    alias is the same if the title is, and the day in the id.
    """
    old = {record.id: record for record in before}
    new = {record.id: record for record in after}
    former = {alias: each.id for each in new.values() for alias in each.aliases}
    later = {alias: each.id for each in old.values() for alias in each.aliases}
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for record_id in sorted(old, key=lambda each: each not in new):
        found = (
            record_id if record_id in new else former.get(record_id) or _earlier_name(later, record_id, new)
        )
        if found in new and found not in taken:
            pairs[record_id] = found
            taken.add(found)
    gone = [record for name, record in old.items() if name not in pairs]
    come = [record for name, record in new.items() if name not in taken]
    for record in gone:
        same = [each for each in come if each.title == record.title and each.id[:10] == record.id[:10]]
        if len(same) == 1 and same[0].id not in taken:
            pairs[record.id] = same[0].id
            taken.add(same[0].id)
    found_in_both = ((old[one], new[other]) for one, other in pairs.items())
    all_pairs: list[RecordPair] = [
        *found_in_both,
        *((record, None) for record in gone if record.id not in pairs),
        *((None, record) for record in come if record.id not in taken),
    ]
    yield from sorted(all_pairs, key=_id, reverse=True)


def _earlier_name(later: dict[str, str], record_id: str, new: dict[str, Record]) -> str:
    """Return the alias of a record that is its id again in the other version, as when a renaming is taken back."""
    return next((alias for alias, name in later.items() if name == record_id and alias in new), "")


def _id(pair: RecordPair) -> str:
    record = pair[1] or pair[0]
    assert record is not None
    return record.id
