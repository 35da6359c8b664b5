"""The instants that a record states, each with its field, and the state that it comes to."""

from __future__ import annotations

from datetime import UTC, datetime

from afterword.records.record import Record
from afterword.records.response import Milestones
from afterword.records.vocabulary import State
from afterword.source.nodes import Path
from afterword.timeline.lifecycle import state_at

MILESTONES = tuple(Milestones.model_fields)
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


def timestamps(record: Record) -> list[tuple[Path, datetime]]:
    """List the times of a record in the order in which records are usually written."""
    found: list[tuple[Path, datetime | None]] = [
        (("milestones", name), getattr(record.milestones, name)) for name in MILESTONES
    ]
    for index, window in enumerate(record.windows):
        found.append((("windows", index, "start"), window.start))
        found.append((("windows", index, "end"), window.end))
    for index, update in enumerate(record.updates):
        found.append((("updates", index, "at"), update.at))
    if record.scheduled:
        found.append((("scheduled", "start"), record.scheduled.start))
        found.append((("scheduled", "end"), record.scheduled.end))
        found.append((("scheduled", "announced"), record.scheduled.announced))
    for index, event in enumerate(record.timeline):
        found.append((("timeline", index, "at"), event.at))
        found.append((("timeline", index, "until"), event.until))
    return [(path, moment) for path, moment in found if moment is not None]


def last_state(record: Record) -> State:
    """Give the state that a record comes to in the end, by its own words and times."""
    return state_at(record, _END_OF_TIME)
