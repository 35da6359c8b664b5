"""When a record was first published and last changed, and its revision, for feeds and calendars."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.vocabulary import State
from afterword.timeline.lifecycle import Lifecycle
from afterword.timeline.maintenance import announced_at, plan_changes

_SECOND = timedelta(seconds=1)
_WRITTEN_LATE = timedelta(minutes=15)
"""How much earlier than it was published an update may be dated."""


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
        if record.zone.start_of(day + timedelta(days=1)) > latest:
            latest = max(record.zone.start_of(day), min(latest + _SECOND, now))
    return PublishedTimes(first, latest, len(instants) + len(days) + _called_off(record, now))


def _instants(record: Record) -> list[datetime]:
    """Return the instants at which the content of a record changes; some may be in the future.

    Maintenance changes at its announced times, with or without an update, until it is cancelled. An announced time
    just after that counts nevertheless: it may have been published as a change before the cancellation was.
    """
    instants = [*(update.public_from for update in record.updates), *record.times]
    instants += (update.edited for update in record.updates if update.edited)
    if not record.scheduled:
        return instants
    cancelled = _cancelled_at(record)
    return instants + [
        at for at in plan_changes(record) if cancelled is None or at < cancelled + _WRITTEN_LATE
    ]


def _cancelled_at(record: Record) -> datetime | None:
    """Return when maintenance was finally cancelled, or None."""
    cancelled = None
    in_order = sorted(record.updates, key=lambda update: update.at)
    for update in reversed(in_order):
        if update.state not in (State.CANCELLED, None):
            break
        cancelled = update.at if update.state else cancelled
    return cancelled


def _called_off(record: Record, now: datetime) -> int:
    """Return how many revisions stand for announced times that were cancelled.

    A cancellation may be written later than its date, when an announced time has been published as a change. The
    revision may not go back then, so each cancellation counts for all of them.
    """
    cancellations = sum(each.state is State.CANCELLED and each.at <= now for each in record.updates)
    return cancellations * len(plan_changes(record)) if cancellations else 0


def _first_known(record: Record) -> tuple[datetime | None, ...]:
    """Return the instants from which a record may have been known, and which are no changes themselves."""
    return (announced_at(record), record.milestones.notified, record.milestones.started)


def _days(record: Record, lifecycle: Lifecycle, now: datetime) -> list[date]:
    today = record.zone.local(now).date()
    days = [correction.on for correction in record.corrections if correction.on <= today]
    return [*days, lifecycle.published_on] if lifecycle.published_on else days


def _day_of_id(record: Record, now: datetime) -> datetime:
    """Return the start of the day of a record's id, or the start of today if that day is in the future."""
    day = min(date.fromisoformat(record.id[:10]), record.zone.local(now).date())
    return record.zone.start_of(day)
