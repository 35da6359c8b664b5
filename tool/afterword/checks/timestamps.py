"""The times in a record, each with its field, and the state that the record finally reaches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from afterword.records.record import Record
from afterword.records.response import Milestones
from afterword.records.vocabulary import Kind, State
from afterword.source.nodes import Path
from afterword.timeline.lifecycle import state_at
from afterword.timeline.maintenance import latest_stated

MILESTONES = tuple(Milestones.model_fields)
CLOCK_TOLERANCE = timedelta(minutes=5)
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
    for index, period in enumerate(record.scheduled):
        times.append((("scheduled", index, "start"), period.start))
        times.append((("scheduled", index, "end"), period.end))
        times.append((("scheduled", index, "announced"), period.announced))
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
    """Return the state of a record after the last of its times; of maintenance, what its updates or `status` say."""
    if record.kind is Kind.MAINTENANCE:
        latest = latest_stated(sorted(record.updates, key=lambda update: update.at))
        said = latest.state if latest else record.status
        return said or state_at(record, _END_OF_TIME)
    return state_at(record, _END_OF_TIME)
