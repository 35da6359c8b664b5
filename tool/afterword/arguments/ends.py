"""Reads the end of something, whose start is known: a duration from then on, or a time after it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from afterword.arguments.days import is_weekday
from afterword.arguments.durations import days_and_rest
from afterword.arguments.moments import later, read_moment
from afterword.records.rough_time import APPROXIMATE, RoughTime, coarse_parts, form_of, is_coarse, period_of
from afterword.records.time_text import time_text
from afterword.records.zone import Zone, read_time

_NUMBER = re.compile(r"\d{1,2}", re.ASCII)
_WORD = re.compile(r"[a-z]+", re.ASCII | re.IGNORECASE)
_NEARLY_A_WEEK = timedelta(days=6)


def end_in(
    zone: Zone, now: datetime, start: datetime, *, allow_future: bool = True
) -> Callable[[str], datetime]:
    """Return a reader of an end: `2h` is that long after the start, and `02:00` the first such time after it.

    What is relative to now has a sign, such as `+2h`. The reader raises ValueError as `read_moment` does, and for a
    weekday that would be nearly a week after the start: more often, it is a mistyped day or time. Unless it may
    `allow_future`, so does a time that is in the future only because it has to be after the start.
    """

    def read(text: str) -> datetime:
        try:
            days, rest = days_and_rest(text)
        except ValueError:
            if _NUMBER.fullmatch(text.strip()):
                number = text.strip()
                raise ValueError(f"`{number}` has no unit; write {number}m, {number}h or {number}d") from None
            end = read_moment(text, zone, now, is_end=True, after=start, allow_day=True)
            _refuse_next_week(text, start, end, zone)
            if not allow_future and end > now:
                _refuse_earlier(text, start, read_moment(text, zone, now, is_end=True, allow_day=True), zone)
            return end
        if is_coarse(start):
            return _end_of_days(text, start, days, rest, zone)
        end = later(start, days, rest, zone)
        return RoughTime.of(end, APPROXIMATE) if form_of(start) else end

    return read


def _refuse_next_week(text: str, start: datetime, end: datetime, zone: Zone) -> None:
    """Raise ValueError for a weekday whose nearest date is before the start, on the same day or the day before."""
    if any(map(is_weekday, _WORD.findall(text))) and _day(end, zone) - _day(start, zone) >= _NEARLY_A_WEEK:
        since, ends = time_text(start, zone), time_text(end, zone)
        raise ValueError(f"`{text.strip()}` is before {since}, or a week later; for that, write {ends}")


def _refuse_earlier(text: str, start: datetime, nearest: datetime, zone: Zone) -> None:
    """Raise ValueError for a clock time or a day whose date nearest to now is before the start."""
    if nearest < start:
        raise ValueError(f"`{text.strip()}` is before the start, {time_text(start, zone)}")


def _day(moment: datetime, zone: Zone) -> date:
    return period_of(form_of(moment))[0] if is_coarse(moment) else zone.local(moment).date()


def _end_of_days(text: str, start: datetime, days: int, rest: timedelta, zone: Zone) -> datetime:
    """Return the last of whole days, for a start of which only the day is known."""
    form = form_of(start)
    parts = coarse_parts(form.removesuffix(APPROXIMATE))
    if rest or not days or parts is None or not parts[2]:
        raise ValueError(f"`{text}` cannot be added to `{form}`; write the end as a day, such as 2026-11-20")
    last = date(*map(int, parts)) + timedelta(days=days - 1)
    return read_time(f"{last}{APPROXIMATE if form.endswith(APPROXIMATE) else ''}", zone, is_end=True)
