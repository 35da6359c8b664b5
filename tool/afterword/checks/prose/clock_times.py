"""Reads clock times, days and time zones that English prose states: "from 10:20 to 11:05 UTC", "at 9:40 PM PST"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from afterword.patterns import pattern

MAY_STATE = pattern(r"\d(?::\d\d|\s?[apAP]\.?[mM]\b)")
"""What every text with a clock time contains."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DATE = pattern(
    rf"""
      \b(?P<iso>\d{{4}}-\d\d-\d\d)
    | (?<![\d:.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})(?:,?\s(?P<year>20\d\d)\b)?
    | \b(?P<month_first>{_MONTH})\s(?P<day_behind>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s(?P<year_behind>20\d\d)\b)?
    """,
    re.VERBOSE,
)
_ZONE = (
    r"(?:(?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?|UTC|GMT|Z|CES?T|BST|WES?T|EES?T|MSK|[ECMP][SD]?T|IST|JST|KST|SGT|AE[SD]T|NZ[SD]T|"
    r"US/(?:Eastern|Central|Mountain|Pacific)|(?:Eastern|Central|Mountain|Pacific)(?:\s(?:Standard\s|Daylight\s)?[Tt]ime)?)"
)
_TIME = pattern(
    rf"""
    (?<![\w:.,/+-])(?P<hour>[01]?\d|2[0-4])
    (?:
        :(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?![\d:])(?:\s?(?P<half>[AaPp]\.?[Mm]\b\.?))?
      | \s?(?P<only_half>[AaPp]\.?[Mm]\b\.?)
    )
    (?:\s?\(?(?P<zone>{_ZONE})(?![\w/]))?
    """,
    re.VERBOSE,
)
_ZONES = pattern(rf"(?<![\w/]){_ZONE}(?![\w/])")
_ABOUT = pattern(
    r"(?:\b(?:about|around|approximately|approx\.?|roughly|(?:shortly|just)\s(?:after|before)|ca\.?)|~)\s?(?:at\s)?$",
    re.IGNORECASE,
)
_HOURS: dict[str, tuple[float, ...]] = {
    **dict.fromkeys(("UTC", "GMT", "Z"), (0,)),
    **dict.fromkeys(("WET", "WEST"), (0, 1)),
    "BST": (1,),
    **dict.fromkeys(("CET", "CEST"), (1, 2)),
    **dict.fromkeys(("EET", "EEST"), (2, 3)),
    "MSK": (3,),
    "IST": (5.5, 1, 2, 3),
    "SGT": (8,),
    **dict.fromkeys(("JST", "KST"), (9,)),
    **dict.fromkeys(("AEST", "AEDT"), (10, 11)),
    **dict.fromkeys(("NZST", "NZDT"), (12, 13)),
    **dict.fromkeys(("E", "Eastern"), (-5, -4)),
    **dict.fromkeys(("C", "Central"), (-6, -5)),
    **dict.fromkeys(("M", "Mountain"), (-7, -6)),
    **dict.fromkeys(("P", "Pacific"), (-8, -7)),
}
"""The offsets that a name may mean. Many people write the name of the winter time in summer too."""
_TO = pattern(
    r"^\s?,?\s?(?:–|-|—|to|until|till|through|and\s(?:ended|ending|lasted\suntil|until)(?:\sat)?)\s?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = pattern(r"^\s?\)?(?:\s?(?:on|of|\w+day)\b,?)*\s?", re.IGNORECASE)
