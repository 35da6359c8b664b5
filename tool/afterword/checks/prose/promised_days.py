"""Finds the day by which a sentence promises a report: "We will publish a post-mortem by 27 November"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from afterword.checks.prose.clock_times import days_in
from afterword.checks.prose.numbers import PLAIN, read_number
from afterword.patterns import pattern

_REPORT = (
    r"(?:post-?\s?mortem|root[- ]cause\sanalysis|RCA|incident\s(?:report|review|analysis|summary)|write-?up|"
    r"(?:full|detailed|final|complete|public|preliminary)\s(?:report|analysis|review|account))"
)
REPORT = pattern(rf"\b{_REPORT}\b", re.IGNORECASE)
"""What readers wait for."""
_PUBLISH = r"(?:publish|share|post|provide|release|follow\sup\swith|make\savailable)"
_PROMISE = pattern(
    rf"(?:\b(?:we|our\steam)(?:\swill|['’]ll)\s(?:\w+\s)?{_PUBLISH}\b.*\b{_REPORT}\b|"
    rf"\b{_REPORT}\b.*\bwill\s(?:\w+\s)?be\s(?:published|shared|posted|provided|released|available|ready)\b|"
    rf"\b{_REPORT}\b\swill\sfollow\b)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_UNTIL = pattern(
    r"\b(?:by|before|on|no\slater\sthan|until)\s(?:the\send\sof\s)?(?:the\s)?(?:\w+day,?\s)?$", re.IGNORECASE
)
_WITHIN = pattern(
    rf"\b(?:within|in)\s(?:the\snext\s)?(?P<number>{PLAIN})\s(?P<kind>(?:business|working)\s)?"
    r"(?P<unit>hour|day|week)s?\b",
    re.IGNORECASE,
)
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0}
_WORKING_WEEK = 5
_LEEWAY = timedelta(days=180)
"""How long before a text a day without a year may be, and still be one of the same year."""


def promised_day(sentence: str, written: date) -> date | None:
    """Return the last day by which a sentence of some day promises a report, or None."""
    found = _PROMISE.search(sentence)
    if not found:
        return None
    for start, day in days_in(sentence):
        if start >= found.start("rest") and _UNTIL.search(sentence[:start]):
            return _nearest(day.year, day.month, day.day, written)
    within = _WITHIN.search(found["rest"])
    if within is None:
        return None
    number = float(read_number(within["number"])) * _DAYS[within["unit"].lower()]
    weekends = 2 * (1 + number // _WORKING_WEEK) if within["kind"] else 0
    return written + timedelta(days=number + weekends)


def _nearest(year: int | None, month: int, day: int, written: date) -> date | None:
    """Return a day; without a year, the one that is not long before a text."""
    try:
        found = date(year or written.year, month, day)
        if year is None and found < written - _LEEWAY:
            found = found.replace(year=found.year + 1)
    except ValueError:
        return None
    return found
