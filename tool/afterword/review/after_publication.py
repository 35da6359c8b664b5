"""Asks of a change of something that readers have read already whether it is noted under `corrections`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from afterword.comparison.differences import Difference, label
from afterword.comparison.tree import tree_of
from afterword.records.record import Record
from afterword.records.vocabulary import PostMortemStatus

_GRACE = timedelta(hours=1)
"""How long after its publication an update may be reworded without a note."""
_NOT_READ = (
    "action_items", "aliases", "corrections", "links", "related", "scheduled", "tags", "unknowns", "updates",
)  # fmt: skip
"""Keys that go on changing after a post-mortem is published; updates are looked at one by one."""


class Correction(StrEnum):
    """Whether a change of what readers have read is noted."""

    NOTED = "noted"
    MISSING = "missing"


def correction(
    before: Record | None, after: Record | None, public: Iterable[Difference], now: datetime
) -> Correction | None:
    """Return whether a record notes the change; None if nothing has changed that readers have read.

    They have read a published post-mortem with its facts, and updates that are an hour old. `public` is what differs
    for them.
    """
    if before is None or after is None or not any(_was_read(before, each, now) for each in public):
        return None
    more = len(after.corrections) > len(before.corrections)
    return Correction.NOTED if more or _edited(before, after) else Correction.MISSING


def _was_read(before: Record, difference: Difference, now: datetime) -> bool:
    if difference.keys[0] == "updates":
        is_text = difference.keys[1:] in ((), ("body",))
        return is_text and difference.before is not None and _is_old(before, difference, now)
    if difference.keys[0] in _NOT_READ or difference.keys == ("post_mortem", "covers"):
        return False
    return _is_published(before, now)


def _is_old(before: Record, difference: Difference, now: datetime) -> bool:
    """Return whether readers have had an update for an hour. A difference names it by its label."""
    old = (each for each in before.updates if each.public_from + _GRACE <= now)
    return difference.entry in {label(tree_of(each, before.zone)) for each in old}


def _is_published(record: Record, now: datetime) -> bool:
    text = record.post_mortem
    if text is None or text.status is not PostMortemStatus.PUBLISHED:
        return False
    return text.published is None or text.published <= record.zone.local(now).date()


def _edited(before: Record, after: Record) -> bool:
    """Return whether an update says that it was edited, and did not before."""
    return sum(bool(each.edited) for each in after.updates) > sum(
        bool(each.edited) for each in before.updates
    )
