"""Adds an event to the timeline of a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from afterword.editing.changes import Change, Insert, RefusedError
from afterword.records.record import Record
from afterword.records.time_text import time_text
from afterword.records.vocabulary import EventKind, Kind, Visibility
from afterword.source.nodes import Plain


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event before it is written; `component` is an id."""

    at: datetime
    text: str
    until: datetime | None = None
    kind: EventKind | None = None
    component: str = ""
    is_internal: bool = False


def add_event(record: Record, event: NewEvent) -> tuple[Change, ...]:
    """Return the changes that add an event to the timeline, after the last one that is not later.

    Raises RefusedError for a notice, which has no timeline, for an event that is there already, and for one that ends
    before it begins.
    """
    at = time_text(event.at, record.zone)
    if record.kind is Kind.NOTICE:
        raise RefusedError("a notice is only information and has no timeline; add an update instead")
    if event.until and event.until <= event.at:
        until = time_text(event.until, record.zone)
        raise RefusedError(f"the event would end at {until}, not after it began ({at}); correct `--until`")
    if any(each.at == event.at and each.text.strip() == event.text.strip() for each in record.timeline):
        raise RefusedError(f"the timeline already has this event at {at}")
    value: dict[str, Plain] = {"at": at}
    if event.until:
        value["until"] = time_text(event.until, record.zone)
    if event.kind:
        value["kind"] = event.kind.value
    if event.component:
        value["component"] = event.component
    if event.is_internal:
        value["visibility"] = Visibility.INTERNAL.value
    value["text"] = event.text
    earlier = [index for index, each in enumerate(record.timeline) if each.at <= event.at]
    return (Insert(("timeline", max(earlier, default=-1) + 1), value),)
