"""Reads the lengths of time that English prose states: "66 minutes", "about 6.5 hours", "nearly two days"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from afterword.checks.prose.bounds import Bound, bound_around
from afterword.checks.prose.numbers import PLAIN, SECOND, read_number
from afterword.patterns import pattern

_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)
_HOUR, _DAY, _WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
_UNITS = {"s": _SECOND, "m": _MINUTE, "h": _HOUR, "d": _DAY, "w": _WEEK}
_UNIT_BEGINNINGS = ("min", "hour", "hr", "day", "week")
_SHORT = pattern(r"\d ?[hm]\b")
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)\b"
_COUNT = rf"(?:{PLAIN}|\ban?|\ba\scouple\sof|\ba\sdozen)"
_JOINED = r"(?:\s?-\s?|\s)?"
_TERM = pattern(
    rf"""
      (?P<half>\bhalf(?:\san?|\sof\san?)?|\bhalf-an)[\s-](?P<half_unit>hour|day)\b
    | (?P<quarters>\b(?:a|three)\squarters?)\sof\san\shour\b
    | (?P<and_half>{_COUNT})\sand\sa\shalf[\s-](?P<and_half_unit>{_UNIT})
    | (?P<first>{PLAIN})(?:\s?[–—]\s?|(?<=\d)\s?-\s?(?=\d)|\s(?:to|and|or)\s)(?P<second>{SECOND}){_JOINED}
      (?P<range_unit>{_UNIT})
    | (?P<count>{_COUNT}){_JOINED}(?P<unit>{_UNIT})(?:\sand\sa\s(?P<rest>half|quarter)\b)?
    | (?P<short>(?<![\w.,:/–-])\d+(?:\.\d+)?)\s?(?P<short_unit>[hm])(?![\w-])(?:\s?(?P<minutes>\d\d?)\s?m(?:in)?\b)?
    | (?<![\w.,:/–-])(?P<compact>\d+)h(?P<compact_minutes>\d\d?)(?:m(?:in)?)?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINK = pattern(r"\s?,?\s?(?:and\s)?\s?", re.IGNORECASE)
