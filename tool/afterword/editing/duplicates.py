"""Reduces a record that was joined with another one to a page that leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from afterword.editing.changes import Change, Insert, Put, RefusedError, Remove
from afterword.editing.corrections import add_correction
from afterword.editing.suggested_command import suggested
from afterword.editing.updates import NewUpdate, add_update
from afterword.records.record import Record
from afterword.records.vocabulary import FINAL_STATES, Kind, PostMortemStatus, Relation, UpdateStatus
from afterword.source.nodes import Plain
from afterword.timeline.lifecycle import state_at

ANALYSIS = (
    "windows", "also_affected", "detection", "symptoms", "timeline", "trigger", "root_causes", "limited_by",
    "action_items", "lessons",
)  # fmt: skip
"""What moves into the other record even if its former record stays as a page of its own."""
_CLOSING = MappingProxyType({Kind.INCIDENT: UpdateStatus.RESOLVED, Kind.MAINTENANCE: UpdateStatus.COMPLETED})


def as_duplicate(other: Record, theirs: Mapping[str, Plain], of: Record, at: datetime) -> Iterator[Change]:
    """Yield the changes that reduce a record to what was published, with a note that it is about the same incident.

    If it is open, an update says so too. Raises RefusedError if its post-mortem is published, and for maintenance that
    is not over: readers wait for it.
    """
    is_open = other.kind in _CLOSING and state_at(other, at) not in FINAL_STATES
    if is_open and other.kind is Kind.MAINTENANCE:
        raise RefusedError(
            f"`{other.id}` is not over; cancel it first: {suggested('maintenance cancel', other.id)}"
        )
    if other.post_mortem and other.post_mortem.status is PostMortemStatus.PUBLISHED:
        raise RefusedError(
            f"the post-mortem of `{other.id}` is published; keep it, and relate the records with "
            f"`related: [{{id: {of.id}, relation: duplicate_of}}]`"
        )
    yield from (Remove((key,)) for key in ANALYSIS if key in theirs)
    if other.post_mortem:
        yield Put(("post_mortem",), {"status": PostMortemStatus.NOT_REQUIRED.value})
    yield from _duplicate_of(other, of)
    link = f"[{of.title}](/incidents/{of.id}/)"
    last = _CLOSING.get(other.kind)
    if last and is_open:
        yield from add_update(
            other,
            NewUpdate(
                at, last, f"This is part of another incident: {link}. Please follow the updates there."
            ),
        )
    else:
        if not other.updates and last:
            yield Put(("status",), last.value)
        text = f"This is the same incident as {link}, which now lists all affected times."
        yield from add_correction(other, text, other.zone.local(at).date())


def _duplicate_of(other: Record, of: Record) -> Iterator[Change]:
    relation = Relation.DUPLICATE_OF.value
    for index, each in enumerate(other.related):
        if each.id in (of.id, *of.aliases):
            yield Put(("related", index, "relation"), relation)
            return
    yield Insert(("related", len(other.related)), {"id": of.id, "relation": relation})
