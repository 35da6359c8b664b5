"""When something of a record was told until `now`, and how many times: what feeds and calendars call a revision."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from afterword.records.record import Record
from afterword.timeline.lifecycle import Lifecycle

_SECOND = timedelta(seconds=1)


class PublishedTimes(NamedTuple):
    """The first and the latest time that are known of a record, and how many things were told.

    None lies ahead. As time goes by and facts are added, `latest` and `times` never fall, and `first` never comes
    later; until a time of the record has come at all, `first` and `latest` are the day of its id, or today.
    """

    first: datetime
    latest: datetime
    revision: int


def published_times(record: Record, lifecycle: Lifecycle, now: datetime) -> PublishedTimes:
    """Say when a record was told, from what has happened until `now`; `progress` must be of the same instant.

    Of corrections and of the post-mortem only the day is known. One that falls on the day of the latest word counts
    as told a second after it, so that it is told at all.
    """
    instants = [at for at in _instants(record) if at <= now]
    known = [*instants, *(at for at in _before_the_first_word(record) if at and at <= now)]
    days = sorted(_days(record, lifecycle, now))
    first, latest = (min(known), max(known)) if known else (_day_of_id(record, now),) * 2
    for day in days:
        if _midnight(record, day + timedelta(days=1)) > latest:
            latest = max(_midnight(record, day), min(latest + _SECOND, now))
    return PublishedTimes(first, latest, len(instants) + len(days))


def _instants(record: Record) -> list[datetime]:
    """Give the instants that change what is told of a record; some of them may lie ahead.

    A maintenance is told of at its announced start, whether somebody says so or not. That holds for a cancelled one
    too: the cancellation may have been written down later than it was dated, when the start was told already.
    """
    instants = [*(update.at for update in record.updates), *record.times]
    return [*instants, record.scheduled.start] if record.scheduled else instants


def _before_the_first_word(record: Record) -> tuple[datetime | None, ...]:
    """Give the instants that say how long a record has been known, and are no news by themselves."""
    plan, milestones = record.scheduled, record.milestones
    return (plan.announced if plan else None, milestones.notified, milestones.started)


def _days(record: Record, lifecycle: Lifecycle, now: datetime) -> list[date]:
    today = record.zone.local(now).date()
    days = [correction.on for correction in record.corrections if correction.on <= today]
    return [*days, lifecycle.published_on] if lifecycle.published_on else days


def _day_of_id(record: Record, now: datetime) -> datetime:
    """Give the beginning of the day of a record's id; while that lies ahead, the beginning of today."""
    day = min(date.fromisoformat(record.id[:10]), record.zone.local(now).date())
    return _midnight(record, day)


def _midnight(record: Record, day: date) -> datetime:
    return datetime.combine(day, time.min, record.zone.tz).astimezone(UTC)
