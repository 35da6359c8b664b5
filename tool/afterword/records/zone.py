"""Reads the times that people type, in the time zones of records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from afterword.patterns import pattern
from afterword.records.error_messages import InvalidValueError, nearest, one_of, shown
from afterword.records.rough_time import (
    APPROXIMATE,
    COARSE_PATTERN,
    DATE_PATTERN,
    RoughTime,
    coarse_parts,
    period_of,
)
from afterword.records.time_errors import (
    DATE_EXAMPLE,
    FURTHEST_OFFSET,
    OFFSET_EXAMPLE,
    TIME_EXAMPLE,
    clock_problem,
    day_problem,
    probable_date,
    probable_time,
    time_problem,
)
from afterword.records.zone_abbreviations import ABBREVIATIONS

UNSTATED = "unstated"
ZONE_EXAMPLE = "Europe/Berlin"
TIME_PATTERN = (
    rf"({DATE_PATTERN}[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?"
    rf" ?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?|{COARSE_PATTERN})~?"
)

_TIME = pattern(
    r"(?P<date>\d{4}-\d\d-\d\d)[ T](?P<hour>\d\d):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:\.(?P<fraction>\d+))?)? ?(?P<offset>Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_COMMON_TIME = pattern(
    r"(?:19|2[01])\d\d-\d\d-\d\d[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?",
    re.ASCII,
)
"""The form of nearly all times. Only the day of such a time can be wrong."""
_LONGEST_COARSE = len("2026-11-20~")
_DATE = pattern(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME_WITHOUT_OFFSET = pattern(r"\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d(?:\.\d+)?)?(?![\d:.Z+-])", re.ASCII)
_OWN_OFFSET = 1
"""The `fold` of an instant that was typed with an offset: no time in UTC is repeated, so it has no other meaning."""
_IS_OFFSET = pattern(r"(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?", re.ASCII)


def start_of_day(day: date, zone: tzinfo) -> datetime:
    """Return the first instant of a day, in UTC: midnight, the earlier of two, or the change if clocks skipped it.

    This is what `fold=0`, the default, means: for a midnight that is skipped, it results in the instant of the change.
    """
    return datetime.combine(day, time(), zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Zone:
    """The zone in which a record's clock times are read and shown.

    `stated` is False if the source gives clock times without a zone. Such times get a fixed offset, so that
    differences between them, and their days, are as written. It is `missing` if neither the site nor the record says
    anything about the zone, so that each time needs an offset.
    """

    name: str
    tz: tzinfo
    stated: bool = True
    missing: bool = False

    def __hash__(self) -> int:
        """Hash the name, which hardly any two zones share: zones are in the keys of many caches."""
        return hash(self.name)

    def local(self, instant: datetime) -> datetime:
        """Convert an instant to the clock time in this zone."""
        return instant.astimezone(self.tz)

    def start_of(self, day: date) -> datetime:
        """Return the first instant of a day, as `start_of_day` does."""
        return start_of_day(day, self.tz)


UTC_ZONE = Zone("UTC", UTC)


def zone_named(name: str, *, or_write: str = "") -> Zone:
    """Look up an IANA zone. Raises ValueError, with a suggestion, if the name is not one."""
    known = zone_names()
    if name in known:
        return Zone(name, ZoneInfo(name))
    meanings = ABBREVIATIONS.get(name.casefold(), "").split()
    if meanings:
        choice = one_of(f"`{each}`" for each in (*meanings, or_write) if each)
        raise InvalidValueError(
            f"`{name}` is an abbreviation, not an IANA time zone; write {choice}", meanings[0]
        )
    cities = [zone for zone in known if "/" in zone]
    close = nearest(name, cities) if _may_be_mistyped(name) else ""
    if close:
        raise InvalidValueError(f"`{shown(name)}` is not an IANA time zone; did you mean `{close}`?", close)
    what = "an offset, not an IANA time zone" if _IS_OFFSET.fullmatch(name) else "not an IANA time zone"
    expected = f"write one such as {ZONE_EXAMPLE} or UTC" + (f", or `{or_write}`" if or_write else "")
    raise InvalidValueError(f"`{shown(name)}` is {what}; {expected}", ZONE_EXAMPLE)


def _may_be_mistyped(name: str) -> bool:
    """Return whether a name may be a misspelt one: an abbreviation or a name of Windows is only similar by chance."""
    is_other = len(name) <= len("PST8") or name.endswith(" Time")
    return not is_other and not _IS_OFFSET.fullmatch(name)  # Etc/GMT+2 is not what GMT+2 means


@lru_cache(maxsize=1)
def zone_names() -> dict[str, None]:
    """Return the names of the zone database, sorted as there.

    Other names that a machine knows, such as `localtime`, would make pages depend on the machine, and some file
    systems would accept `europe/berlin`. Abbreviations are left out, though the database has a few.
    """
    names = (files("tzdata") / "zones").read_text("ascii").split()
    return dict.fromkeys(each for each in names if each.casefold() not in ABBREVIATIONS)


def unstated_zone(site_zone: Zone | None, day: date, *, missing: bool = False) -> Zone:
    """Build the zone of a record that states none: the site's offset at the start of the record's day."""
    midnight = datetime.combine(day, time())
    offset = site_zone.tz.utcoffset(midnight) if site_zone else None
    return Zone(UNSTATED, timezone(offset or timedelta()), stated=False, missing=missing)


def read_time(
    text: str, zone: Zone, *, is_end: bool = False, after: datetime | date | None = None
) -> datetime:
    """Read a typed time as an instant in UTC, or as a `RoughTime`.

    A day, a month or a year counts from its start; if `is_end`, to its end. `after` is an instant before the time, or
    the day of the record, to suggest a date for a time without one. Raises InvalidValueError, which says what is wrong
    and what to write.
    """
    try:
        return _read_any(text, zone, is_end=is_end)
    except InvalidValueError:
        raise
    except ValueError as problem:
        suggested = _suggested(text, zone, after)
        if not suggested:
            said = str(problem).removesuffix("; write a time such as").removesuffix(", such as")
            raise InvalidValueError(said, None) from None
        raise InvalidValueError(f"{problem} {suggested}", suggested) from None


def with_offsets(example: str) -> str:
    """Add an offset to each time of an example, for a record without a zone."""
    return _TIME_WITHOUT_OFFSET.sub(rf"\g<0>{OFFSET_EXAMPLE}", example)


def _read(text: str, zone: Zone) -> datetime:
    common = _common_time(text)
    if common is not None:
        return _in_zone(common, zone, text)
    match = _TIME.fullmatch(text)
    if not match:
        raise ValueError(time_problem(text, unstated=zone.name == UNSTATED and not zone.missing))
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    problem = day_problem(match["date"]) or clock_problem(text, hour, minute, second)
    if problem:
        raise ValueError(f"{problem}; write a time such as")
    microsecond = int((match["fraction"] or "0")[:3].ljust(3, "0")) * 1000
    clock = datetime.combine(date.fromisoformat(match["date"]), time(hour, minute, second, microsecond), UTC)
    if match["offset"]:
        return clock.replace(tzinfo=_offset(match["offset"])).astimezone(UTC).replace(fold=_OWN_OFFSET)
    return _in_zone(clock, zone, text)


def _read_any(text: str, zone: Zone, *, is_end: bool = False) -> datetime:
    if text[-1:] == APPROXIMATE or len(text) <= _LONGEST_COARSE:
        return _read_rough(text, zone, is_end=is_end)
    return _read(text, zone)


def _read_rough(text: str, zone: Zone, *, is_end: bool) -> datetime:
    """Read an approximate time, or one that names only a day, a month or a year."""
    certain = text.removesuffix(APPROXIMATE).rstrip()
    parts = coarse_parts(certain)
    if parts is None:
        instant = _read(certain, zone)
        return RoughTime.of(instant, APPROXIMATE) if certain != text else instant
    year, month, day = parts
    problem = day_problem(f"{year}-{month or '01'}-{day or '01'}")
    if problem:
        raise ValueError(f"{problem}; write a date such as")
    form = certain + (APPROXIMATE if certain != text else "")
    start, end = map(zone.start_of, period_of(form))
    if start == end:
        later = str(zone.local(start).date())
        raise InvalidValueError(
            f"`{certain}` does not exist in {zone.name}, where {later} followed; write {later}", later
        )
    return RoughTime.of(end if is_end else start, form)


def _suggested(text: str, zone: Zone, after: datetime | date | None) -> str:
    """Return the time that was probably meant if it can be read in the zone, or an example; empty if neither helps."""
    unstated = zone.name == UNSTATED and not zone.missing
    if isinstance(after, datetime):
        after = zone.local(after)
    suggested = probable_time(text, with_offset=zone.missing, unstated=unstated, after=after)
    if not suggested:
        return ""
    try:
        _read_any(suggested, zone)
    except InvalidValueError as refused:
        return refused.example or ""
    except ValueError:
        return TIME_EXAMPLE + (OFFSET_EXAMPLE if zone.missing else "")
    return suggested


def _common_time(text: str) -> datetime | None:
    """Read a time of the common form for `_in_zone`, in one call into C; return None for all others."""
    try:
        return datetime.fromisoformat(f"{text}Z") if _COMMON_TIME.fullmatch(text) else None
    except ValueError:
        return None


def read_date(text: str, example: str = DATE_EXAMPLE) -> date:
    """Read a typed date. Raises InvalidValueError, which says what is wrong and what to write, such as an example."""
    if _DATE.fullmatch(text):
        problem = day_problem(text)
        if not problem:
            return date.fromisoformat(text)
        problem += "; write a date such as"
    elif _TIME.fullmatch(text.removesuffix(APPROXIMATE)):
        problem = f"`{text}` is a time, and this key needs a date; write"
    else:
        problem = f"`{shown(text)}` is not a date; write year, month and day, such as"
    suggested = str(probable_date(text) or example)
    raise InvalidValueError(f"{problem} {suggested}", suggested)


def has_own_offset(instant: datetime) -> bool:
    """Return whether an instant was typed with its offset, so that it does not depend on a zone."""
    return instant.fold == _OWN_OFFSET


def written(local: datetime, *, with_offset: bool) -> str:
    """Write a time as people type it, to the minute if it is a whole one."""
    precision = "minutes" if not (local.second or local.microsecond) else "seconds"
    text = local.replace(tzinfo=None).isoformat(" ", "milliseconds" if local.microsecond else precision)
    if not with_offset:
        return text
    return text + (_colon(f"{local:%z}") if local.utcoffset() else "Z")


def typed_offset(text: str) -> tzinfo | None:
    """Return the offset that a valid time was typed with, or None."""
    match = _TIME.fullmatch(text.removesuffix(APPROXIMATE).rstrip())
    return _offset(match["offset"]) if match and match["offset"] else None


def has_offset(text: str) -> bool:
    """Return whether a typed time has its own offset, so that it needs no zone."""
    match = _TIME.fullmatch(text.removesuffix(APPROXIMATE).rstrip())
    return bool(match and match["offset"])


def _in_zone(clock: datetime, zone: Zone, text: str) -> datetime:
    """Return the instant of a clock time, which is given as if it were UTC: replacing a zone would be slow."""
    offset = zone.tz.utcoffset(clock)
    assert offset is not None, "a zone of a record has an offset at all times"
    if offset == zone.tz.utcoffset(clock.replace(fold=1)):
        return clock - offset
    first, second = (clock.replace(tzinfo=zone.tz, fold=fold) for fold in (0, 1))
    after, before = (each.astimezone(UTC).astimezone(zone.tz) for each in (first, second))
    if after.replace(tzinfo=UTC, fold=0) != clock:
        instead = f"the clocks went forward and showed {after:%H:%M} instead"
        problem = f"`{text}` does not exist in {zone.name}: {instead}"
        example = written(after, with_offset=False)
        raise InvalidValueError(
            f"{problem}; write {example} or {written(before, with_offset=False)}", example
        )
    earlier, later = (f"{text}{_colon(f'{moment:%z}')}" for moment in (first, second))
    twice = f"`{text}` happened twice in {zone.name} because the clocks went back"
    raise InvalidValueError(f"{twice}; add the offset: {earlier} or {later}", earlier)


def _colon(offset: str) -> str:
    return f"{offset[:3]}:{offset[3:5]}"


def _offset(text: str) -> tzinfo:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or offset > FURTHEST_OFFSET:
        raise ValueError(
            f"`{text}` is not a valid offset: offsets go from -14:00 to +14:00; write a time such as"
        )
    return timezone(-offset if text[0] == "-" else offset)
