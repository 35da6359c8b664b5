"""Times, durations and states as text, the same on pages, in feeds and in the terminal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from afterword.records.due_date import DueDate, DuePrecision
from afterword.records.rough_time import APPROXIMATE, UNKNOWN, coarse_parts, form_of, is_coarse, is_unknown
from afterword.records.vocabulary import (
    ActionStatus,
    CauseRole,
    EventKind,
    Kind,
    Misuse,
    Relation,
    State,
    UnknownReason,
)
from afterword.records.zone import Zone
from afterword.timeline.certainty import EXACT, Certainty, certainty_between
from afterword.views.text.catalogue import ABOUT, CATALOGUE

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
AT_LEAST, AT_MOST, NOT_KNOWN = "at least", "at most", "not known"
ZONE_NOT_STATED = "zone not stated"
_BEFORE_CLOCK = ", "
_WITHOUT_OFFSET = len("2026-11-20T09:40:00")

_SPECIAL: dict[StrEnum, str] = {
    Kind.NEAR_MISS: "Near miss",
    ActionStatus.WONT_DO: "Won't do",
    EventKind.SEVERITY_CHANGE: "Severity change",
    State.SCHEDULED: "Announced",
    State.IN_PROGRESS: "In progress",
    Relation.RECURRENCE_OF: "Recurrence of",
    Relation.CAUSED_BY: "Caused by",
    Relation.FOLLOWS: "Follows",
    Relation.PART_OF: "Part of",
    Relation.DUPLICATE_OF: "Duplicate of",
    CauseRole.CAUSE: "Cause",
    Misuse.NONE_KNOWN: "No misuse is known",
    Misuse.SUSPECTED: "Misuse is suspected",
    Misuse.CONFIRMED: "Misuse is confirmed",
    UnknownReason.NOT_STATED: "not stated",
    UnknownReason.PENDING: "not known yet",
    UnknownReason.WITHHELD: "withheld",
    UnknownReason.NOT_APPLICABLE: "not applicable",
    UnknownReason.ANNOUNCED_BUT_ABSENT: "announced, but missing",
}


class Instant(NamedTuple):
    """A time for readers: `iso` for machines, `text` for people, and the name of the zone of both.

    If the record states no zone, `iso` is a local time without an offset, and `zone` says so. `text` consists of
    `about`, `day` and `clock`, unless the time is too coarse for a clock time: then these are empty. `date` is the day
    in that zone for machines.
    """

    iso: str
    text: str
    zone: str
    stated: bool = True
    date: str = ""
    about: str = ""
    day: str = ""
    clock: str = ""


class Period(NamedTuple):
    """A period for readers; without an end it is still going on."""

    start: Instant
    end: Instant | None
    text: str
    duration: str

    @property
    def has_clock_times(self) -> bool:
        """Whether both ends are clock times, which a page can show by themselves."""
        return both_clocks(self.start, self.end)


class Span(NamedTuple):
    """A span of time that need not have both ends: its period, or `preposition` and `at`, as in "From 9 March"."""

    preposition: str = ""
    at: Instant | None = None
    period: Period | None = None


@lru_cache(maxsize=256)
def word(value: StrEnum) -> str:
    """Return the word for a member of a closed set, as readers see it."""
    return _SPECIAL.get(value, value.value.replace("_", " ").capitalize())


@lru_cache(maxsize=1024)  # a record's page shows each in its chart, table and totals
def duration(length: timedelta, certainty: Certainty = EXACT) -> str:
    """Format a duration as `6 h 30 min`: seconds only below an hour, days from two days on.

    One that is not exact becomes `about 3 h` or `at least 40 min`; an approximate one is in whole days from two days
    on.
    """
    seconds = int(length.total_seconds())
    if certainty.approximate and seconds >= 2 * 86_400:
        seconds = (seconds + 43_200) // 86_400 * 86_400
    days, rest = divmod(seconds, 86_400)
    if days < 2:
        days, rest = 0, seconds
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    if hours or days:
        seconds = 0
    units = CATALOGUE.units
    parts = (days, units.days), (hours, units.hours), (minutes, units.minutes), (seconds, units.seconds)
    text = " ".join(f"{number} {unit}" for number, unit in parts if number)
    text = text or (f"under 1 {units.seconds}" if length else f"0 {units.minutes}")
    about = f"{ABOUT} {text}" if certainty.approximate else text
    return f"{AT_LEAST} {about}" if certainty.at_least else about


def day(value: date) -> str:
    """Format a date as `20 November 2026`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def due(value: DueDate) -> str:
    """Format a due date as precisely as it was written: `31 January 2027`, `January 2027` or `Q1 2027`."""
    if value.precision is DuePrecision.QUARTER:
        return f"Q{value.quarter} {value.year}"
    return day(value) if value.precision is DuePrecision.DAY else f"{MONTHS[value.month - 1]} {value.year}"


def days(first: date, last: date) -> str:
    """Format a range of days as `3 – 9 November 2026`: what both ends share is given once."""
    if first == last:
        return day(last)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{first.day}{month} – {day(last)}"


