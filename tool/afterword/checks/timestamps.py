"""The times in a record, each with its field, and the state that the record finally reaches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from afterword.records.record import Record
from afterword.records.response import Milestones
from afterword.records.vocabulary import State
from afterword.source.nodes import Path
from afterword.timeline.lifecycle import state_at

MILESTONES = tuple(Milestones.model_fields)
CLOCK_TOLERANCE = timedelta(minutes=15)
"""How far in the future a time may be, for a time that was rounded up or a clock that is fast."""

_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


def timestamps(record: Record) -> list[tuple[Path, datetime]]:
    """Return the times of a record with their fields, in the order in which records are usually written."""
    times: list[tuple[Path, datetime | None]] = [
        (("milestones", name), getattr(record.milestones, name)) for name in MILESTONES
    ]
    for index, window in enumerate(record.windows):
        times.append((("windows", index, "start"), window.start))
        times.append((("windows", index, "end"), window.end))
    for index, update in enumerate(record.updates):
        times.append((("updates", index, "at"), update.at))
    if record.scheduled:
        times.append((("scheduled", "start"), record.scheduled.start))
        times.append((("scheduled", "end"), record.scheduled.end))
        times.append((("scheduled", "announced"), record.scheduled.announced))
    for index, event in enumerate(record.timeline):
        times.append((("timeline", index, "at"), event.at))
        times.append((("timeline", index, "until"), event.until))
    return [(path, instant) for path, instant in times if instant is not None]


def held_back_updates(record: Record) -> frozenset[int]:
    """Return the positions of updates whose `publish_at`, or that of the record, is their own time or later.

    They are written before they are published, so their times may be in the future.
    """
    return frozenset(
        index
        for index, update in enumerate(record.updates)
        if any(at and update.at <= at for at in (update.publish_at, record.publish_at))
    )


def last_state(record: Record) -> State:
    """Return the state of a record after the last of its times."""
    return state_at(record, _END_OF_TIME)
