"""Ends an incident or maintenance, and opens it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from afterword.editing.changes import Change, Put, RefusedError
from afterword.editing.maintenance import refuse_announced
from afterword.editing.suggested_command import suggested
from afterword.editing.updates import NewUpdate, add_update
from afterword.editing.windows import begin_windows_again, continue_windows, end_windows, set_levels
from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.time_text import time_text
from afterword.records.vocabulary import FINAL_STATES, Kind, UpdateStatus
from afterword.timeline.lifecycle import state_at

_FINAL = MappingProxyType({Kind.MAINTENANCE: UpdateStatus.COMPLETED, Kind.NOTICE: UpdateStatus.ENDED})
_OPENED = MappingProxyType({Kind.MAINTENANCE: UpdateStatus.IN_PROGRESS, Kind.NOTICE: UpdateStatus.CURRENT})


def resolve(record: Record, at: datetime, body: str, now: datetime) -> tuple[Change, ...]:
    """Return the changes that end all open windows, and say so in an update: the last one, so of `now` if need be.

    A milestone `resolved` of a record that was opened again gets the new time. Raises RefusedError if the record is
    over already, and for maintenance that has not begun, or of which other nights are still announced.
    """
    if record.updates and state_at(record, now) in FINAL_STATES and not any(_open(record)):
        raise RefusedError(
            f"{record.id} is already over; {suggested('update', record.id)} adds another update, "
            f"{suggested('reopen', record.id)} opens it again"
        )
    if record.kind is Kind.MAINTENANCE:
        refuse_announced(record, at)
    last = max((each.at for each in record.updates), default=at)
    published = at if last <= at else max(last, now.replace(second=0, microsecond=0))
    update = NewUpdate(published, final_status(record.kind), body)
    typed = record.milestones.resolved
    moved = (Put(("milestones", "resolved"), time_text(at, record.zone)),) if typed and typed < at else ()
    return (*add_update(record, update), *end_windows(record, at), *moved)


def reopen(
    record: Record, at: datetime, body: str, now: datetime, *, levels: Mapping[str, str], continued: bool
) -> tuple[Change, ...]:
    """Return the changes that open a record again, from `at` on.

    The components whose windows ended last get new windows, or those in `levels` do. If it `continued`, the record
    was never over: the windows that ended last lose their ends instead. Raises RefusedError if the record is open, and
    for a time at which it was not over yet.
    """
    if state_at(record, now) not in FINAL_STATES:
        raise RefusedError(f"{record.id} is open; {suggested('update', record.id)} adds an update")
    if state_at(record, at) not in FINAL_STATES:
        latest = max((each.at for each in record.updates), default=now)
        raise RefusedError(
            f"{record.id} was not over yet at {time_text(at, record.zone)}; give a time after "
            f"{time_text(latest, record.zone)} with `--at`"
        )
    if record.kind is Kind.NOTICE and record.until and record.until <= at:
        raise RefusedError(
            f"{record.id} ended with its `until`, {time_text(record.until, record.zone)}; write a later one there"
        )
    status = _OPENED.get(record.kind, UpdateStatus.INVESTIGATING)
    if record.scheduled and all(each.start > at for each in record.scheduled):
        status = UpdateStatus.SCHEDULED
    update = NewUpdate(at, status, body)
    last = ended_last(record)
    if continued:
        if not last:
            raise RefusedError(f"no window of {record.id} has ended; name what is affected with `--level`")
        return (*add_update(record, update), *continue_windows(record, last))
    again = set_levels(record, levels, at) if levels else begin_windows_again(record, last, at)
    return (*add_update(record, replace(update, levels=levels)), *again)


def final_status(kind: Kind) -> UpdateStatus:
    """Return the status of the update that ends a record."""
    return _FINAL.get(kind, UpdateStatus.RESOLVED)


def ended_last(record: Record) -> tuple[Window, ...]:
    """Return the windows whose end is the latest of all."""
    ends = [window.end for window in record.windows if window.end]
    return tuple(window for window in record.windows if ends and window.end == max(ends))


def _open(record: Record) -> list[Window]:
    return [window for window in record.windows if window.end is None]