def clock(value: datetime) -> str:
    """Format a clock time as `09:40`, with seconds only if they are not zero."""
    seconds = f":{value.second:02d}" if value.second else ""
    return f"{value.hour:02d}:{value.minute:02d}{seconds}"


def zone_name(local: datetime, zone: Zone) -> str:
    """Return the name of a zone at a time: its abbreviation, or its offset if it has none."""
    if not zone.stated:
        return ZONE_NOT_STATED
    name = local.tzname() or ""
    return f"UTC{name}" if name[:1] in "+-" and name else name


@lru_cache(maxsize=1024)
def digits(value: datetime) -> str:
    """Format a time for machines, to the second and without an offset.

    `value` must be in UTC, or be marked as UTC: equal times of different zones would share a cached text.
    """
    return value.isoformat(timespec="seconds")[:_WITHOUT_OFFSET]


def digits_with_fraction(value: datetime) -> str:
    """Format a time as `digits` does, with its milliseconds if they are not zero."""
    return f"{digits(value)}.{value.microsecond // 1000:03d}" if value.microsecond else digits(value)


def instant(value: datetime, zone: Zone) -> Instant:
    """Return an instant in the zone of its page or record.

    A rough time is as precise as it was written. Of one that names only a day, a month or a year, neither the text nor
    the zone changes with the zone of the reader.
    """
    form = form_of(value)
    if not form:
        return _exact_instant(value, zone)
    about = ABOUT if form.endswith(APPROXIMATE) else ""
    if form == UNKNOWN:
        return Instant("", NOT_KNOWN, "", stated=False)
    if form == APPROXIMATE:
        clear = _exact_instant(value, zone)
        return clear._replace(text=f"{about} {clear.text}", about=f"{about} ")
    parts = coarse_parts(form.removesuffix(APPROXIMATE))
    assert parts is not None, "a coarse time has a year"
    known = "-".join(filter(None, parts))
    return Instant(known, f"{about} {coarse(known)}".lstrip(), "", stated=False)


def coarse(form: str) -> str:
    """Format a day, a month or a year, given as in ISO 8601."""
    parts = coarse_parts(form)
    assert parts is not None, "a coarse time has a year"
    year, month, of_month = parts
    if of_month:
        return day(date(int(year), int(month), int(of_month)))
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


@lru_cache(maxsize=1024)  # a record's page shows most instants two or three times
def _exact_instant(value: datetime, zone: Zone) -> Instant:
    local = zone.local(value)
    marked = value.astimezone(UTC) if zone.stated else local.replace(tzinfo=UTC)
    iso = digits_with_fraction(marked) + ("Z" if zone.stated else "")
    parts = day(local), clock(local)
    text = _BEFORE_CLOCK.join(parts)
    return Instant(iso, text, zone_name(local, zone), zone.stated, local.date().isoformat(), "", *parts)


def instant_of_build(now: datetime, zone: Zone) -> Instant:
    """Return the time of the build without its year: on its pages that is the current one."""
    local = zone.local(now)
    of_year = f"{local.day} {MONTHS[local.month - 1]}"
    return instant(now, zone)._replace(text=f"{of_year}{_BEFORE_CLOCK}{clock(local)}", day=of_year)


def period(start: datetime, end: datetime | None, zone: Zone, now: datetime) -> Period:
    """Return a period, its day given once if it ends on the day on which it began."""
    first = instant(start, zone)
    length = max((end or now) - start, timedelta())
    lasted = duration(length, certainty_between(start, end or now))
    if end is None:
        return Period(first, None, f"{first.text} – {CATALOGUE.record.ongoing}", lasted)
    last = instant(end, zone)
    if is_unknown(end) and not length:
        lasted = NOT_KNOWN
    if last == first and is_coarse(start):
        return Period(first, last, first.text, lasted)
    about, of_day = _split_about(last.text)
    last_day, _, last_clock = of_day.partition(_BEFORE_CLOCK)
    if is_unknown(end):
        return Period(first, last, f"{first.text} – end {NOT_KNOWN}", lasted)
    same_day = last_clock and _split_about(first.text)[1].startswith(last_day + _BEFORE_CLOCK)
    return Period(first, last, f"{first.text} – {f'{about}{last_clock}' if same_day else last.text}", lasted)


def both_clocks(start: Instant, end: Instant | None) -> bool:
    """Return whether both ends of a period are clock times."""
    return bool(start.clock and end and end.clock)


def _split_about(text: str) -> tuple[str, str]:
    """Return the "about" before a time, if there is one, and the time."""
    about = f"{ABOUT} "
    return (about, text.removeprefix(about)) if text.startswith(about) else ("", text)


def span(start: datetime | None, end: datetime | None, zone: Zone, now: datetime) -> Span | None:
    """Return a span of which either end may be missing; None without both."""
    if start and end:
        return Span(period=period(start, end, zone, now))
    one = start or end
    return Span(CATALOGUE.terms.start if start else "Until", instant(one, zone)) if one else None


def percent(value: Decimal) -> str:
    """Format a percentage with the decimals that its policy gave it."""
    return f"{value} %"


def plural(number: int, one: str, many: str = "") -> str:
    """Format a count with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(parts: tuple[str, ...]) -> str:
    """Join words with commas and a final "and"."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""
