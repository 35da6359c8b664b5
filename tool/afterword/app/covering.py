"""Which records are covered by the post-mortem of another record: their pages link to it.

A record's page is built from its own file, and the post-mortem that covers it is in another one. So a build first takes
what the cache says, and then builds again the pages for which that has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from afterword.cache.entries import CachedRecord

Covering: TypeAlias = dict[str, tuple[str, ...]]
"""By the id of a covered record, the ids of the records whose published post-mortems cover it, sorted."""


def covering_of(records: Iterable[CachedRecord]) -> Covering:
    """Return which records cover which."""
    found: dict[str, set[str]] = {}
    for record in records:
        for covered in record.covers:
            if covered != record.id:
                found.setdefault(covered, set()).add(record.id)
    return {covered: tuple(sorted(ids)) for covered, ids in found.items()}
