"""Reads the words for days: `today`, `yesterday`, `tomorrow` and weekdays, from three letters on."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from afterword.records.error_messages import nearest

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_AWAY = {"today": 0, "yesterday": -1, "tomorrow": 1}
_SHORTEST = len("mon")
_MINUTES_OF_HALF_DAY = 12 * 60
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def is_day(word: str) -> bool:
    """Return whether a word names a day relative to another one."""
    return word.casefold() in _AWAY or is_weekday(word)


def is_weekday(word: str) -> bool:
    """Return whether a word names a day of the week."""
    return _weekday(word) is not None


def similar_day(word: str) -> str:
    """Return the word for a day that is similar to a mistyped one, or an empty text."""
    return nearest(word.casefold(), (*_AWAY, *WEEKDAYS), cutoff=0.75)


def day_of(typed: str, clock: str, now: datetime, after: datetime | None) -> str:
    """Return the day of a clock time, such as `14:05`, that was typed with this date or word, or with neither.

    `now` and `after` are local times. Without `after`, a weekday is the last one, or today, and no day means today, or
    yesterday if that is nearer to `now`. Else either is the first one on which the clock time is later than `after`.
    """
    if _DATE.fullmatch(typed):
        return typed
    today = now.date()
    word = typed.casefold()
    if word in _AWAY:
        return str(today + timedelta(days=_AWAY[word]))
    weekday = _weekday(word)
    if after:
        return str(_first_after(after, clock, weekday))
    if weekday is not None:
        return str(today - timedelta(days=(today.weekday() - weekday) % 7))
    hour, minute = (int(part) for part in clock.split(":")[:2])
    ahead = hour * 60 + minute - now.hour * 60 - now.minute
    return str(today - timedelta(days=ahead >= _MINUTES_OF_HALF_DAY))


def _first_after(after: datetime, clock: str, weekday: int | None) -> date:
    days = [after.date() + timedelta(days=number) for number in range(8)]
    fitting = [day for day in days if weekday in (None, day.weekday())]
    return next(day for day in fitting if f"{day} {clock}" > f"{after:%Y-%m-%d %H:%M:%S}".removesuffix(":00"))


def _weekday(word: str) -> int | None:
    if len(word) < _SHORTEST:
        return None
    return next((n for n, name in enumerate(WEEKDAYS) if name.startswith(word.casefold())), None)
