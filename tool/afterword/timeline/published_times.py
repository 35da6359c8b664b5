"""When a record was first published and last changed, and its revision, for feeds and calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from afterword.records.record import Record
from afterword.timeline.lifecycle import Lifecycle

_SECOND = timedelta(seconds=1)


class PublishedTimes(NamedTuple):
    """When a record was first published and last changed until `now`, and how many changes there were.

    No time is in the future, or before the record's `publish_at` once that has come. When time passes and facts are
    added, `latest` and `revision` never decrease, and `first` never becomes later. While all times of the record are
    in the future, `first` and `latest` are the start of the day of its id, or of today.
    """

    first: datetime
    latest: datetime
    revision: int


def published_times(record: Record, lifecycle: Lifecycle, now: datetime) -> PublishedTimes:
    """Return when a record was published, from what has happened until `now`. `lifecycle` must be for the same `now`.

    Only the day of a correction and of the post-mortem is known. If it is the day of the latest change, it counts as
    one second after that change, so that feeds show it at all.
    """
    instants = [at for at in _instants(record) if at <= now]
    known = [*instants, *(at for at in _first_known(record) if at and at <= now)]
    if record.publish_at and record.publish_at <= now:
        known = [record.publish_at, *(at for at in known if at > record.publish_at)]
    days = sorted(_days(record, lifecycle, now))
    first, latest = (min(known), max(known)) if known else (_day_of_id(record, now),) * 2
    for day in days:
        if _midnight(record, day + timedelta(days=1)) > latest:
            latest = max(_midnight(record, day), min(latest + _SECOND, now))
    return PublishedTimes(first, latest, len(instants) + len(days))


def _instants(record: Record) -> list[datetime]:
    """Return the instants at which the content of a record changes; some may be in the future.

    A maintenance changes at its announced start, with or without an update. This includes a cancelled one: the
    cancellation may have been written later than its date, when the start had already been published.
    """
    instants = [*(update.public_from for update in record.updates), *record.times]
    instants += (update.edited for update in record.updates if update.edited)
    return [*instants, record.scheduled.start] if record.scheduled else instants


def _first_known(record: Record) -> tuple[datetime | None, ...]:
    """Return the instants from which a record may have been known, and which are no changes themselves."""
    plan, milestones = record.scheduled, record.milestones
    return (plan.announced if plan else None, milestones.notified, milestones.started)


def _days(record: Record, lifecycle: Lifecycle, now: datetime) -> list[date]:
    today = record.zone.local(now).date()
    days = [correction.on for correction in record.corrections if correction.on <= today]
    return [*days, lifecycle.published_on] if lifecycle.published_on else days


def _day_of_id(record: Record, now: datetime) -> datetime:
    """Return the start of the day of a record's id, or the start of today if that day is in the future."""
    day = min(date.fromisoformat(record.id[:10]), record.zone.local(now).date())
    return _midnight(record, day)


def _midnight(record: Record, day: date) -> datetime:
    return datetime.combine(day, time.min, record.zone.tz).astimezone(UTC)
