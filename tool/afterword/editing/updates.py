"""Adds an update to a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from afterword.editing.changes import Change, Insert, RefusedError, Remove
from afterword.editing.suggested_command import suggested
from afterword.records.record import Record
from afterword.records.time_text import time_text
from afterword.records.vocabulary import (
    FINAL_STATES,
    INCIDENT_STATES,
    MAINTENANCE_STATES,
    NOTICE_STATES,
    Kind,
    UpdateStatus,
)
from afterword.source.nodes import Plain
from afterword.timeline.lifecycle import state_at

WITHOUT_UPDATES = (Kind.NEAR_MISS, Kind.DRILL)


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

    Raises RefusedError if records of this kind have no updates, or not this state, and for a promise in the past.
    """
    if record.kind in WITHOUT_UPDATES:
        raise RefusedError(f"a {record.kind.value.replace('_', ' ')} has no updates for customers")
    states = allowed_statuses(record.kind)
    if update.status not in states:
        allowed = ", ".join(each.value for each in states)
        raise RefusedError(f"{record.kind} records have no status `{update.status}`; write one of {allowed}")
    if update.next_update and update.next_update <= update.at:
        raise RefusedError(
            f"the next update would be at {time_text(update.next_update, record.zone)}, not after this one; write "
            "`--next 30m` for half an hour later"
        )
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
    replaces_status = record.status and update.status is not UpdateStatus.UPDATE
    return (Remove(("status",)), added) if replaces_status else (added,)


def refuse_promise_after_the_end(record: Record, update: NewUpdate) -> None:
    """Raise RefusedError for a promise in an update after the end of a record: its pages do not show it."""
    state = state_at(record, update.at)
    stays = update.status is UpdateStatus.UPDATE or update.status.value == state.value
    if update.next_update and state in FINAL_STATES and stays:
        raise RefusedError(
            f"{record.id} is {state}, and no page says when the next update is promised; leave out `--next`, "
            f"or open it again with {suggested('reopen', record.id)}"
        )


def unchanged_status(record: Record, at: datetime, now: datetime) -> UpdateStatus:
    """Return the status of an update that leaves the state of a record as it is.

    That is `update`, except for the first update of a record that is open: it names the state, as readers expect.
    """
    states = {state_at(record, at), state_at(record, now)}
    if record.updates or states & FINAL_STATES:
        return UpdateStatus.UPDATE
    return UpdateStatus(state_at(record, at).value)


def allowed_statuses(kind: Kind) -> tuple[UpdateStatus, ...]:
    """Return the statuses that the updates of a kind of record may have, in the order of their course."""
    own = {Kind.MAINTENANCE: MAINTENANCE_STATES, Kind.NOTICE: NOTICE_STATES}
    states = own.get(kind, INCIDENT_STATES)
    return (*(UpdateStatus(each.value) for each in states), UpdateStatus.UPDATE)
