"""How long the content of a record stays the same, so that it need not be rendered again before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeAlias

from pydantic import BaseModel

from afterword.records import introspection
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import FINAL_STATES, State
from afterword.records.zone import Zone
from afterword.timeline.intervals import Interval
from afterword.timeline.lifecycle import state_at
from afterword.timeline.maintenance import is_planned_ahead

_EVER = Interval(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)
_UNSETTLED = timedelta(minutes=1)
_DAY_OF_ID = len("2026-11-20")


def is_live(record: Record, now: datetime) -> bool:
    """Return whether pages show a record as current, so that its content changes with the clock.

    It or one of its windows is open, or it is a cancelled maintenance that would not be over yet.
    """
    state = state_at(record, now)
    if state not in FINAL_STATES or (state is State.CANCELLED and is_planned_ahead(record, now)):
        return True
    return any(window.end is None or window.end > now for window in record.windows)


def valid_interval(record: Record, zone: Zone, now: datetime) -> Interval:
    """Return the interval around `now` in which the content of a record is the same. `zone` is that of the pages.

    The content depends on the time only by comparisons: whether an instant of the record has come, and whether one of
    its days has begun or is over. So nothing changes between two of these. The interval is only `now` itself for a
    live record, for one whose id names a future day, and within one minute after each instant, because
    `published_times` counts days and seconds.
    """
    begins, _ = _bounds(date.fromisoformat(record.id[:_DAY_OF_ID]), (record.zone,))
    if is_live(record, now) or begins > now:
        return Interval(now, now + _MOMENT)
    zones = (zone,) if zone == record.zone else (record.zone, zone)
    instants = [begins, *instants_of(record, zones)]
    start = max((instant for instant in instants if instant <= now), default=_EVER.start)
    if now - start < _UNSETTLED:
        return Interval(now, now + _MOMENT)
    return Interval(start, min((instant for instant in instants if instant > now), default=_EVER.end))


def site_interval(site: Site, zone: Zone, now: datetime) -> Interval:
    """Return the interval around `now` in which no component ends or changes its group.

    What is made of a record may name the groups of its components, so it is valid no longer than this.
    """
    around = site.changes_around(zone.local(now).date())
    start = zone.start_of(around.first) if around.first else _EVER.start
    end = zone.start_of(around.last + _DAY) if around.last else _EVER.end
    return Interval(start, end)


def instants_of(record: Record, zones: tuple[Zone, ...]) -> list[datetime]:
    """Return every instant between which comparisons of `now` with the times and days of a record come out the same.

    For each time there are two, since some comparisons include the instant itself and others do not. Days begin and
    end in each of the zones.
    """
    instants: list[datetime] = []
    _add_instants(record, instants, zones)
    return instants


UpcomingChange: TypeAlias = tuple[datetime, str]
"""An instant at which the content of a record changes, and the field with this time, with dots."""


def upcoming_changes(record: Record, zone: Zone, now: datetime) -> tuple[UpcomingChange, ...]:
    """Return the instants after `now` at which the content of a record changes by itself, the next one first.

    A duration that grows is not a change. The start and the end of each day in the record are changes, in the record's
    zone and in `zone`, that of the pages.
    """
    changes = _changes(record, "", (record.zone, zone))
    return tuple(sorted({change for change in changes if change[0] > now}))


def _changes(model: BaseModel, prefix: str, zones: tuple[Zone, ...]) -> Iterator[UpcomingChange]:
    for name in _timed(type(model)):
        value = model.__dict__[name]
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                yield from _changes(each, f"{prefix}{name}.", zones)
            elif isinstance(each, datetime):
                yield each, prefix + name
            elif isinstance(each, date):
                yield from ((at, prefix + name) for at in _bounds(each, zones))


def _bounds(day: date, zones: tuple[Zone, ...]) -> Iterator[datetime]:
    """Yield the instants at which a day begins and ends, in each of the zones."""
    for zone in zones:
        for each in (day, day + _DAY):
            yield zone.start_of(each)


def _add_instants(model: BaseModel, instants: list[datetime], zones: tuple[Zone, ...]) -> None:
    """Add every instant in a model and its parts, and the start and end of every day in each of the zones."""
    values = model.__dict__
    for name in _timed(type(model)):
        value = values[name]
        if not value:
            continue
        if isinstance(value, tuple):
            for each in value:
                _add_instants(each, instants, zones)
        elif isinstance(value, BaseModel):
            _add_instants(value, instants, zones)
        elif isinstance(value, datetime):
            instants += (value, value + _MOMENT)
        else:
            instants += _bounds(value, zones)


@lru_cache(maxsize=64)
def _timed(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of the fields of a model that contain a time or a day, directly or in a part."""
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if _contains_time(field.annotation))


def _contains_time(annotation: Any) -> bool:
    part = introspection.model_of(annotation)
    if part is not None:
        return bool(_timed(part))
    value_type = introspection.bare_type(annotation)
    return isinstance(value_type, type) and issubclass(value_type, date)
