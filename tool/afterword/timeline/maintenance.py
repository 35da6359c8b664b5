"""When maintenance takes place: its announced periods, one or several, and when it is completed without an update."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from afterword.records.record import Record
from afterword.records.response import Scheduled, Update
from afterword.records.rough_time import is_vague
from afterword.records.vocabulary import FINAL_STATES, State

_UNDER_WAY = frozenset({State.IN_PROGRESS, State.VERIFYING})


def announced_periods(record: Record) -> tuple[Scheduled, ...]:
    """Return the announced periods of a maintenance record, earliest first."""
    plan = record.scheduled
    return plan if len(plan) < 2 else tuple(sorted(plan, key=attrgetter("start")))


def begun_period(record: Record, at: datetime) -> Scheduled | None:
    """Return the latest announced period that has begun at an instant, or None before the first one.

    One whose day is not announced yet does not begin by itself.
    """
    periods = reversed(announced_periods(record))
    return next((each for each in periods if each.start <= at and not is_vague(each.start)), None)


def next_period(record: Record, at: datetime) -> Scheduled | None:
    """Return the period that runs at an instant, else the next one, else the last one; None if none is announced."""
    plan = announced_periods(record)
    return next((each for each in plan if each.end is None or at < each.end), plan[-1] if plan else None)


def is_planned_ahead(record: Record, at: datetime) -> bool:
    """Return whether the announced times of maintenance are not over yet. An open end is over once it has begun."""
    return any(at < (each.end or each.start) for each in record.scheduled)


def announced_at(record: Record) -> datetime | None:
    """Return when maintenance was first announced, if the record says so."""
    return min((each.announced for each in record.scheduled if each.announced), default=None)


def plan_changes(record: Record) -> list[datetime]:
    """Return the announced instants at which the state of a maintenance record changes if no update says otherwise.

    These are the starts of all periods, and the ends of those after which it pauses or is completed by itself. The end
    of any other one changes nothing: the work is then running over.
    """
    plan = announced_periods(record)
    ends = plan if _completes_itself(record) else plan[:-1]
    starts = [each.start for each in plan if not is_vague(each.start)]
    return starts + [each.end for each in ends if each.end]


def maintenance_state(record: Record, published: Sequence[Update], at: datetime) -> State:
    """Return the state of a maintenance record at an instant; `published` are its updates until then.

    It is in progress from each announced start. After all announced periods but the last it is scheduled again, unless
    a window or an update shows that the work goes on. See `completed_at` for how it ends without an update.
    """
    latest = latest_stated(published)
    typed = latest.state if latest else record.status
    if typed in FINAL_STATES:
        return typed
    if completed_at(record, published, at):
        return State.COMPLETED
    said = typed if typed in _UNDER_WAY else None
    works = any(window.start <= at and (window.end is None or at < window.end) for window in record.windows)
    period = begun_period(record, at)
    if period is None:
        return said or (State.IN_PROGRESS if works else State.SCHEDULED)
    # What was said about the work of an earlier night no longer holds.
    holds = latest is None or latest.at >= period.start or period is announced_periods(record)[0]
    said = said if holds else None
    if period is not announced_periods(record)[-1] and _has_paused(record, published, period, at, bool(said)):
        return State.SCHEDULED
    return said or State.IN_PROGRESS


def completed_at(record: Record, published: Sequence[Update], at: datetime) -> datetime | None:
    """Return when maintenance was completed without an update that says so, or None if it was not until `at`.

    That is at the end of its last window, once all have ended and no announced period follows. If it completes itself,
    it is at its last announced end, or at the end of a window after that. A later update says otherwise, and so does
    `in_progress` as long as the announced period lasts. Without updates, the milestone `resolved` ends it too.
    """
    latest = latest_stated(published)
    resolved = record.milestones.resolved
    if latest is None and record.status is None and resolved:
        return resolved if resolved <= at else None
    ended = _last_end(record)
    if ended is None or at < ended:
        return None
    if latest and latest.state in _UNDER_WAY:
        period = begun_period(record, at)
        if latest.at >= ended or (period and period.end and at < period.end):
            return None
    return ended


def _last_end(record: Record) -> datetime | None:
    """Return the instant at which windows or the plan end maintenance; None if they do not."""
    ends = [window.end for window in record.windows]
    if None in ends:
        return None
    ended = max((end for end in ends if end), default=None)
    if _completes_itself(record):
        planned = [each.end for each in record.scheduled]
        return None if None in planned else max(end for end in (*planned, ended) if end)
    if ended is None or any(each.start >= ended for each in record.scheduled):
        return None
    return ended


def _completes_itself(record: Record) -> bool:
    return any(each.completes_itself for each in record.scheduled)


def ended_at(record: Record, period: Scheduled, at: datetime) -> datetime | None:
    """Return when the work of a period that has begun ended: with its windows, else as announced; None until then."""
    latest_start = max(at, period.end or at)
    ends = [
        window.end
        for window in record.windows
        if window.start <= latest_start and (window.end is None or period.start < window.end)
    ] or [period.end]
    ended = max((end for end in ends if end), default=at)
    return ended if None not in ends and ended <= at else None


def _has_paused(
    record: Record, published: Sequence[Update], period: Scheduled, at: datetime, is_said: bool
) -> bool:
    """Return whether the work of a period has ended, and no update has said since then that it goes on.

    If it `is_said` to be in progress, an end before the announced one counts once another update follows it.
    """
    ended = ended_at(record, period, at)
    if ended is None or not is_said:
        return ended is not None
    latest = latest_stated(published)
    is_early = period.end is None or at < period.end
    is_reported = bool(published) and ended <= published[-1].at
    says_since_end = latest is not None and ended <= latest.at
    return not says_since_end and (is_reported or not is_early)


def latest_stated(published: Sequence[Update]) -> Update | None:
    """Return the latest update that states a state."""
    return next((update for update in reversed(published) if update.state), None)
