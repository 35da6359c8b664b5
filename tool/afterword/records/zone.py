"""Time zones of records, and reading the times that people type."""

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
"""Years that are read: others are typing errors, and a calendar from the year 202 on would never be done."""
_FURTHEST_OFFSET = timedelta(hours=14)
_TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)[ T](?P<hour>\d\d):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:\.(?P<milli>\d{1,3}))?)? ?(?P<offset>Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_USUAL_TIME = re.compile(
    r"(?:19|2[01])\d\d-\d\d-\d\d[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?",
    re.ASCII,
)
"""The form of nearly all times, of which nothing but the day can be wrong."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NEARLY = (
    (r"\d{1,2}:\d\d(:\d\d)?", "is a clock time without its day; write both, such as " + TIME_EXAMPLE),
    (r"\d{4}-\d\d-\d\d", "is a day without a clock time; write both, such as " + TIME_EXAMPLE),
    (r".*\d ?[ap]\.?m\.?", f"counts hours twice a day; write them from 00 to 23, such as {TIME_EXAMPLE}"),
    (r".*\d ?(utc|gmt)", f"names UTC, which is written as `Z`, such as {TIME_EXAMPLE}Z"),
    (
        r".*\d ?[a-z]{2,5}",
        f"names a zone, and such abbreviations are ambiguous; write an offset, such as {TIME_EXAMPLE}+01:00, "
        "or set `timezone:`",
    ),
    (
        r".*:\d\d ?[+-]\d{1,2}",
        f"has an incomplete offset; write hours and minutes, such as {TIME_EXAMPLE}+01:00",
    ),
    (
        r".*:\d\d\.\d{4,}.*",
        f"is too exact; three decimals of a second are read, such as {TIME_EXAMPLE}:07.250",
    ),
    (
        r".*\d +[a-z]+/[a-z_/]+",
        f"names a zone, which belongs in `timezone:`; write the time alone, {TIME_EXAMPLE}",
    ),
    (
        r"\d{4}-(\d-\d{1,2}|\d\d-\d|\d\d-\d\d[ t]+\d:).*",
        f"has a single digit; write two, such as {TIME_EXAMPLE}",
    ),
    (
        r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|\d{4}[./]\d{1,2}[./]\d{1,2}.*",
        f"has its day in another order; write it as {TIME_EXAMPLE}",
    ),
)


@dataclass(frozen=True, slots=True)
class Zone:
    """The zone in which a record's clock times are meant and shown.

    `stated` is False where the source gives clock times and no zone. Such times are placed at a fixed
    offset, so that differences come out as written and a day stays the day that was written.
    """

    name: str
    tz: tzinfo
    stated: bool = True

    def local(self, instant: datetime) -> datetime:
        """Give an instant as clock time in this zone."""
        return instant.astimezone(self.tz)


UTC_ZONE = Zone("UTC", UTC)


def zone_named(name: str, *, or_write: str = "") -> Zone:
    """Look up an IANA zone. Raises ValueError, with an example, for a name that is not one."""
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
    """The names of the zone database. What a machine knows beyond them, such as `localtime`, would make pages
    depend on the machine, and some file systems would take `europe/berlin`."""
    return dict.fromkeys((files("tzdata") / "zones").read_text("ascii").split())


def unstated_zone(site_zone: Zone | None, day: date) -> Zone:
    """Make the zone of a record that states none: the offset that the site has on the record's day."""
    midnight = datetime.combine(day, time())
    offset = site_zone.tz.utcoffset(midnight) if site_zone else None
    return Zone(UNSTATED, timezone(offset or timedelta()), stated=False)


def read_time(text: str, zone: Zone) -> datetime:
    """Read a typed time as an instant in UTC. Raises ValueError with what is wrong and how to write it."""
    usual = _usual_time(text)
    if usual is not None:
        return _in_zone(usual, zone, text)
    match = _TIME.fullmatch(text)
    if not match:
        raise ValueError(_not_a_time(text))
    day = _in_calendar(match["date"], TIME_EXAMPLE)
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        said = "hours run from 00 to 23, minutes and seconds from 00 to 59; midnight is 00:00 of the next day"
        raise ValueError(f"no clock shows `{text}`: {said}")
    microsecond = int((match["milli"] or "0").ljust(3, "0")) * 1000
    clock = datetime.combine(day, time(hour, minute, second, microsecond), UTC)
    if match["offset"]:
        return clock.replace(tzinfo=_offset(match["offset"])).astimezone(UTC)
    return _in_zone(clock, zone, text)


def _usual_time(text: str) -> datetime | None:
    """Read a clock time as `_in_zone` takes it, in one call into C; others are looked at part by part."""
    try:
        return datetime.fromisoformat(f"{text}Z") if _USUAL_TIME.fullmatch(text) else None
    except ValueError:
        return None


def read_date(text: str) -> date:
    """Read a typed date. Raises ValueError with what is wrong and how to write it."""
    if _TIME.fullmatch(text):
        raise ValueError(f"`{text}` is a time, and only its day is wanted here; write {text[:10]}")
    if not _DATE.fullmatch(text):
        raise ValueError(f"`{shown(text)}` is not a date; write it as {DATE_EXAMPLE}")
    return _in_calendar(text, DATE_EXAMPLE)


def has_offset(text: str) -> bool:
    """Say whether a typed time carries its own offset, so that it needs no zone."""
    match = _TIME.fullmatch(text)
    return bool(match and match["offset"])


def _in_calendar(text: str, example: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` does not exist in the calendar; write a day such as {example}") from None
    if day.year not in YEARS:
        said = f"years from {YEARS[0]} to {YEARS[-1]} are read"
        raise ValueError(
            f"`{text}` has a year that must be a typing error ({said}); write a day such as {example}"
        )
    return day


def _in_zone(clock: datetime, zone: Zone, text: str) -> datetime:
    """Find the instant of a clock time. It comes as if it were UTC's: to exchange a zone costs more than the rest."""
    offset = zone.tz.utcoffset(clock)
    assert offset is not None, "a zone of a record has an offset at all times"
    if offset == zone.tz.utcoffset(clock.replace(fold=1)):
        return clock - offset
    first, second = (clock.replace(tzinfo=zone.tz, fold=fold) for fold in (0, 1))
    back = first.astimezone(UTC).astimezone(zone.tz)
    if back.replace(tzinfo=UTC, fold=0) != clock:
        said = f"the clocks were put forward over it and showed {back:%H:%M}"
        raise ValueError(
            f"`{text}` does not exist in {zone.name}: {said}; check the time, or add the offset that is meant"
        )
    earlier, later = (f"{text}{_colon(f'{moment:%z}')}" for moment in (first, second))
    said = (
        f"`{text}` happened twice in {zone.name}, as the clocks were put back; add the offset that is meant"
    )
    raise ValueError(f"{said}: {earlier} or {later}")


def _colon(offset: str) -> str:
    return f"{offset[:3]}:{offset[3:5]}"


def _offset(text: str) -> tzinfo:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or offset > _FURTHEST_OFFSET:
        raise ValueError(f"no clock has the offset `{text}`; write one such as +01:00")
    return timezone(-offset if text[0] == "-" else offset)


def _not_a_time(text: str) -> str:
    for pattern, said in _NEARLY:
        if len(text) < 60 and re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII):
            return f"`{text}` {said}"
    return f"`{shown(text)}` is not a time; write it as {TIME_EXAMPLE}"