_RANGE_LINK = pattern(r"\s?(?:–|-|—|to|and)\s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatedDuration:
    """A length of time as a text states it, from `start` to `end` in the text, without the words before it.

    `low` and `high` are equal unless it is a range. `grain` is how far the actual length may be from it by rounding.
    """

    text: str
    start: int
    end: int
    low: timedelta
    high: timedelta
    grain: timedelta
    bound: Bound = Bound.EXACT

    def fits(self, actual: timedelta, slack: timedelta = timedelta()) -> bool:
        """Return whether it may be how someone states an actual length, which is known but for `slack`."""
        rough = self.grain + slack
        if self.bound is Bound.OVER:
            return actual >= self.low - rough / 5 - slack
        if self.bound is Bound.UNDER:
            return actual <= self.high + rough / 5 + slack
        if self.bound is Bound.NEARLY:
            return self.low * 7 / 10 - slack <= actual <= self.high + rough / 5
        if self.bound is Bound.ABOUT:
            rough = max(rough * 3 / 2, self.high * 15 / 100)
        return self.low - rough <= actual <= self.high + rough

    def is_beyond(self, longest: timedelta, slack: timedelta = timedelta()) -> bool:
        """Return whether it says more than a length that nothing exceeds."""
        rough = self.grain + slack + (self.low * 15 / 100 if self.bound is Bound.ABOUT else timedelta())
        low = self.low * 7 / 10 if self.bound is Bound.NEARLY else self.low
        return low - rough > longest


def may_state_duration(text: str) -> bool:
    """Return whether a text may state a length of time; a text that may not need not be read."""
    text = text.lower()
    return any(unit in text for unit in _UNIT_BEGINNINGS) or bool(_SHORT.search(text))


def durations(text: str) -> Iterator[StatedDuration]:
    """Yield the lengths of time in a text, in its order."""
    found = [_term(match) for match in _TERM.finditer(text)]
    position = 0
    while position < len(found):
        stated, position = _joined(text, found, position)
        yield replace(stated, bound=bound_around(text, stated.start, stated.end))


def _joined(text: str, found: list[StatedDuration], position: int) -> tuple[StatedDuration, int]:
    """Join terms that make one length, such as `1 hour and 12 minutes`, or a range, such as `1 hour to 2 days`."""
    stated = found[position]
    unit = _unit_of(stated.text)
    position += 1
    while position < len(found):
        term = found[position]
        between, smaller = text[stated.end : term.start], _unit_of(term.text)
        is_smaller = smaller < unit and stated.low == stated.high and term.low == term.high
        if is_smaller and _LINK.fullmatch(between):
            length, grain = stated.low + term.low, max(smaller, _MINUTE)
            stated, unit = replace(stated, low=length, high=length, grain=grain), smaller
        elif _RANGE_LINK.fullmatch(between) and between.strip() and "and" not in between.lower():
            if term.low < stated.high:
                break
            stated = replace(stated, high=term.high, grain=max(stated.grain, term.grain))
        else:
            break
        stated = replace(stated, text=text[stated.start : term.end], end=term.end)
        position += 1
    return stated, position


def _term(match: re.Match[str]) -> StatedDuration:
    low, unit, *rest = _value(match)
    high = rest[0] if rest else low
    text = match[0]
    at = match.start()
    return StatedDuration(
        text, at, match.end(), _times(low, unit), _times(high, unit), _grain(low, high, unit)
    )


def _value(match: re.Match[str]) -> tuple[Decimal, timedelta] | tuple[Decimal, timedelta, Decimal]:
    """Return the number of a term and its unit, and the higher number of a range."""
    if match["half"]:
        return Decimal("0.5"), _unit(match["half_unit"])
    if match["quarters"]:
        return Decimal("0.25") if match["quarters"].lower().startswith("a") else Decimal("0.75"), _HOUR
    if match["and_half"]:
        return read_number(match["and_half"]) + Decimal("0.5"), _unit(match["and_half_unit"])
    if match["range_unit"]:
        low, high = sorted((read_number(match["first"]), read_number(match["second"])))
        return low, _unit(match["range_unit"]), high
    if match["unit"]:
        rest = {"half": "0.5", "quarter": "0.25"}.get((match["rest"] or "").lower(), "0")
        return read_number(match["count"]) + Decimal(rest), _unit(match["unit"])
    if match["short"]:
        unit = _unit(match["short_unit"])
        number = Decimal(match["short"])
        if match["minutes"] and unit == _HOUR:
            return number * 60 + Decimal(match["minutes"]), _MINUTE
        return number, unit
    return Decimal(match["compact"]) * 60 + Decimal(match["compact_minutes"]), _MINUTE


def _grain(low: Decimal, high: Decimal, unit: timedelta) -> timedelta:
    """Return how far a rounded number may be from the actual one."""
    whole = low == int(low) and high == int(high)
    if unit == _MINUTE and whole:
        return _MINUTE * next((grain for each, grain in ((30, 5), (10, 3), (5, 2.5)) if not low % each), 1)
    if unit == _HOUR:
        if whole:
            return _MINUTE * (20 if low == 1 else 30)
        return _MINUTE * (15 if not low * 2 % 1 else 6)
    if unit == _DAY:
        return _DAY * (1 if whole and low > 1 else 0.25 if not whole else 0.5)
    return unit / 2 if unit == _WEEK else unit


def _times(number: Decimal, unit: timedelta) -> timedelta:
    return (
        timedelta(seconds=float(number * int(unit.total_seconds())))
        if number < 100_000
        else timedelta.max / 4
    )


def _unit(text: str) -> timedelta:
    return _UNITS[text[0].lower()]


_UNIT_WORD = pattern(r"(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|h|m)\b", re.IGNORECASE)


def _unit_of(text: str) -> timedelta:
    """Return the last unit that a term names."""
    return _unit(_UNIT_WORD.findall(text)[-1]) if _UNIT_WORD.search(text) else _MINUTE