_AND = pattern(r"^\s?,?\s?and\s?(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_BETWEEN = pattern(r"\bbetween\s(?:.{0,40}\s)?~?$", re.IGNORECASE)
_FILLING = pattern(
    r"[\s,]|\b(?:on|at|about|around|approximately|roughly|the|of|day|next|same|following|\w+day)\b|~",
    re.IGNORECASE,
)


class Day(NamedTuple):
    """A day as a text states it; the year may be missing."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class StatedTime:
    """A clock time as a text states it, from `start` to `end` in the text, with its zone and day if it has them."""

    text: str
    start: int
    end: int
    clock: time
    zone: str
    day: Day | None
    about: bool
    half: str = ""
    """`a` for a time in the morning or `p` for one in the afternoon, if the text says so."""


class StatedPeriod(NamedTuple):
    """A period as a text states it: `from 10:20 to 11:05 UTC`."""

    first: StatedTime
    last: StatedTime


def days_in(text: str) -> Iterator[tuple[int, Day]]:
    """Yield the days that a sentence names, each with where it begins."""
    yield from ((start, day) for start, _, day in _days(text))


def _days(text: str) -> Iterator[tuple[int, int, Day]]:
    for match in _DATE.finditer(text):
        if day := _day(match):
            yield match.start(), match.end(), day


def clock_times(text: str) -> list[StatedTime]:
    """Return the clock times in a sentence, in its order. Each has the last day that is named before it."""
    if not MAY_STATE.search(text):
        return []
    days = [*_days(text)]
    found = [time for match in _TIME.finditer(text) if (time := _time(text, match))]
    return [replace(each, day=_day_of(text, each, days)) for each in found]


def periods(text: str, times: list[StatedTime]) -> Iterator[StatedPeriod]:
    """Yield the periods that a sentence states by two of its clock times next to each other."""
    for one, other in pairwise(times):
        between = _LEADING.sub("", _DATE.sub("", text[one.end : other.start]))
        link = _TO.match(between) or (_BETWEEN.search(text[: one.start]) and _AND.match(between))
        if link and not _FILLING.sub("", link["rest"]):
            zone = one.zone or other.zone
            first, last = _in_same_half(one, other)
            yield StatedPeriod(replace(first, zone=zone), replace(last, zone=last.zone or zone))


def zones_named(text: str) -> tuple[str, ...]:
    """Return the names of time zones in a text, each once."""
    return tuple(
        dict.fromkeys(each for each in _ZONES.findall(text) if each not in ("Z", "Central", "Eastern"))
    )


def offsets_of(zone: str) -> tuple[timedelta, ...]:
    """Return the offsets from UTC that the name of a zone may mean."""
    sign = re.fullmatch(r"(?:UTC|GMT)([+-])(\d{1,2})(?::?(\d\d))?", zone)
    if sign:
        offset = timedelta(hours=int(sign[2]), minutes=int(sign[3] or 0))
        return (-offset if sign[1] == "-" else offset,)
    name = re.split(r"\s", zone.removeprefix("US/"))[0]
    hours = _HOURS.get(name) or _HOURS.get(name[0], ())
    return tuple(timedelta(hours=each) for each in hours)


def instants_of(
    stated: StatedTime, days: tuple[date, ...], offsets: tuple[timedelta, ...]
) -> Iterator[datetime]:
    """Yield the clock times in UTC, without a zone, that a stated time may mean on some local days."""
    for day in days:
        for offset in offsets:
            yield datetime.combine(day, stated.clock) - offset


def _time(text: str, match: re.Match[str]) -> StatedTime | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or match["only_half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour == 24:
        if minute:
            return None
        hour = 0
    about = bool(_ABOUT.search(text[: match.start()]))
    return StatedTime(
        match[0].strip(),
        match.start(),
        match.end(),
        time(hour, minute),
        match["zone"] or "",
        None,
        about,
        half[:1],
    )


def _in_same_half(first: StatedTime, last: StatedTime) -> tuple[StatedTime, StatedTime]:
    """Read `10:00 to 11:30 PM` and `10:00 PM to 11:30` as two times of the same half of the day."""
    if first.half == "p" and not last.half:
        return first, _in_afternoon(last)
    if last.half == "p" and not first.half and _in_afternoon(first).clock <= last.clock:
        return _in_afternoon(first), last
    return first, last


def _in_afternoon(stated: StatedTime) -> StatedTime:
    hour = stated.clock.hour
    return replace(stated, clock=stated.clock.replace(hour=hour + 12)) if 0 < hour < 12 else stated


def _day(match: re.Match[str]) -> Day | None:
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
    else:
        name = (match["month"] or match["month_first"])[:3].lower()
        month = _MONTHS.index(name) + 1
        day = int(match["day"] or match["day_behind"])
        year = int(match["year"] or match["year_behind"] or 0)
    try:
        date(year or 2024, month, day)
    except ValueError:
        return None
    return Day(year or None, month, day)


def _day_of(text: str, stated: StatedTime, days: list[tuple[int, int, Day]]) -> Day | None:
    """Return the day that a time is on: the one just behind it, or else the last one before it."""
    behind = next((each for each in days if each[0] >= stated.end), None)
    if behind and not _FILLING.sub("", text[stated.end : behind[0]]).strip("(),"):
        return behind[2]
    return next((day for _, end, day in reversed(days) if end <= stated.start), None)
