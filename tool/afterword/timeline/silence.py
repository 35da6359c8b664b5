"""How long an open incident has been without an update."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.settings import Review
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.timeline.lifecycle import promised_update, state_at, updates_until


class Silence(NamedTuple):
    """Since when an incident has had no update, and from when that is too long. Times are in UTC."""

    since: datetime
    too_long_from: datetime


def silence(record: Record, review: Review, now: datetime) -> Silence | None:
    """Return since when an incident that is open at `now` has had no update; None for any other record.

    The silence begins with the latest update, or with the latest window if there is none, and is too long after
    `review.silence`. While a fix is being watched, `review.silence_monitoring` applies, until all windows have ended:
    then there is nothing left to wait for, and `review.silence` counts from the end of the last one, if that is later.
    Until the time of a promised next update, no silence is too long.
    """
    state = state_at(record, now)
    if record.kind is not Kind.INCIDENT or state in FINAL_STATES:
        return None
    updates = updates_until(record, now)
    begun = [window.start for window in record.windows if window.start <= now]
    since = updates[-1].at if updates else max(begun, default=None)
    if since is None:
        return None
    ended = all_ended(record, now)
    is_watched = state is State.MONITORING and ended is None
    limit = review.silence_monitoring if is_watched else review.silence
    too_long_from = max(since, ended or since) + limit
    return Silence(since, max(too_long_from, promised_update(record, now) or too_long_from))


def all_ended(record: Record, now: datetime) -> datetime | None:
    """Return when the last window of a record ended, if it has windows and all of them have ended at `now`."""
    ends = [window.end for window in record.windows]
    last = max((end for end in ends if end), default=None)
    return last if last and None not in ends and last <= now else None
