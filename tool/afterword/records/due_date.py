"""The date by which something is due, as precise as it was written: a day, a month or a quarter."""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import StrEnum
from typing import Any, Self, SupportsIndex

from afterword.patterns import pattern
from afterword.records.error_messages import InvalidValueError, shown
from afterword.records.rough_time import DATE_PATTERN, MONTH_PATTERN, YEAR_PATTERN
from afterword.records.time_errors import YEARS
from afterword.records.zone import read_date

DUE_PATTERN = f"({DATE_PATTERN}|{YEAR_PATTERN}-({MONTH_PATTERN}|Q[1-4]))"
DUE_EXAMPLES = ("2027-01-31", "2027-01", "2027-Q1")

_PERIOD = pattern(r"(?P<year>\d{4})-(?:(?P<month>\d\d)|Q(?P<quarter>\d))", re.ASCII)
_PROBABLY_QUARTER = pattern(
    r"(?P<year>\d{4})[ /-]?Q(?P<quarter>[1-4])|Q(?P<first>[1-4])[ /-]?(?P<then>\d{4})",
    re.IGNORECASE | re.ASCII,
)
_PROBABLY_MONTH = pattern(
    r"(?P<year>\d{4})[./-](?P<month>\d{1,2})|(?P<first>\d{1,2})[./-](?P<then>\d{4})", re.ASCII
)
_NAMED_MONTH = pattern(r"(?P<name>[a-z]{3,9})\.?,? +(?P<year>\d{4})", re.IGNORECASE | re.ASCII)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}


class DuePrecision(StrEnum):
    """How precise a due date is."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"


class DueDate(date):
    """The last day of the period in which something is due, so that it is overdue on any later day.

    `written` is the period as it was typed, such as `2027-01-31`, `2027-01` or `2027-Q1`.
    """

    written: str

    def __new__(
        cls, year: SupportsIndex, month: SupportsIndex, day: SupportsIndex, written: str = ""
    ) -> Self:
        """Create a due date; without `written` it is a day, as in arithmetic with dates."""
        due = super().__new__(cls, year, month, day)
        due.written = written or due.isoformat()
        return due

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep what was written in a copy."""
        return type(self), (self.year, self.month, self.day, self.written)

    @property
    def precision(self) -> DuePrecision:
        """Whether it is a day, a month or a quarter."""
        if "Q" in self.written:
            return DuePrecision.QUARTER
        return DuePrecision.DAY if self.written.count("-") == 2 else DuePrecision.MONTH

    @property
    def quarter(self) -> int:
        """The quarter of the year in which it is, from 1 to 4."""
        return (self.month + 2) // 3


def read_due_date(text: str) -> DueDate:
    """Read a typed due date. Raises InvalidValueError, which says what is wrong and what to write."""
    period = _PERIOD.fullmatch(text)
    if period is None:
        return _read_day(text)
    year, quarter = int(period["year"]), int(period["quarter"] or 0)
    month = 3 * quarter if quarter else int(period["month"] or 0)
    if year not in YEARS:
        problem = f"the year of `{text}` is not between {YEARS[0]} and {YEARS[-1]}"
    elif not 1 <= month <= 12:
        known = "a quarter from Q1 to Q4" if period["quarter"] else "a month from 01 to 12"
        problem = f"`{text}` is not valid: {text[5:]} is not {known}"
    else:
        return DueDate(year, month, calendar.monthrange(year, month)[1], text)
    example = DUE_EXAMPLES[2 if period["quarter"] else 1]
    raise InvalidValueError(f"{problem}; write a period such as {example}", example)


def _read_day(text: str) -> DueDate:
    meant = _probable_period(text)
    try:
        day = read_date(text, DUE_EXAMPLES[0])
    except InvalidValueError as error:
        if not meant and re.match(r"\s*\d{1,4}[-./]\d{1,2}[-./]\d", text):
            raise  # it is a date, and its message says what is wrong with it
        listed = f"{', '.join(DUE_EXAMPLES[:2])} or {DUE_EXAMPLES[2]}"
        message = f"`{shown(text)}` is not a due date; write a day, a month or a quarter: {listed}"
        raise InvalidValueError(message, meant or error.example) from None
    return DueDate(day.year, day.month, day.day, text)


def _probable_period(text: str) -> str:
    """Return the month or quarter that was probably meant, or an empty text."""
    text = text.strip()
    if quarter := _PROBABLY_QUARTER.fullmatch(text):
        year = quarter["year"] or quarter["then"]
        return f"{year}-Q{quarter['quarter'] or quarter['first']}" if int(year) in YEARS else ""
    if month := _PROBABLY_MONTH.fullmatch(text):
        return _month(month["year"] or month["then"], int(month["month"] or month["first"]))
    if named := _NAMED_MONTH.fullmatch(text):
        return _month(named["year"], _MONTHS.get(named["name"].lower(), 0))
    return ""


def _month(year: str, month: int) -> str:
    return f"{year}-{month:02}" if int(year) in YEARS and 1 <= month <= 12 else ""
