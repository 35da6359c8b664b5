"""Adds action items to a record, closes them, and moves their due dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from afterword.checks.action_items import is_unfinished, may_be_dropped, title_words
from afterword.checks.plausible_times import first_day
from afterword.editing.changes import Change, Insert, Put, RefusedError
from afterword.editing.suggested_command import suggested
from afterword.records.analysis import ActionItem
from afterword.records.due_date import DueDate
from afterword.records.error_messages import shown
from afterword.records.record import Record
from afterword.records.vocabulary import ActionStatus, ActionType, Kind, Priority, Visibility
from afterword.source.nodes import Plain

_ID = re.compile(r"a(\d+)", re.ASCII)
_MAX_LISTED = 8


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action item before it is written; `addresses` are ids of root causes."""

    title: str
    type: ActionType | None = None
    priority: Priority | None = None
    owner: str = ""
    due: DueDate | None = None
    tracker: str = ""
    addresses: tuple[str, ...] = ()
    is_internal: bool = False


def add_action(record: Record, new: NewAction) -> tuple[Change, ...]:
    """Return the changes that add an open action item, whose id is the next one of a1, a2 and so on.

    Raises RefusedError for a notice, for a title that another item has, and for a date before the incident.
    """
    if record.kind is Kind.NOTICE:
        raise RefusedError("a notice is only information and has no action items")
    same = next(
        (item for item in record.action_items if title_words(item.title) == title_words(new.title)), None
    )
    if same:
        raise RefusedError(f"`{same.id}` already has this title; say what is different about this one")
    _refuse_early(record, new.due)
    value: dict[str, Plain] = {"id": _next_id(record), "title": new.title}
    if new.type:
        value["type"] = new.type.value
    if new.priority:
        value["priority"] = new.priority.value
    if new.owner:
        value["owner"] = new.owner
    if new.due:
        value["due"] = new.due.written
    value["status"] = ActionStatus.OPEN.value
    if new.tracker:
        value["tracker"] = new.tracker
    if new.addresses:
        value["addresses"] = [*new.addresses]
    if new.is_internal:
        value["visibility"] = Visibility.INTERNAL.value
    return (Insert(("action_items", len(record.action_items)), value),)


def finish_action(record: Record, action: str, on: date) -> tuple[Change, ...]:
    """Return the changes that mark an action item as done. One that was closed already keeps its day.

    Raises RefusedError if it was dropped, or if there is no such item.
    """
    index, item = _item(record, action)
    if item.status is ActionStatus.WONT_DO:
        raise RefusedError(
            f"`{item.id}` was dropped{_on(item)}; {suggested('action add', record.id)} adds a new one"
        )
    if item.status is ActionStatus.DONE and item.closed:
        return ()
    return (*_status(index, item, ActionStatus.DONE), Put(("action_items", index, "closed"), str(on)))


def drop_action(record: Record, action: str, on: date, reason: str) -> tuple[Change, ...]:
    """Return the changes that mark an action item as one that will not be done.

    Raises RefusedError if it is closed already or too urgent, or if there is no such item.
    """
    index, item = _item(record, action)
    _refuse_closed(record, item)
    if not may_be_dropped(record, item):
        raise RefusedError(
            f"`{item.id}` has priority `p0`, before all other work; lower it first, or give the cause that it "
            "addresses an `accepted_risk`"
        )
    return (
        *_status(index, item, ActionStatus.WONT_DO),
        Put(("action_items", index, "closed"), str(on)),
        Put(("action_items", index, "reason"), reason),
    )


def move_action(record: Record, action: str, due: DueDate, on: date, reason: str) -> tuple[Change, ...]:
    """Return the changes that give an action item another due date, and list the earlier one.

    Raises RefusedError if it is closed already, if there is no such item, and for a date before the incident.
    """
    index, item = _item(record, action)
    _refuse_closed(record, item)
    _refuse_early(record, due)
    if item.due is None:
        raise RefusedError(f"`{item.id}` has no due date to move; add `due: {due.written}` to it")
    if item.due.written == due.written:
        return ()
    moved: dict[str, Plain] = {"on": str(on), "from": item.due.written, "reason": reason}
    path = ("action_items", index)
    return (Put((*path, "due"), due.written), Insert((*path, "moved", len(item.moved)), moved))


def _item(record: Record, action: str) -> tuple[int, ActionItem]:
    for index, item in enumerate(record.action_items):
        if item.id.casefold() == action.casefold():
            return index, item
    known = ", ".join(f"{item.id} ({shown(item.title)})" for item in record.action_items[:_MAX_LISTED])
    more = len(record.action_items) - _MAX_LISTED
    listed = f"it has {known}" if known else f"it has none; {suggested('action add', record.id)} adds one"
    raise RefusedError(
        f"there is no action item `{shown(action)}` in {record.id}; {listed}"
        + (f" and {more} more" if more > 0 else "")
    )


def _status(index: int, item: ActionItem, status: ActionStatus) -> Iterator[Change]:
    if item.status is not status:
        yield Put(("action_items", index, "status"), status.value)


def _refuse_closed(record: Record, item: ActionItem) -> None:
    if not is_unfinished(item):
        was = "done" if item.status is ActionStatus.DONE else "dropped"
        raise RefusedError(
            f"`{item.id}` was {was}{_on(item)}; {suggested('action add', record.id)} adds a new one"
        )


def _on(item: ActionItem) -> str:
    return f" on {item.closed}" if item.closed else ""


def _refuse_early(record: Record, due: DueDate | None) -> None:
    first = first_day(record)
    if due and first and due < first:
        raise RefusedError(f"`{due.written}` is before the incident ({first}); check the year")


def _next_id(record: Record) -> str:
    """Return an id with a higher number than any other, so that none of them comes back."""
    numbers = [int(found[1]) for item in record.action_items if (found := _ID.fullmatch(item.id))]
    return f"a{max(numbers, default=0) + 1}"
