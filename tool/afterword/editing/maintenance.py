"""Moves announced maintenance, and begins, ends or cancels it, each time with an update for customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from operator import attrgetter
from typing import TypeAlias

from afterword.checks.distances import distance
from afterword.editing.changes import Change, Put, RefusedError, Remove
from afterword.editing.nights import (
    EARLY,
    has_begun,
    has_taken_place,
    in_order,
    is_done,
    meant_night,
    night_number,
    night_under_way,
    open_window,
    period_text,
    said_of_this_night,
    ways_to_end,
)
from afterword.editing.suggested_command import suggested
from afterword.editing.updates import NewUpdate, add_update
from afterword.editing.windows import end_windows, set_levels
from afterword.records.record import Record
from afterword.records.response import Scheduled
from afterword.records.rough_time import is_coarse
from afterword.records.scales import OPERATIONAL
from afterword.records.time_text import time_text
from afterword.records.vocabulary import FINAL_STATES, Kind, State, UpdateStatus
from afterword.timeline.lifecycle import state_at
from afterword.timeline.maintenance import announced_periods, begun_period, latest_stated

Times: TypeAlias = tuple[datetime, datetime | None]
"""The start and the end of an announced period; without an end, it is open."""
_SHORTLY = timedelta(minutes=5)


def night_of(record: Record, number: int | None, now: datetime) -> Scheduled:
    """Return the announced period of maintenance that is meant; see `meant_night`.

    Raises RefusedError for records of other kinds, and if it is not clear which period is meant.
    """
    _refuse_other_kinds(record)
    return meant_night(record, number, now)


def move_period(
    record: Record, period: Scheduled, times: Times, update: NewUpdate, now: datetime
) -> tuple[Change, ...]:
    """Return the changes that give an announced period other times, and add `update` with the status that fits.

    Raises RefusedError if the record is over, if the work has begun and its start would change, and for times that
    are over, or that overlap those of another period.
    """
    start, end = times
    _refuse_over(record, now)
    _refuse_impossible(record, period, times, now)
    if (start, end) == (period.start, period.end):
        return ()
    moved = period.model_copy(update={"start": start, "end": end})
    plan = [moved if each == period else each for each in record.scheduled]
    status = UpdateStatus.UPDATE if has_begun(record, now) else UpdateStatus.SCHEDULED
    return (*_put(record, plan), *add_update(record, replace(update, status=status)))


def begin_work(record: Record, update: NewUpdate, now: datetime) -> tuple[Change, ...]:
    """Return the changes that begin the work: its update and its windows.

    Their levels are those of the update, or else those that were announced, or those of earlier nights. Raises
    RefusedError if it has begun, and if it is announced for much later.
    """
    _refuse_over(record, now)
    if open_window(record):
        raise RefusedError(f"the work of {record.id} has already begun{_why(record)}")
    _refuse_early(record, update.at, now)
    if said := said_of_this_night(record, now):
        at = time_text(said.at, record.zone)
        raise RefusedError(
            f"an update of {at} says that the work of {record.id} has begun; "
            f"{_with_levels(record)} adds a window"
        )
    levels = update.levels or expected_levels(record)
    begun = replace(update, status=UpdateStatus.IN_PROGRESS)
    return (*add_update(record, begun), *set_levels(record, levels, update.at))


def refuse_contradiction(record: Record, status: UpdateStatus, at: datetime, now: datetime) -> None:
    """Raise RefusedError if the status of an update would contradict what is known of the work.

    Work that is announced for much later has not begun, work that has taken place is not cancelled, and work of which
    nights are ahead is not completed.
    """
    if status is UpdateStatus.CANCELLED and state_at(record, now) is not State.CANCELLED:
        _refuse_cancelling(record, now)
    elif status is UpdateStatus.COMPLETED:
        refuse_announced(record, at)
    elif status in (UpdateStatus.IN_PROGRESS, UpdateStatus.VERIFYING) and not has_begun(record, now):
        _refuse_early(record, at, now)


def refuse_announced(record: Record, at: datetime) -> None:
    """Raise RefusedError if no work of maintenance has begun, or if other nights are announced for later."""
    if state_at(record, at) is State.SCHEDULED and not has_taken_place(record, at):
        raise RefusedError(
            f"{record.id} has not begun; {suggested('maintenance start', record.id)} says that it has, "
            f"and {suggested('maintenance cancel', record.id)} that it will not take place"
        )
    later = [each.start for each in announced_periods(record) if at < each.start]
    if later and len(record.scheduled) > 1:
        start = time_text(later[0], record.zone)
        raise RefusedError(f"the work of {record.id} is announced for {start} too; {ways_to_end(record, at)}")


def finish_work(
    record: Record, update: NewUpdate, now: datetime, *, is_all: bool = False
) -> tuple[Change, ...]:
    """Return the changes that end all windows, and add the closing update.

    If other nights are still announced, the update only reports on this one; with `is_all`, they will not take place
    and are removed. Work that has begun before the first announced time is that of this time. Raises RefusedError if
    the work is over, or has not begun; with `is_all`, it is enough that it took place on earlier nights.
    """
    _refuse_other_kinds(record)
    latest = latest_stated(in_order(record))
    if latest and latest.state in FINAL_STATES:
        raise RefusedError(
            f"{record.id} is already over ({latest.state}); {suggested('update', record.id)} adds another update"
        )
    night = begun_period(record, now)
    begun = night or next(iter(announced_periods(record)), None)
    later = [index for index, each in enumerate(record.scheduled) if each.start > update.at and each != begun]
    is_last = is_all or not later
    if not is_last and _has_window(record, night) and open_window(record) is None:
        start = time_text(record.scheduled[min(later)].start, record.zone)
        raise RefusedError(
            f"the work of this night is already over, and other work is announced from {start} on; `--all` ends it too"
        )
    if not (is_all and has_taken_place(record, now)):
        _refuse_not_begun(record, night, update.at, now, is_last=is_last)
    status = UpdateStatus.COMPLETED if is_last else UpdateStatus.UPDATE
    removed = [Remove(("scheduled", index)) for index in reversed(later)] if is_all else []
    return (*removed, *add_update(record, replace(update, status=status)), *end_windows(record, update.at))


def cancel_work(record: Record, update: NewUpdate, now: datetime) -> tuple[Change, ...]:
    """Return the changes that cancel the work. The announced times stay.

    Raises RefusedError if the work is over, going on, or has taken place on earlier nights.
    """
    _refuse_cancelling(record, now)
    return add_update(record, replace(update, status=UpdateStatus.CANCELLED))


def expected_levels(record: Record) -> Mapping[str, str]:
    """Return the levels that updates have announced last for each component, without those that are operational.

    If none are announced, they are those of the latest window of each component.
    """
    levels: dict[str, str] = {}
    for update in in_order(record):
        levels |= update.levels
    if not levels:
        for window in sorted(record.windows, key=attrgetter("start")):
            levels |= dict.fromkeys(window.named, window.level)
    return {component: level for component, level in levels.items() if level != OPERATIONAL.id}


def _put(record: Record, plan: Sequence[Scheduled]) -> Iterator[Change]:
    """Yield the changes of the times of announced periods, so that these are in the order of time."""
    ordered = sorted(plan, key=attrgetter("start"))
    others = {(each.announced, each.completes_itself) for each in plan}
    if ordered != plan and len(others) > 1:
        raise RefusedError("the periods would no longer be in order of time; change `scheduled` in the file")
    for index, (before, after) in enumerate(zip(record.scheduled, ordered, strict=True)):
        if after.start != before.start:
            yield Put(("scheduled", index, "start"), time_text(after.start, record.zone))
        if after.end and after.end != before.end:
            yield Put(("scheduled", index, "end"), time_text(after.end, record.zone))
        elif before.end and not after.end:
            yield Remove(("scheduled", index, "end"))


def _refuse_impossible(record: Record, period: Scheduled, times: Times, now: datetime) -> None:
    start, end = times
    new_start = time_text(start, record.zone)
    if end and end <= start:
        raise RefusedError(
            f"it would end at {time_text(end, record.zone)}, not after its start ({new_start})"
        )
    if start != period.start and period == night_under_way(record, now):
        others = "; `--night` chooses another night" if len(record.scheduled) > 1 else ""
        raise RefusedError(
            f"the work of {record.id} has begun{_why(record)}; only its end can be moved: "
            + suggested("maintenance move", record.id, f'--end "{_an_hour_longer(record, period, now)}"')
            + others
        )
    if start != period.start and is_done(record, period, now):
        raise RefusedError(f"the work of {period_text(record, period.start, period.end)} has taken place")
    if start != period.start and start < now.replace(second=0, microsecond=0):
        raise RefusedError(
            f"{new_start} is over; if the work began then, write "
            + suggested("maintenance start", record.id, f'--at "{new_start}"')
        )
    if end and end <= now and end != period.end:
        raise RefusedError(
            f"{time_text(end, record.zone)} is over; {suggested('maintenance finish', record.id)} ends the work"
        )
    for other in record.scheduled:
        if other != period and start < (other.end or other.start) and other.start < (end or start):
            its, others = period_text(record, start, end), period_text(record, other.start, other.end)
            raise RefusedError(
                f"{its} would overlap the announced period {others}{_moved_first(record, other, now)}"
            )


def _an_hour_longer(record: Record, period: Scheduled, now: datetime) -> str:
    minute = now.replace(second=0, microsecond=0)
    end = minute if period.end is None or is_coarse(period.end) else max(minute, period.end)
    return time_text(end + timedelta(hours=1), record.zone)


def _likely_start(record: Record, night: Scheduled | None, end: datetime) -> str:
    """Return when work that ended is likely to have begun: at its announced time, or else shortly before."""
    is_usable = night and not is_coarse(night.start) and night.start < end
    return time_text(night.start if night and is_usable else end - _SHORTLY, record.zone)


def _with_levels(record: Record) -> str:
    """Return the command that gives components their expected levels, or an example of it."""
    typed = " ".join(f"{component}={level}" for component, level in expected_levels(record).items())
    return suggested(f"level {typed or 'search=under_maintenance'}", record.id)


def _moved_first(record: Record, night: Scheduled, now: datetime) -> str:
    """Say that another night has to be moved first, if it can be."""
    if night.start <= now:
        return ""
    number = night_number(record, night)
    command = suggested("maintenance move", record.id, f"--night {number} --by 1d")
    return f"; if night {number} moves too, move it first: {command}"


def _refuse_early(record: Record, at: datetime, now: datetime) -> None:
    """Raise RefusedError if no announced period has begun, or begins soon: readers would see two times of one work.

    What began at an earlier time `at` may be said late, and what has begun by now may have begun early.
    """
    night = _far_ahead(record, now)
    if night is None or _far_ahead(record, at) is None:
        return
    number = [f"--night {night_number(record, night)}"] if len(record.scheduled) > 1 else []
    raise RefusedError(
        f"the work of {record.id} is announced for {time_text(night.start, record.zone)}, "
        f"{distance(night.start - now)} from now; if it begins earlier, move it first: "
        + suggested("maintenance move", record.id, *number, "--start now")
    )


def _far_ahead(record: Record, at: datetime) -> Scheduled | None:
    """Return the first announced period that is not over at a time, if it does not begin soon."""
    ahead = [each for each in announced_periods(record) if at < (each.end or each.start)]
    return ahead[0] if ahead and at + EARLY < ahead[0].start else None


def _refuse_not_begun(
    record: Record, night: Scheduled | None, at: datetime, now: datetime, *, is_last: bool
) -> None:
    """Raise RefusedError if neither a window nor an update says that the work of a night, over at a time, has begun.

    Work that affects no component begins at its announced time.
    """
    is_known = has_begun(record, now) or _has_window(record, night)
    if is_known or (night and not expected_levels(record)):
        return
    if night is None:
        _refuse_early(record, at, now)
    is_later = night and has_taken_place(record, now)
    of_night = f" of {time_text(night.start, record.zone)}" if night and is_later else ""
    without = (
        "; if it did not take place, `--all` completes the work without it" if is_later and is_last else ""
    )
    start = f'--at "{_likely_start(record, night, at)}"'
    raise RefusedError(
        f"nothing says that the work{of_night} of {record.id} has begun; begin it first, with the time at which it "
        f"did: {suggested('maintenance start', record.id, start)}{without}"
    )


def _refuse_cancelling(record: Record, now: datetime) -> None:
    """Raise RefusedError if the work is over, going on, or has taken place on earlier nights."""
    _refuse_over(record, now)
    if has_taken_place(record, now):
        raise RefusedError(f"the work of {record.id} has begun{_why(record)}; {ways_to_end(record, now)}")


def _refuse_other_kinds(record: Record) -> None:
    if record.kind is not Kind.MAINTENANCE:
        kind = record.kind.value.replace("_", " ")
        raise RefusedError(f"{record.id} is not maintenance, but of the kind `{kind}`")


def _refuse_over(record: Record, now: datetime) -> None:
    _refuse_other_kinds(record)
    state = state_at(record, now)
    if state in FINAL_STATES:
        raise RefusedError(f"{record.id} is {state}; `afterword maintenance schedule` announces other work")


def _has_window(record: Record, night: Scheduled | None) -> bool:
    return any(night is None or each.end is None or each.end > night.start for each in record.windows)


def _why(record: Record) -> str:
    """Say, after a colon, since when a window is open, if one is."""
    window = open_window(record)
    if window is None:
        return ""
    return f": the window of {', '.join(window.named)} is open since {time_text(window.start, record.zone)}"
