"""Reads the times that people type, in the time zones of records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from afterword.records.error_messages import nearest, shown

UNSTATED = "unstated"
TIME_EXAMPLE = "2026-11-20 09:40"
DATE_EXAMPLE = "2026-11-20"
TIME_PATTERN = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3})?)? ?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
DATE_PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

YEARS = range(1900, 2200)
"""Years that are accepted. Others are typing errors, and a calendar from the year 202 on would never end."""
_FURTHEST_OFFSET = timedelta(hours=14)
_TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)[ T](?P<hour>\d\d):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:\.(?P<milli>\d{1,3}))?)? ?(?P<offset>Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_COMMON_TIME = re.compile(
    r"(?:19|2[01])\d\d-\d\d-\d\d[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?",
    re.ASCII,
)
"""The form of nearly all times. Only the day of such a time can be wrong."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NEAR_MISSES = (
    (r"\d{1,2}:\d\d(:\d\d)?", "is a time without a date; write both, such as " + TIME_EXAMPLE),
    (r"\d{4}-\d\d-\d\d", "is a date without a time; write both, such as " + TIME_EXAMPLE),
    (r".*\d ?[ap]\.?m\.?", f"uses a 12-hour clock; write hours from 00 to 23, such as {TIME_EXAMPLE}"),
    (r".*\d ?(utc|gmt)", f"names UTC; write `Z` for it, such as {TIME_EXAMPLE}Z"),
    (
        r".*\d ?[a-z]{2,5}",
        f"has a zone abbreviation, which is ambiguous; write an offset, such as {TIME_EXAMPLE}+01:00, "
        "or set `timezone:`",
    ),
    (
        r".*:\d\d ?[+-]\d{1,2}",
        f"has an incomplete offset; write hours and minutes, such as {TIME_EXAMPLE}+01:00",
    ),
    (
        r".*:\d\d\.\d{4,}.*",
        f"is too precise; write at most three decimals of a second, such as {TIME_EXAMPLE}:07.250",
    ),
    (
        r".*\d +[a-z]+/[a-z_/]+",
        f"names a zone, which belongs in `timezone:`; write only the time, such as {TIME_EXAMPLE}",
    ),
    (
        r"\d{4}-(\d-\d{1,2}|\d\d-\d|\d\d-\d\d[ t]+\d:).*",
        f"has a part with a single digit; write two digits, such as {TIME_EXAMPLE}",
    ),
    (
        r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|\d{4}[./]\d{1,2}[./]\d{1,2}.*",
        f"has a date in another order; write it as {TIME_EXAMPLE}",
    ),
)


@dataclass(frozen=True, slots=True)
class Zone:
    """The zone in which a record's clock times are read and shown.

    `stated` is False if the source gives clock times without a zone. Such times get a fixed offset, so that
    differences between them, and their days, are as written.
    """

    name: str
    tz: tzinfo
    stated: bool = True

    def local(self, instant: datetime) -> datetime:
        """Convert an instant to the clock time in this zone."""
        return instant.astimezone(self.tz)


UTC_ZONE = Zone("UTC", UTC)


def zone_named(name: str, *, or_write: str = "") -> Zone:
    """Look up an IANA zone. Raises ValueError, with a suggestion, if the name is not one."""
    known = _zone_names()
    if name in known:
        return Zone(name, ZoneInfo(name))
    cities = [zone for zone in known if "/" in zone]
    close = nearest(name, cities) if len(name) > len("PST8") else ""
    expected = f"did you mean `{close}`?" if close else "write one such as Europe/Berlin or UTC"
    expected += f", or `{or_write}`" if or_write and not close else ""
    raise ValueError(f"`{shown(name)}` is not an IANA time zone; {expected}")


@lru_cache(maxsize=1)
def _zone_names() -> dict[str, None]:
    """Return the names of the zone database, sorted as there.

    Other names that a machine knows, such as `localtime`, would make pages depend on the machine, and some file
    systems would accept `europe/berlin`.
    """
    return dict.fromkeys((files("tzdata") / "zones").read_text("ascii").split())


