"""Which announced period of maintenance is meant: by its number, or because the work of it is under way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from afterword.editing.changes import RefusedError
from afterword.editing.suggested_command import suggested
from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.response import Scheduled, Update
from afterword.records.time_text import time_text
from afterword.records.vocabulary import State
from afterword.timeline.lifecycle import state_at
from afterword.timeline.maintenance import announced_periods, begun_period, latest_stated

UNDER_WAY = (State.IN_PROGRESS, State.VERIFYING)
EARLY = timedelta(hours=1)
"""How long before its announced start work may begin, without being moved first."""


def meant_night(record: Record, number: int | None, now: datetime) -> Scheduled:
    """Return the announced period that is meant: by its number in time from 1 on, else the one that is under way.

    If none is, it is the one that should have begun, or else the only one ahead. Raises RefusedError, which lists the
    periods, if it is not clear which, and for a record without any.
    """
    plan = announced_periods(record)
    if not plan:
        raise RefusedError(f"{record.id} has no announced time; add `scheduled` to it")
    if number is not None:
        if not 1 <= number <= len(plan):
            raise RefusedError(f"{record.id} has no night {number}; it is announced for:{_listed(record)}")
        return plan[number - 1]
    if len(plan) == 1:
        return plan[0]
    if night := night_under_way(record, now):
        return night
    ahead = [each for each in plan if now < (each.end or each.start) and not is_done(record, each, now)]
    is_clear = len(ahead) == 1 or (ahead and ahead[0] == begun_period(record, now))
    if not is_clear or _may_be_under_way(record, now):
        raise RefusedError(
            f"it is not clear which night of {record.id} is meant; choose one:{_listed(record)}"
        )
    return ahead[0]


def night_under_way(record: Record, now: datetime) -> Scheduled | None:
    """Return the announced period whose work has begun and is not finished, even if its end has passed."""
    begun = _begun_at(record, now)
    plan = announced_periods(record)
    if begun is None or not plan:
        return None
    is_in_time = any(each.start <= begun and (each.end is None or begun < each.end) for each in plan)
    return begun_period(record, now if is_in_time else max(now, begun + EARLY)) or plan[0]


def is_done(record: Record, night: Scheduled, now: datetime) -> bool:
    """Return whether a window says that work of an announced period has taken place and ended."""
    return night.start <= now and any(
        window.end and night.start < window.end and window.start < (night.end or window.end)
        for window in record.windows
    )


def has_begun(record: Record, now: datetime) -> bool:
    """Return whether a window or an update says that the work is going on; its announced time alone does not."""
    said = said_of_this_night(record, now) is not None and state_at(record, now) in UNDER_WAY
    return said or open_window(record) is not None


def said_of_this_night(record: Record, now: datetime) -> Update | None:
    """Return the latest update with a state if it says that the work goes on, and was not about an earlier night."""
    said, night = _last_said(record), begun_period(record, now)
    is_earlier = said and night and said.at < night.start and night != announced_periods(record)[0]
    return None if is_earlier else said


def has_taken_place(record: Record, now: datetime) -> bool:
    """Return whether a window or the latest state says that some of the work has been done, also on earlier nights."""
    return _last_said(record) is not None or any(window.start <= now for window in record.windows)


def ways_to_end(record: Record, now: datetime) -> str:
    """Say which command ends work that has begun: that of this night, or that of all nights."""
    finish = suggested("maintenance finish", record.id)
    if all(each.start <= now for each in record.scheduled):
        return f"{finish} ends it"
    if night_under_way(record, now):
        return f"{finish} ends the work of this night, and with `--all` that of all nights"
    finish_all = suggested("maintenance finish", record.id, "--all")
    return f"if the nights ahead are not needed, {finish_all} completes it without them"


def open_window(record: Record) -> Window | None:
    """Return the first window without an end."""
    return next((window for window in record.windows if window.end is None), None)


def in_order(record: Record) -> Sequence[Update]:
    """Return the updates of a record, oldest first."""
    return sorted(record.updates, key=attrgetter("at"))


def night_number(record: Record, night: Scheduled) -> int:
    """Return the number of an announced period in the order of time, from 1 on."""
    return announced_periods(record).index(night) + 1


def period_text(record: Record, start: datetime, end: datetime | None) -> str:
    """Return an announced period for a message."""
    return " – ".join(time_text(each, record.zone) for each in (start, end) if each)


def _begun_at(record: Record, now: datetime) -> datetime | None:
    """Return when the work that goes on began; None if none does.

    Without windows, an update that says so holds until another one follows: what that says is in its text alone.
    """
    window = open_window(record)
    if window:
        return window.start
    said = _last_said(record)
    if said is None or (len(record.scheduled) > 1 and _has_ended_since(record, said.at)):
        return None
    is_last = in_order(record)[-1] is said
    return said.at if is_last or state_at(record, now) in UNDER_WAY else None


def _may_be_under_way(record: Record, now: datetime) -> bool:
    """Return whether nothing but the text of an update can say if the work that has begun is finished."""
    said = _last_said(record)
    if said is None:
        return False
    if not _has_ended_since(record, said.at):
        return True
    ended = max(window.end for window in record.windows if window.end)
    return in_order(record)[-1].at < ended and state_at(record, now) in UNDER_WAY


def _last_said(record: Record) -> Update | None:
    latest = latest_stated(in_order(record))
    return latest if latest and latest.state in UNDER_WAY else None


def _has_ended_since(record: Record, at: datetime) -> bool:
    return any(window.end is not None and at <= window.end for window in record.windows)


def _listed(record: Record) -> str:
    return "".join(
        f"\n  --night {number}  {period_text(record, each.start, each.end)}"
        for number, each in enumerate(announced_periods(record), start=1)
    )
