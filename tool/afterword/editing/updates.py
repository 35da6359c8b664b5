"""Adds an update to a record: what the public is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from afterword.editing.changes import Change, Insert, RefusedError, Remove
from afterword.records.record import Record
from afterword.records.time_text import time_text
from afterword.records.vocabulary import INCIDENT_STATES, MAINTENANCE_STATES, Kind, UpdateStatus
from afterword.source.nodes import Plain

_WITHOUT_UPDATES = (Kind.NEAR_MISS, Kind.DRILL)


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """An update before it is written; `levels` has the level of each component that it announces."""

    at: datetime
    status: UpdateStatus
    body: str
    levels: Mapping[str, str] = field(default_factory=dict)
    next_update: datetime | None = None


def add_update(record: Record, update: NewUpdate) -> tuple[Change, ...]:
    """Return the changes that add an update at its place in time.

    Raises RefusedError if records of this kind have no updates, or not this state.
    """
    if record.kind in _WITHOUT_UPDATES:
        raise RefusedError(f"a {record.kind.value.replace('_', ' ')} has no updates for customers")
    states = allowed_statuses(record.kind)
    if update.status not in states:
        allowed = ", ".join(each.value for each in states)
        raise RefusedError(f"{record.kind} records have no status `{update.status}`; write one of {allowed}")
    value: dict[str, Plain] = {
        "at": time_text(update.at, record.zone),
        "status": update.status.value,
        "body": update.body,
    }
    if update.levels:
        value["levels"] = dict(update.levels)
    if update.next_update:
        value["next_update"] = time_text(update.next_update, record.zone)
    index = sum(each.at <= update.at for each in record.updates)
    added = Insert(("updates", index), value)
    return (Remove(("status",)), added) if record.status else (added,)


def allowed_statuses(kind: Kind) -> tuple[UpdateStatus, ...]:
    """Return the statuses that the updates of a kind of record may have, in the order of their course."""
    states = MAINTENANCE_STATES if kind is Kind.MAINTENANCE else INCIDENT_STATES
    return (*(UpdateStatus(each.value) for each in states), UpdateStatus.UPDATE)
