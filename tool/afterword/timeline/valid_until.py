"""For how long what a record tells stays the same, so that nobody need ask again before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from afterword.records import introspection
from afterword.records.record import Record
from afterword.records.vocabulary import FINAL_STATES
from afterword.records.zone import Zone
from afterword.timeline.intervals import Interval
from afterword.timeline.lifecycle import state_at

_EVER = Interval(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)
_SETTLED = timedelta(minutes=1)
_DAY_OF_ID = len("2026-11-20")


def is_live(record: Record, now: datetime) -> bool:
    """Say whether what a record tells changes with every minute: it is open, or a window of it still runs."""
    if state_at(record, now) not in FINAL_STATES:
        return True
    return any(window.end is None or window.end > now for window in record.windows)


def valid_interval(record: Record, zone: Zone, now: datetime) -> Interval:
    """Give the stretch of time around `now` in which a record tells the same; `zone` is that of the pages.

    What is told depends on the clock by comparison alone: has an instant of the record come, has a day of it
    begun or passed? So nothing changes between two of them. Only `now` itself is given of a live record, of one whose
    id names a day that lies ahead, and in the minute after each instant: see `told`, which counts by day and second.
    """
    begins, _ = _ends(date.fromisoformat(record.id[:_DAY_OF_ID]), (record.zone,))
    if is_live(record, now) or begins > now:
        return Interval(now, now + _MOMENT)
    points = [begins]
    _add_points(record, points, (record.zone, zone))
    start = max((point for point in points if point <= now), default=_EVER.start)
    if now - start < _SETTLED:
        return Interval(now, now + _MOMENT)
    return Interval(start, min((point for point in points if point > now), default=_EVER.end))


class UpcomingChange(NamedTuple):
    """An instant at which a record tells something else, and the field that names it, with dots."""

    at: datetime
    field: str


def upcoming_changes(record: Record, zone: Zone, now: datetime) -> tuple[UpcomingChange, ...]:
    """Give the instants after `now` at which what a record tells changes by itself, the next first.

    That a length of time grows is no change. A day of the record is one when it begins and when it has passed, in
    the record's zone and in `zone`, that of the pages.
    """
    found = _named_points(record, "", (record.zone, zone))
    return tuple(sorted({point for point in found if point.at > now}))


def _named_points(model: BaseModel, prefix: str, zones: tuple[Zone, ...]) -> Iterator[UpcomingChange]:
    for name in _timed(type(model)):
        value = model.__dict__[name]
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                yield from _named_points(each, f"{prefix}{name}.", zones)
            elif isinstance(each, datetime):
                yield UpcomingChange(each, prefix + name)
            elif isinstance(each, date):
                yield from (UpcomingChange(at, prefix + name) for at in _ends(each, zones))


def _ends(day: date, zones: tuple[Zone, ...]) -> Iterator[datetime]:
    """Give the instants at which a day begins and has passed, in each of the zones."""
    for zone in zones:
        for each in (day, day + _DAY):
            yield datetime.combine(each, time.min, zone.tz).astimezone(UTC)


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
            points += _ends(value, zones)


@lru_cache(maxsize=64)
def _timed(model: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields of a kind of model that hold a time or a day, themselves or somewhere within."""
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if _holds_time(field.annotation))


def _holds_time(annotation: Any) -> bool:
    part = introspection.model_of(annotation)
    if part is not None:
        return bool(_timed(part))
    held = introspection.bare_type(annotation)
    return isinstance(held, type) and issubclass(held, date)
