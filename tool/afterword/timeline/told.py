"""When something of a record was told until `now`, and how many times: what feeds and calendars call a revision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.vocabulary import State
from afterword.timeline.progress import Progress, updates_until

_SECOND = timedelta(seconds=1)


class Told(NamedTuple):
    """The first and the latest time at which something was told, and how many things were told.

    As time goes by and facts are added to a record, `latest` and `times` grow, and `first` stays.
    """

    first: datetime
    latest: datetime
    times: int


def told(record: Record, progress: Progress, now: datetime) -> Told:
    """Say when a record was told, from what has happened until `now`; `progress` must be of the same instant.

    Of corrections and of the post-mortem only the day is known. One that falls on the day of the latest word counts
    as told a second after it, so that it is told at all.
    """
    instants = [at for at in _instants(record, now) if at <= now]
    days = sorted(_days(record, progress, now))
    first = progress.notified or progress.started or _begins(record)
    latest = max((first, *instants))
    for day in days:
        if _midnight(record, day + timedelta(days=1)) > latest:
            latest = max(_midnight(record, day), latest + _SECOND)
    return Told(first, latest, len(instants) + len(days))


def _instants(record: Record, now: datetime) -> Iterator[datetime]:
    """Give the instants that change what is told of a record; some of them may lie ahead."""
    published = updates_until(record, now)
    for update in published:
        yield update.at
    yield from record.times
    plan = record.scheduled
    if plan and not any(one.status is State.CANCELLED and one.at < plan.start for one in published):
        yield plan.start  # from here on it is in progress, whether somebody says so or not


def _days(record: Record, progress: Progress, now: datetime) -> list[date]:
    today = record.zone.local(now).date()
    days = [correction.on for correction in record.corrections if correction.on <= today]
    return [*days, progress.published_on] if progress.published_on else days


def _begins(record: Record) -> datetime:
    """Say when a record begins of which nobody has heard: as announced, else on the day of its id."""
    if record.scheduled:
        return record.scheduled.start
    return min(record.times, default=_midnight(record, date.fromisoformat(record.id[:10])))


def _midnight(record: Record, day: date) -> datetime:
    return datetime.combine(day, time.min, record.zone.tz).astimezone(UTC)
