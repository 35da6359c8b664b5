"""The instants that a record states, each with its field, and the state that it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from afterword.records.record import Milestones, Record
from afterword.records.vocabulary import State
from afterword.source.nodes import Path
from afterword.timeline.progress import state_at

MILESTONES = tuple(Milestones.model_fields)
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


def moments(record: Record) -> Iterator[tuple[Path, datetime]]:
    """List the times of a record in the order in which records are usually written."""
    for name in MILESTONES:
        yield from _stated(("milestones", name), getattr(record.milestones, name))
    for index, window in enumerate(record.windows):
        yield ("windows", index, "start"), window.start
        yield from _stated(("windows", index, "end"), window.end)
    for index, update in enumerate(record.updates):
        yield ("updates", index, "at"), update.at
    if record.scheduled:
        yield ("scheduled", "start"), record.scheduled.start
        yield ("scheduled", "end"), record.scheduled.end
        yield from _stated(("scheduled", "announced"), record.scheduled.announced)
    for index, event in enumerate(record.timeline):
        yield ("timeline", index, "at"), event.at
        yield from _stated(("timeline", index, "until"), event.until)


def last_state(record: Record) -> State:
    """Give the state that a record comes to in the end, by its own words and times."""
    return state_at(record, _END_OF_TIME)


def _stated(path: Path, moment: datetime | None) -> Iterator[tuple[Path, datetime]]:
    if moment is not None:
        yield path, moment
