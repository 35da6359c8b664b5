"""Explains times and dates that cannot be read: what is wrong, and the time that was probably meant."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta

from afterword.patterns import pattern
from afterword.records.error_messages import shown
from afterword.records.rough_time import UNKNOWN

TIME_EXAMPLE = "2026-11-20 09:40"
DATE_EXAMPLE = "2026-11-20"
OFFSET_EXAMPLE = "+01:00"
YEARS = range(1900, 2200)
"""Years that are accepted. Others are typing errors, and a calendar from the year 202 on would never end."""
FURTHEST_OFFSET = timedelta(hours=14)

_LONGEST = 60
_TWELVE_HOURS = r".*\d ?[ap]\.?m\.?"
_APPROXIMATE = pattern(
    r"(?:[~≈±]|ca?\.?|about|circa|approx(?:\.|imately)?|around) ?(?P<after>\d.*)|(?P<before>.*\d) ?\?",
    re.IGNORECASE | re.ASCII,
)
_NEAR_MISSES = tuple(
    (pattern(form, re.IGNORECASE | re.ASCII), problem)
    for form, problem in (
        (_TWELVE_HOURS, "uses a 12-hour clock; write hours from 00 to 23"),
        (
            r"\d{1,2}:\d\d(?::\d\d)?(?: ?(?:[a-z]{1,5}|[+-]\d\d?(?::?\d\d)?))?",
            "is a time without a date; write both",
        ),
        (
            r"(?:in )?\d+ ?(?:s|sec|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)",
            "is a duration; write the time at which it is over",
        ),
        (r"\d{4}-\d\d-\d\d[ t]\d\d:\d\d(?::\d\d(?:\.\d+)?)?z", "ends with a small letter; write `Z`"),
        (_APPROXIMATE.pattern, "is approximate; write `~` after the time"),
        (
            r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|\d{4}[./]\d{1,2}[./]\d{1,2}.*",
            "has a date in another form; write year, month and day",
        ),
        (
            r"\d{4}-(?:\d(?!\d)(?:-\d{1,2})?|\d\d-\d(?!\d)|\d\d-\d\d[ t]+\d(?!\d)|\d\d-\d\d[ t]\d\d:\d(?!\d)).*",
            "has a part with a single digit; write two digits",
        ),
        (r".*\d ?\(?(?:utc|gmt)\)?", "names UTC; write `Z` for it"),
        (
            r".*:\d\d(?:\.\d+)? ?\(?(?:utc|gmt|z)? ?[+-]\d{1,2}(?::?\d\d)?\)?",
            "has an offset in another form; write its hours and minutes with two digits each",
        ),
        (
            r".*\d ?\(?(?:[a-z]{2,5}|[a-z]{3}\d[a-z]{3})\)?",
            "has a zone abbreviation, which is ambiguous; set `timezone:`, or write the offset",
        ),
        (r".*\d +[a-z]+/[a-z_/]+", "names a zone, which belongs in `timezone:`; write only the time"),
        (r"\d{4}-\d\d-\d\d[ t]\d\d[.h]\d\d.*", "has no colon between hours and minutes; write one"),
        (
            r"\d{4}-\d\d-\d\d(?![ t]\d)\D+\d\d:\d\d.*",
            "must have exactly one space between the date and the time",
        ),
        (r"\d{8}[ t]?\d{4}(?:\d\d)?z?", "has no separators; write hyphens, a space and a colon"),
        (r"\d{9,10}|\d{13}", "is a Unix timestamp; write a date and a time"),
    )
)
_ZONE_IN_UNSTATED = pattern(
    rf"(?!{_TWELVE_HOURS}$).*:\d\d.*?(?:[a-z]{{2,5}}|z|[+-]\d{{1,2}}(?::?\d\d)?)\)?", re.IGNORECASE | re.ASCII
)
_OPEN_END = pattern(
    r"ongoing|open|now|present|still|today|current(?:ly)?|tb[ac]|tbd|n/?a|none|-+|\?+", re.IGNORECASE
)
_NOT_A_ZONE = frozenset({"uhr", "h", "hrs", "hours", "oclock", "o'clock"})
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_WITH_MONTH_NAME = pattern(
    r"(?:[a-z]{2,9},? )?(?:(?P<d1>\d{1,2})(?:st|nd|rd|th|\.)?[ -]+(?P<m1>[a-z]{3,9})\.?|(?P<m2>[a-z]{3,9})\.? "
    r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?),?[ -]+(?P<year>\d{4})",
    re.IGNORECASE | re.ASCII,
)
_DATE_PARTS = pattern(
    r"\s*(?P<a>\d{1,4})(?P<sign>[-./])(?P<b>\d{1,2})(?P=sign)(?P<c>\d{1,4})(?!\d)", re.ASCII
)
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-"),
        "\uff1a": ":",
        "\uff0f": "/",
        "\uff0e": ".",
        "\uff5e": "~",
        "\u3000": " ",
    }
)
"""Hyphens and full-width characters, as an input method or a word processor writes them."""
_WELL_FORMED = pattern(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?(?:Z|[+-]\d\d:\d\d)?~?", re.ASCII)
_COMPACT = pattern(r"(\d{4})(\d\d)(\d\d)[ t]?(\d\d)(\d\d)(?:\d\d)?(z?)", re.IGNORECASE | re.ASCII)
_CLOCK = pattern(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{1,2}))?(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?P<zone>.*)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_OFFSET = pattern(
    r"(?:utc|gmt|z)?\s*(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?", re.IGNORECASE | re.ASCII
)
_ABBREVIATIONS = {
    "wet": "+00:00", "bst": "+01:00", "west": "+01:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00",
    "eest": "+03:00", "ist": "+05:30", "jst": "+09:00", "aest": "+10:00", "aedt": "+11:00", "edt": "-04:00",
    "est": "-05:00", "cdt": "-05:00", "cst": "-06:00", "mdt": "-06:00", "mst": "-07:00", "pdt": "-07:00",
    "pst": "-08:00",
}  # fmt: skip
"""What most people mean by them, for an example. They are not accepted, because others mean something else."""


def time_problem(text: str, *, unstated: bool) -> str:
    """Say why a text is not a time, up to the words "such as".

    `unstated` means that times of the record have no zone and no offset.
    """
    if "\n" in text:
        return f"`{shown(text)}` is not on one line; write a date and a time, such as"
    if len(text) < _LONGEST:
        if not text.isascii() and _WELL_FORMED.fullmatch(_in_ascii(text)):
            return f"`{text}` has other characters than `0` to `9`, `-` and `:`; write it with these, such as"
        if unstated and _ZONE_IN_UNSTATED.fullmatch(text):
            return f"`{text}` has a zone, but the record's zone is `unstated`; write only the time, such as"
        if text.lower() == UNKNOWN:
            return (
                f"`{text}` is allowed only as the `end` of a window; a component whose times are not known belongs "
                "in `also_affected`; write a time, with `~` after it if it is approximate, such as"
            )
        if _OPEN_END.fullmatch(text):
            return (
                f"`{text}` is not a time; leave out the key while that is not known, or write a time such as"
            )
        if _WITH_MONTH_NAME.match(text):
            return f"`{text}` has a date in another form; write year, month and day, such as"
        for form, problem in _NEAR_MISSES:
            if form.fullmatch(text):
                return f"`{text}` {problem}, such as"
    return f"`{shown(text)}` is not a time; write a date and a time, such as"


def clock_problem(text: str, hour: int, minute: int, second: int) -> str:
    """Say which part of a clock time is out of range; empty if none is."""
    if hour == 24 and not minute and not second:
        return f"`{text}` is not a valid time: midnight is 00:00 of the next day"
    for value, name, last in ((hour, "an hour", 23), (minute, "a minute", 59), (second, "a second", 59)):
        if value > last:
            return f"`{text}` is not a valid time: {value} is not {name} from 00 to {last}"
    return ""


def day_problem(text: str) -> str:
    """Say which part of a date of the form 2026-11-20 is wrong; empty if none is."""
    year, month, day = map(int, text.split("-"))
    if year not in YEARS:
        return f"the year of `{text}` is not between {YEARS[0]} and {YEARS[-1]}"
    if not 1 <= month <= 12:
        return f"`{text}` is not a valid date: {month:02} is not a month from 01 to 12"
    last = calendar.monthrange(year, month)[1]
    if 1 <= day <= last:
        return ""
    if day > 31 or not day:
        return f"`{text}` is not a valid date: {day:02} is not a day from 01 to {last}"
    return f"`{text}` is not a valid date: {calendar.month_name[month]} {year} has {last} days"


def probable_date(text: str) -> date | None:
    """Return the date that a text probably means, or None."""
    named = _WITH_MONTH_NAME.match(text)
    if named:
        month = _MONTHS.get((named["m1"] or named["m2"])[:3].lower(), 0)
        return _nearest_day(int(named["year"]), month, int(named["d1"] or named["d2"])) if month else None
    found = _DATE_PARTS.match(text)
    if not found:
        return None
    first, second, third = (int(found[part]) for part in "abc")
    if len(found["a"]) == 4:
        return _nearest_day(first, second, third)
    if len(found["c"]) != 4:
        return None
    if found["sign"] == "." or first > 12:
        return _nearest_day(third, second, first)
    return _nearest_day(third, first, second) if second > 12 else None


def probable_time(
    text: str, *, with_offset: bool, unstated: bool, after: datetime | date | None = None
) -> str:
    """Write the time that a text probably means; empty if its clock time is not one.

    `with_offset` adds an offset if the text has none, and `unstated` removes it. If the text has no date, it is that of
    `after`, a local time or a day, or of the next day if the clock time is earlier. Else it is that of an example.
    """
    text = _in_ascii(text)
    approximate = _APPROXIMATE.fullmatch(text)
    if approximate:
        rest = (approximate["after"] or approximate["before"]).strip()
        day_alone = re.fullmatch(r"\d{4}(?:-\d\d){0,2}", rest, re.ASCII)
        return (rest if day_alone else probable_time(rest, with_offset=with_offset, unstated=unstated)) + "~"
    if re.fullmatch(r"\d{9,10}|\d{13}", text, re.ASCII):
        instant = datetime.fromtimestamp(int(text[:10]), UTC)
        return f"{instant:%Y-%m-%d %H:%M}" + ("" if unstated else "Z")
    month = re.fullmatch(r"(\d{4})-([1-9])", text, re.ASCII)
    if month:
        return f"{month[1]}-{month[2]:0>2}"
    compact = _COMPACT.fullmatch(text)
    if compact:
        text = compact.expand(r"\1-\2-\3 \4:\5\6")
    found = _WITH_MONTH_NAME.match(text) or _DATE_PARTS.match(text)
    day = probable_date(text) or date.fromisoformat(DATE_EXAMPLE)
    rest = re.sub(r"^(?:\s|[,_t]|at\b)+", "", text[found.end() :] if found else text, flags=re.IGNORECASE)
    if found and not rest and not with_offset:
        return str(day)  # a clock time would be invented
    clock, days, zone = _probable_clock(rest)
    if not clock:
        return ""
    if after and not found and rest[:1].isdigit():
        day = after.date() if isinstance(after, datetime) else after
        days += isinstance(after, datetime) and f"{after:%H:%M:%S}" > clock and not days
    offset = "" if unstated else _probable_offset(zone) or (OFFSET_EXAMPLE if with_offset else "")
    return f"{day + timedelta(days=days)} {clock}{offset}"


def _in_ascii(text: str) -> str:
    """Write the digits, hyphens and colons of other scripts as those that times are written with."""
    plain = "".join(str(unicodedata.digit(each)) if each.isdecimal() else each for each in text)
    return plain.translate(_SIGNS)


def _nearest_day(year: int, month: int, day: int) -> date | None:
    if month > 12 >= day >= 1 and month <= 31:
        month, day = day, month
    if year not in YEARS or not 1 <= month <= 12:
        return None
    return date(year, month, min(day or 1, calendar.monthrange(year, month)[1]))


def _probable_clock(text: str) -> tuple[str, int, str]:
    """Return the clock time, empty if it is not one, the days to add to the date, and what follows the time."""
    found = _CLOCK.fullmatch(text)
    if not found or not (found["minute"] or found["half"] or text == found["hour"]):
        return TIME_EXAMPLE[11:], 0, ""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["half"] and hour <= 12:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    second = 59 if second == 60 else second  # a leap second, which no clock of a computer shows
    days, hour = divmod(hour, 24) if hour < 30 else (0, hour)  # some count on after midnight: 25:10
    if hour > 23 or minute > 59 or second > 59:
        return "", 0, found["zone"]
    clock = f"{time(hour, minute, second):%H:%M:%S}" if found["second"] else f"{hour:02}:{minute:02}"
    return clock + (f".{found['fraction'][:3]}" if found["fraction"] else ""), days, found["zone"]


def _probable_offset(text: str) -> str:
    word = text.strip(" ()\u00a0\u202f")
    if word.lower() in ("z", "utc", "gmt"):
        return "Z"
    found = _OFFSET.fullmatch(word)
    if word.lower() in _NOT_A_ZONE:
        return ""
    if found:
        hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
        valid = minutes < 60 and timedelta(hours=hours, minutes=minutes) <= FURTHEST_OFFSET
        return f"{found['sign']}{hours:02}:{minutes:02}" if valid else OFFSET_EXAMPLE
    if "/" in word:
        return ""
    return _ABBREVIATIONS.get(
        word.lower(), OFFSET_EXAMPLE if re.fullmatch(r"[A-Za-z]{2,5}(\d[A-Za-z]{3})?", word) else ""
    )
