"""Reads durations as people type them: `2h`, `1h30m`, `90 min`, `2 days`."""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction

from afterword.patterns import pattern
from afterword.records.error_messages import shown

_SECONDS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
"""The length of each unit in seconds, the longest first."""
_UNITS = {
    "w": "w wk wks week weeks",
    "d": "d day days",
    "h": "h hr hrs hour hours",
    "m": "m min mins minute minutes",
    "s": "s sec secs second seconds",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_PART = pattern(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[a-z]+)(?:\s*(?:,|and\b))?\s*", re.ASCII)
_NUMBER = pattern(r"\d+(?:\.\d+)?", re.ASCII)
_CLOCK = pattern(r"(\d+):(\d\d)", re.ASCII)
_LONGEST = timedelta(days=36_525)
_MAX_DIGITS = 40


def read_duration(text: str) -> timedelta:
    """Read a duration. Raises ValueError, which says what to write, for any other text."""
    days, rest = days_and_rest(text)
    return timedelta(days=days) + rest


def days_and_rest(text: str) -> tuple[int, timedelta]:
    """Read a duration as whole days of the calendar, which clocks can make longer or shorter, and the rest.

    Raises ValueError, which says what to write, for any other text.
    """
    seconds: dict[str, Fraction] = {}
    typed = text.strip().casefold()
    at = 0
    while at < len(typed):
        part = _PART.match(typed, at)
        unit = _UNIT_OF.get(part["unit"], "") if part else ""
        if not part or not unit or len(typed) > _MAX_DIGITS:
            raise ValueError(_problem(text, typed, part["unit"] if part else ""))
        if any(_SECONDS[unit] >= _SECONDS[each] for each in seconds):
            raise ValueError(
                f"`{shown(text)}` does not have each unit once, the longest first; write 1d, 2h, 90m or 1h30m"
            )
        seconds[unit] = Fraction(part["number"]) * _SECONDS[unit]
        at = part.end()
    if not seconds:
        raise ValueError("a duration is missing; write one such as 2h, 90m or 1h30m")
    total = sum(seconds.values())
    if total > _LONGEST.total_seconds():
        raise ValueError(f"`{shown(text)}` is longer than a hundred years; write one such as 2h, 90m or 1d")
    days = int((seconds.get("w", Fraction()) + seconds.get("d", Fraction())) // _SECONDS["d"])
    return days, timedelta(microseconds=int((total - days * _SECONDS["d"]) * 1_000_000))


def _problem(text: str, typed: str, unit: str) -> str:
    if typed[:1] in "+-" and typed[1:2].isdigit():
        return f"`{shown(text)}` has a sign; write a duration without one, such as {typed[1:][:20]}"
    if _NUMBER.fullmatch(typed) and len(typed) <= _MAX_DIGITS:
        return f"`{typed}` has no unit; write {typed}m for minutes, {typed}h for hours or {typed}d for days"
    clock = _CLOCK.fullmatch(typed)
    if clock and len(typed) <= _MAX_DIGITS:
        return f"`{typed}` is a time of day; for a duration, write {int(clock[1])}h{int(clock[2])}m"
    if unit in ("mo", "month", "months", "y", "yr", "year", "years"):
        return f"`{shown(text)}` is in months or years, which are not equally long; write days, such as 30d"
    return f"`{shown(text)}` is not a duration; write one such as 2h, 90m, 1h30m or 1d"