def unstated_zone(site_zone: Zone | None, day: date) -> Zone:
    """Build the zone of a record that states none: the site's offset at the start of the record's day."""
    midnight = datetime.combine(day, time())
    offset = site_zone.tz.utcoffset(midnight) if site_zone else None
    return Zone(UNSTATED, timezone(offset or timedelta()), stated=False)


def read_time(text: str, zone: Zone) -> datetime:
    """Read a typed time as an instant in UTC. Raises ValueError that says what is wrong and how to write it."""
    common = _common_time(text)
    if common is not None:
        return _in_zone(common, zone, text)
    match = _TIME.fullmatch(text)
    if not match:
        raise ValueError(_not_a_time(text))
    day = _in_calendar(match["date"], TIME_EXAMPLE)
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        limits = (
            "hours go from 00 to 23, minutes and seconds from 00 to 59; midnight is 00:00 of the next day"
        )
        raise ValueError(f"`{text}` is not a valid time: {limits}")
    microsecond = int((match["milli"] or "0").ljust(3, "0")) * 1000
    clock = datetime.combine(day, time(hour, minute, second, microsecond), UTC)
    if match["offset"]:
        return clock.replace(tzinfo=_offset(match["offset"])).astimezone(UTC)
    return _in_zone(clock, zone, text)


def _common_time(text: str) -> datetime | None:
    """Read a time of the common form for `_in_zone`, in one call into C; return None for all others."""
    try:
        return datetime.fromisoformat(f"{text}Z") if _COMMON_TIME.fullmatch(text) else None
    except ValueError:
        return None


def read_date(text: str) -> date:
    """Read a typed date. Raises ValueError that says what is wrong and how to write it."""
    if _TIME.fullmatch(text):
        raise ValueError(f"`{text}` is a time, and this key needs a date; write {text[:10]}")
    if not _DATE.fullmatch(text):
        raise ValueError(f"`{shown(text)}` is not a date; write it as {DATE_EXAMPLE}")
    return _in_calendar(text, DATE_EXAMPLE)


def has_offset(text: str) -> bool:
    """Return whether a typed time has its own offset, so that it needs no zone."""
    match = _TIME.fullmatch(text)
    return bool(match and match["offset"])


def _in_calendar(text: str, example: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` does not exist in the calendar; write a date such as {example}") from None
    if day.year not in YEARS:
        raise ValueError(
            f"the year of `{text}` is not between {YEARS[0]} and {YEARS[-1]}; write a date such as {example}"
        )
    return day


def _in_zone(clock: datetime, zone: Zone, text: str) -> datetime:
    """Return the instant of a clock time, which is given as if it were UTC: replacing a zone would be slow."""
    offset = zone.tz.utcoffset(clock)
    assert offset is not None, "a zone of a record has an offset at all times"
    if offset == zone.tz.utcoffset(clock.replace(fold=1)):
        return clock - offset
    first, second = (clock.replace(tzinfo=zone.tz, fold=fold) for fold in (0, 1))
    back = first.astimezone(UTC).astimezone(zone.tz)
    if back.replace(tzinfo=UTC, fold=0) != clock:
        instead = f"the clocks went forward and showed {back:%H:%M} instead"
        raise ValueError(
            f"`{text}` does not exist in {zone.name}: {instead}; check the time, or add its offset"
        )
    earlier, later = (f"{text}{_colon(f'{moment:%z}')}" for moment in (first, second))
    twice = f"`{text}` happened twice in {zone.name} because the clocks went back"
    raise ValueError(f"{twice}; add the offset: {earlier} or {later}")


def _colon(offset: str) -> str:
    return f"{offset[:3]}:{offset[3:5]}"


def _offset(text: str) -> tzinfo:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or offset > _FURTHEST_OFFSET:
        raise ValueError(f"`{text}` is not a valid offset; write one such as +01:00")
    return timezone(-offset if text[0] == "-" else offset)


def _not_a_time(text: str) -> str:
    for pattern, problem in _NEAR_MISSES:
        if len(text) < 60 and re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII):
            return f"`{text}` {problem}"
    return f"`{shown(text)}` is not a time; write it as {TIME_EXAMPLE}"
