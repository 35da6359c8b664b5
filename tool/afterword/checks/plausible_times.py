"""Which distances between the times of an incident are plausible.

The limits leave room for late discoveries: in the published histories of large services, some incidents were found,
or reported, weeks after they began. What is left is almost always a wrong day, month or year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.rough_time import is_coarse, is_vague
from afterword.records.time_errors import YEARS
from afterword.records.vocabulary import FINAL_STATES, Kind
from afterword.records.zone import Zone
from afterword.source.nodes import Path

HAPPENED = (Kind.INCIDENT, Kind.NEAR_MISS)
"""The kinds that are not announced: the public hears of them once they have begun."""
ANNOUNCED = (Kind.MAINTENANCE, Kind.DRILL)
PREDECESSORS = {
    "acknowledged": ("detected",),
    "declared": ("detected",),
    "notified": ("detected",),
    "identified": ("detected",),
    "mitigated": ("detected", "acknowledged"),
    "resolved": ("detected", "acknowledged", "declared", "mitigated"),
}
"""For each milestone, those that come before it."""

BEFORE_START = timedelta(hours=2)
"""An update is reported from this long before the beginning on: many beginnings are rounded, or found out later."""

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_MONTH, _FAR, _WEEK = 28 * _DAY, 60 * _DAY, 7 * _DAY
_SHORT = 3 * _HOUR
"""How long the updates of a short incident go on."""
_ONE_DAY_OF_UPDATES = 12 * _HOUR
_FROM_ID = 20 * _DAY
_FIRST_NEWS = ("detected", "acknowledged", "declared", "notified")


class TypedTime(NamedTuple):
    """A time of a record, its field, and what it is in words."""

    at: datetime
    path: Path
    words: str


def start_of(record: Record) -> TypedTime | None:
    """Return when a record began: the first start of its windows, or its typed start if that is earlier."""
    starts = [
        TypedTime(window.start, ("windows", index, "start"), "the first window")
        for index, window in enumerate(record.windows)
    ]
    if record.milestones.started:
        starts.append(TypedTime(record.milestones.started, ("milestones", "started"), "`started`"))
    return min(starts, default=None)


def first_news(record: Record) -> TypedTime | None:
    """Return the first update, or else the first milestone at which the team or the public knew of an incident."""
    updates = [
        TypedTime(update.at, ("updates", index, "at"), "the first update")
        for index, update in enumerate(record.updates)
    ]
    return min(updates or list(_milestones(record)), default=None)


def is_far_before_news(record: Record, start: TypedTime, news: TypedTime) -> bool:
    """Return whether a start is so long before the first news that its day, month or year is probably wrong.

    That is 60 days; four weeks on the same day of another month; a week, if the incident was over within hours of the
    news; or one or more days at the same time of the day, if the updates are of one day.
    """
    lead = news.at - start.at
    if lead < _DAY or is_vague(start.at):
        return False
    if lead >= _FAR or (lead >= _MONTH and _same_day_of_month(start.at.date(), news.at.date())):
        return True
    if is_coarse(start.at) or is_coarse(news.at):
        return False
    published = [update.at for update in record.updates]
    span = max(published) - min(published) if published else timedelta()
    if lead >= _WEEK and len(published) > 1 and span < _SHORT and _was_running(record, news.at):
        return True
    return lead % _DAY <= _HOUR and span < _ONE_DAY_OF_UPDATES and _was_running(record, news.at)


def closing_update(record: Record) -> TypedTime | None:
    """Return the update that finally closed a record, or None. Updates after it, such as a late report, repeat it.

    Of updates of the same minute, the one that is further down in the file is the later one.
    """
    closed = None
    order = sorted(enumerate(record.updates), key=lambda each: (each[1].at, each[0]), reverse=True)
    for index, update in order:
        if update.state is None:
            continue
        if update.state not in FINAL_STATES:
            break
        closed = TypedTime(update.at, ("updates", index, "at"), f"the update that says `{update.status}`")
    return closed


def is_far_after_closing(lasted: timedelta) -> bool:
    """Return whether an end so long after the closing update is probably wrong: a week, or days at the same time."""
    beside = min(lasted % _DAY, -lasted % _DAY)
    return lasted >= _WEEK or (lasted >= _DAY - _HOUR and beside <= _HOUR)


def is_far_from_id(record: Record, start: datetime) -> bool:
    """Return whether a start is on a day so far from the one in the id that one of them is probably wrong.

    An id may name the day on which it was over, announced or published. More than 20 days from all of these are too
    far, and so is the same day of another month.
    """
    day = day_of_id(record)
    if day is None or is_vague(start):
        return False
    local = record.zone.local(start).date()
    if abs(local - day) >= _MONTH and _same_day_of_month(local, day) and record.kind in HAPPENED:
        return True
    return all(abs(record.zone.local(at).date() - day) > _FROM_ID for at in _days(record, start))


def day_of_id(record: Record) -> date | None:
    """Return the day with which a record's id begins, or None for an id that `record-id` reports."""
    try:
        day = date.fromisoformat(record.id[:10])
    except ValueError:
        return None
    return day if day.year in YEARS else None


def first_day(record: Record) -> date | None:
    """Return the first day of a record: of its windows and its typed start, or else the one in its id."""
    starts = [window.start for window in record.windows]
    if record.milestones.started:
        starts.append(record.milestones.started)
    return record.zone.local(min(starts)).date() if starts else day_of_id(record)


def wrong_part(typed: date, expected: date) -> str:
    """Return which part of a date is probably wrong, compared with another date."""
    if not _same_day_of_month(typed, expected):
        return "day"
    return "month" if typed.month != expected.month else "year" if typed.year != expected.year else "day"


def _milestones(record: Record) -> Iterator[TypedTime]:
    for name in _FIRST_NEWS:
        at: datetime | None = getattr(record.milestones, name)
        if at:
            yield TypedTime(at, ("milestones", name), f"`{name}`")


def _days(record: Record, start: datetime) -> Iterator[datetime]:
    yield start
    yield from (window.end for window in record.windows if window.end)
    if record.kind not in HAPPENED:
        yield from (update.at for update in record.updates)
        yield from (each.announced for each in record.scheduled if each.announced)


def _was_running(record: Record, at: datetime) -> bool:
    """Return whether a window was open, or had only just ended."""
    return any(window.end is None or window.end > at - 2 * _HOUR for window in record.windows)


def last_with_same_clock(at: datetime, zone: Zone, *, day_of: datetime, latest: datetime) -> datetime:
    """Return when a clock showed the same as at `at`: on the day of an instant, or the day before to be in time."""
    clock, day = zone.local(at).time(), zone.local(day_of).date()
    found = datetime.combine(day, clock, zone.tz)
    return found if found <= latest else datetime.combine(day - _DAY, clock, zone.tz)


def _same_day_of_month(one: date, other: date) -> bool:
    return abs(one.day - other.day) <= 1
