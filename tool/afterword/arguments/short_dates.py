"""Suggests what to write for clock times and dates in the forms of other countries: `14h30`, `23.11. 03:18`."""

from __future__ import annotations

import re
from datetime import date

from afterword.patterns import pattern
from afterword.views.text.words import MONTHS

_CLOCK = pattern(r"(?P<hour>\d{1,2})(?:h(?P<minute>\d\d)?|\.(?P<after>\d\d))", re.ASCII | re.IGNORECASE)
_TIME = r"(?:,|at)? ?(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)"
_DATES = tuple(
    pattern(form + _TIME, re.ASCII | re.IGNORECASE)
    for form in (
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.? ?",
        r"(?P<month>\d{1,2})-(?P<day>\d{1,2}) ",
        r"(?P<day>\d{1,2})\.? (?P<name>[a-z]{3,9})\.? ",
        r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)? ",
        r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2}) ",
        r"(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01]) ",
    )
)


def clock_meant(text: str) -> str:
    """Return the clock time for `14h`, `14h30` or `14.30`, or an empty text."""
    found = _CLOCK.fullmatch(text)
    hour, minute = (int(found["hour"]), int(found["minute"] or found["after"] or 0)) if found else (24, 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def time_meant(text: str, today: date, *, ahead: bool = False) -> str:
    """Return the date and the time for a date without its year, or an empty text: the last one, or `ahead` the next."""
    found = next((match for each in _DATES if (match := each.fullmatch(text))), None)
    parts = found.groupdict() if found else {}
    if not found:
        return ""
    name = parts.get("name")
    month = _month(name) if name else int(parts["month"])
    for year in (today.year, today.year + (1 if ahead else -1)):
        try:
            day = date(year, month, int(parts["day"]))
        except ValueError:
            return ""
        if (day >= today) if ahead else (day <= today):
            return f"{day} {int(parts['hour']):02}:{parts['minute']}"
    return ""


def _month(name: str) -> int:
    """Return the number of a month by the beginning of its name; 0 if there is none."""
    return next(
        (place for place, each in enumerate(MONTHS, 1) if each.casefold().startswith(name.casefold())), 0
    )
