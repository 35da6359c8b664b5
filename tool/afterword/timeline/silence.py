"""How long an open incident, or maintenance that should be over, has been without an update."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.rough_time import RoughTime, exact, form_of, is_vague, period_of
from afterword.records.settings import Review
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.records.zone import Zone
from afterword.timeline.lifecycle import promised_update, state_at, updates_until
from afterword.timeline.maintenance import announced_periods

_DAY_OF_ID = len("2026-11-20")


class Silence(NamedTuple):
    """Since when a record has had no update, and from when that is too long. Times are in UTC.

    `since` is a rough time if only the day in the record's id is known: it counts as the end of that day.
    """

    since: datetime
    too_long_from: datetime


def silence(record: Record, review: Review, now: datetime) -> Silence | None:
    """Return since when a record that is open at `now` has had no update; None if it is over or needs none.

    The silence begins with the latest update; without one, with the latest window, else with the latest milestone, and
    without any time at the end of the day in the record's id. It is too long after `review.silence`. While a fix is
    being watched, `review.silence_monitoring` applies, until all windows have ended: then there is nothing left to wait
    for, and `review.silence` counts from the end of the last one, if that is later. Until the time of a promised next
    update, no silence is too long.

    Maintenance needs no update before its announced time is over: only then is its silence too long after
    `review.silence`, and without an announced end, after `review.silence_monitoring`.
    """
    state = state_at(record, now)
    if record.kind not in (Kind.INCIDENT, Kind.MAINTENANCE) or state in FINAL_STATES:
        return None
    if record.kind is Kind.MAINTENANCE:
        return _silence_of_work(record, review, now)
    updates = updates_until(record, now)
    since = updates[-1].at if updates else _begun(record, now)
    ended = all_ended(record, now)
    is_watched = state is State.MONITORING and ended is None
    limit = review.silence_monitoring if is_watched else review.silence
    too_long_from = exact(max(since, ended or since)) + limit
    return Silence(since, max(too_long_from, promised_update(record, now) or too_long_from))


def _silence_of_work(record: Record, review: Review, now: datetime) -> Silence | None:
    """Return since when maintenance has had no update, once the last of its announced periods has begun."""
    if not record.scheduled or any(now < each.start for each in record.scheduled):
        return None
    updates = updates_until(record, now)
    last = announced_periods(record)[-1]
    since = updates[-1].at if updates else last.start
    over = last.end or (_end_of(last.start, record.zone) if is_vague(last.start) else None)
    limit = review.silence if over else review.silence_monitoring
    too_long_from = exact(max(since, over or last.start)) + limit
    return Silence(since, max(too_long_from, promised_update(record, now) or too_long_from))


def _end_of(coarse: datetime, zone: Zone) -> datetime:
    """Return the end of the month or the year that a time names."""
    return zone.start_of(period_of(form_of(coarse))[1])


def _begun(record: Record, now: datetime) -> datetime:
    """Return since when nothing is known of an incident without updates."""
    windows = [window.start for window in record.windows if window.start <= now]
    milestones = [at for _, at in record.milestones if at and at <= now]
    if windows or milestones:
        return max(windows or milestones)
    day = date.fromisoformat(record.id[:_DAY_OF_ID])
    return RoughTime.of(record.zone.start_of(day + timedelta(days=1)), day.isoformat())


def all_ended(record: Record, now: datetime) -> datetime | None:
    """Return when the last window of a record ended, if it has windows and all of them have ended at `now`."""
    ends = [window.end for window in record.windows]
    last = max((end for end in ends if end), default=None)
    return last if last and None not in ends and last <= now else None
