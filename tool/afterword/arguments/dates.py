"""Reads days as people type them: when something is due, and when something was done."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from afterword.arguments.days import day_of, is_day
from afterword.arguments.durations import days_and_rest
from afterword.arguments.moments import read_moment
from afterword.records.due_date import DueDate, read_due_date
from afterword.records.error_messages import shown
from afterword.records.rough_time import form_of
from afterword.records.zone import Zone

_LENGTH = re.compile(r"(?P<ahead>\+|in )?\s*(?P<length>\d+(?:\.\d+)?\s*[a-z].*)", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LAST_CLOCK = "23:59:59"


def read_due(text: str, zone: Zone, now: datetime) -> DueDate:
    """Read a due date: a day, a month or a quarter, `+14d`, `tomorrow` or a weekday, which is the next one.

    Raises ValueError, which says what to write, for any other text, and for a date that is over.
    """
    typed = " ".join(text.split())
    today = zone.local(now).date()
    length = _LENGTH.fullmatch(typed)
    if length:
        due = _due(_days_after(today, typed, length["length"]))
    elif is_day(typed):
        local = zone.local(now)
        due = _due(date.fromisoformat(day_of(typed, _LAST_CLOCK, local, local)))
    else:
        try:
            due = read_due_date(typed)
        except ValueError as problem:
            more = "" if any(each.isdigit() for each in typed) else "; +14d is in two weeks"
            raise ValueError(f"{problem}{more}") from None
    if due < today:
        raise ValueError(
            f"`{shown(typed)}` is in the past; write a date from today ({today}) on, such as +14d"
        )
    return due


def read_past_day(text: str, zone: Zone, now: datetime) -> date:
    """Read a day that has come: `2026-11-20`, `yesterday`, `-2d`, or a weekday, which is the last one.

    Raises ValueError, which says what to write, for any other text.
    """
    moment = read_moment(text, zone, now, allow_day=True)
    form, today = form_of(moment), zone.local(now).date()
    if form and not _DAY.fullmatch(form):
        raise ValueError(f"`{shown(text)}` is not a day; write one such as 2026-11-20, yesterday or -2d")
    day = date.fromisoformat(form) if form else zone.local(moment).date()
    if day > today:
        raise ValueError(f"`{shown(text)}` is in the future; write today ({today}) or an earlier day")
    return day


def _due(day: date) -> DueDate:
    return DueDate(day.year, day.month, day.day)


def _days_after(today: date, typed: str, length: str) -> date:
    days, rest = days_and_rest(length)
    if rest or not days:
        raise ValueError(f"`{shown(typed)}` is not a number of days; write it like +14d")
    return today + timedelta(days=days)
