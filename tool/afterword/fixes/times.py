"""Fixes times and dates in another notation, if it can only mean one."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta

from afterword.fixes.problem import Problem
from afterword.fixes.proposal import Proposal

_MONTHS = {
    word.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, word in enumerate(names)
    if word
}
_DATES = (
    re.compile(r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=$|[T ])", re.ASCII),
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[ -](?P<name>[a-z]{3,9})\.?,?[ -](?P<year>\d{4})(?!\d)",
        re.ASCII | re.IGNORECASE,
    ),
    re.compile(
        r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})(?!\d)",
        re.ASCII | re.IGNORECASE,
    ),
    re.compile(r"(?P<one>\d{1,2})(?P<sign>[-/.])(?P<other>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)", re.ASCII),
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?P<rest>:\d\d(?:\.\d+)?)? ?(?P<half>[ap]\.?m\.?)?"
    r" ?\(?(?P<zone>z|(?:utc|gmt)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?|utc|gmt)?\)?",
    re.ASCII | re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:\s+at\s+|,\s*|[tT_]|\s)\s*")
_APPROXIMATE = re.compile(
    r"(?:[~≈]|(?:ca?\.?|about|circa|approx(?:\.|imately)?|around) ) ?(?=\d)", re.IGNORECASE
)


def fix(problem: Problem) -> Proposal | None:
    """Write a time or a date in the notation that is read."""
    if not problem.value:
        return None
    path, node = problem.value
    right = notation(node.text.strip())
    if not right or right == node.text:
        return None
    return Proposal(f"Change `{node.text.strip()}` to `{right}`", (problem.replaced(node, right),), path)


def notation(text: str) -> str:
    """Return the only time or date that a text can mean, as people type it in a record; empty if there is none.

    `11/12/2026` can be two days, and an abbreviation such as `IST` several zones.
    """
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text, re.ASCII):
        return f"{datetime.fromtimestamp(int(text[:10]), UTC):%Y-%m-%d %H:%M:%S}Z".replace(":00Z", "Z")
    approximate = _APPROXIMATE.match(text)
    if approximate:
        rest = text[approximate.end() :]
        right = notation(rest)
        return f"{right}~" if right and not right.endswith("~") else ""
    month = re.fullmatch(r"(\d{4})[-/](\d{1,2})", text, re.ASCII)
    if month:
        return f"{month[1]}-{int(month[2]):02}"
    for pattern in _DATES:
        found = pattern.match(text)
        if found:
            day = _day(found.groupdict())
            return _with_clock(day, text[found.end() :]) if day else ""
    return ""


def _day(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    if "one" in parts:
        one, other = int(parts["one"] or 0), int(parts["other"] or 0)
        if one <= 12 and other <= 12 and one != other:
            return None  # the order of day and month depends on the country
        month, day = (other, one) if one > 12 else (one, other)
    else:
        name = parts.get("name")
        month = _MONTHS.get(name.lower(), 0) if name else int(parts.get("month") or 0)
        day = int(parts["day"] or 0)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_clock(day: date, rest: str) -> str:
    if not rest.strip():
        return day.isoformat()
    compact = re.fullmatch(r"(?:[T ]\s*)(\d\d)(\d\d)(\d\d)?(Z?)", rest, re.ASCII)
    if compact:
        rest = f" {compact[1]}:{compact[2]}" + (f":{compact[3]}" if compact[3] else "") + compact[4]
    between = _BETWEEN.match(rest)
    end = "~" if rest.endswith("~") else ""
    clock = _CLOCK.fullmatch(rest[between.end() :].removesuffix("~").rstrip()) if between else None
    if not clock or not (clock["minute"] or clock["half"]):
        return ""
    hour, minute = int(clock["hour"]), clock["minute"] or "00"
    if clock["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
    if hour == 24 and minute == "00" and clock["rest"] in (None, ":00"):
        day, hour = day + timedelta(days=1), 0
    return f"{day} {hour:02}:{minute}{clock['rest'] or ''}{_offset(clock)}{end}"


def _offset(clock: re.Match[str]) -> str:
    if not clock["zone"]:
        return ""
    if not clock["sign"]:
        return "Z"
    return f"{clock['sign']}{int(clock['hours']):02}:{clock['minutes'] or '00'}"
