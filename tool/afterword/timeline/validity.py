"""For how long what a record tells stays the same, so that nobody need ask again before."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from afterword.records import shape
from afterword.records.record import Record
from afterword.records.vocabulary import FINAL_STATES
from afterword.records.zone import Zone
from afterword.timeline.intervals import Interval
from afterword.timeline.progress import state_at

_EVER = Interval(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)


def is_live(record: Record, now: datetime) -> bool:
    """Say whether what a record tells changes with every minute: it is open, or a window of it still runs."""
    if state_at(record, now) not in FINAL_STATES:
        return True
    return any(window.end is None or window.end > now for window in record.windows)


def validity(record: Record, zone: Zone, now: datetime) -> Interval:
    """Give the stretch of time around `now` in which a record tells the same; `zone` is that of the pages.

    What is told depends on the clock by comparison alone: has an instant of the record come, has a day of it
    begun or passed? So nothing changes between two of them. Of a live record, only `now` itself is given.
    """
    if is_live(record, now):
        return Interval(now, now + _MOMENT)
    points: list[datetime] = []
    _add_points(record, points, (record.zone, zone))
    start = max((point for point in points if point <= now), default=_EVER.start)
    return Interval(start, min((point for point in points if point > now), default=_EVER.end))


def _add_points(model: BaseModel, points: list[datetime], zones: tuple[Zone, ...]) -> None:
    """Add every instant in a model and its parts, and the ends of every day in each of the zones."""
    told = model.__dict__
    for name in _timed(type(model)):
        value = told[name]
        if not value:
            continue
        if isinstance(value, tuple):
            for each in value:
                _add_points(each, points, zones)
        elif isinstance(value, BaseModel):
            _add_points(value, points, zones)
        elif isinstance(value, datetime):
            points += (value, value + _MOMENT)  # some comparisons count the instant itself in, others do not
        else:
            for zone in zones:
                for day in (value, value + _DAY):
                    points.append(datetime.combine(day, time.min, zone.tz).astimezone(UTC))


@lru_cache(maxsize=64)
def _timed(model: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields of a kind of model that hold a time or a day, themselves or somewhere within."""
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if _holds_time(field.annotation))


def _holds_time(annotation: Any) -> bool:
    part = shape.model_of(annotation)
    if part is not None:
        return bool(_timed(part))
    held = shape.core(annotation)
    return isinstance(held, type) and issubclass(held, date)
