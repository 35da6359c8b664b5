"""Days as people type them: due dates, and days on which something was done."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from afterword.arguments.dates import read_due, read_past_day
from afterword.records.zone import UTC_ZONE, zone_named

NOW = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)  # a Friday, and Saturday in Berlin
BERLIN = zone_named("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2027-01-31", "2027-01-31"),
        ("2027-01", "2027-01"),
        ("2027-Q1", "2027-Q1"),
        ("2026-11", "2026-11"),
        ("+14d", "2026-12-11"),
        ("2 weeks", "2026-12-11"),
        ("in 1d", "2026-11-28"),
        ("today", "2026-11-27"),
        ("tomorrow", "2026-11-28"),
        ("fri", "2026-11-27"),
        ("Thursday", "2026-12-03"),
    ],
)
def test_a_due_date_is_as_precise_as_it_was_typed(typed: str, written: str) -> None:
    assert read_due(typed, UTC_ZONE, NOW).written == written


def test_days_count_from_that_of_the_record() -> None:
    assert read_due("+1d", BERLIN, NOW) == date(2026, 11, 29)
    assert read_past_day("today", BERLIN, NOW) == date(2026, 11, 28)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2026-01-31", "is in the past; write a date from today (2026-11-27) on"),
        ("2026-10", "is in the past"),
        ("+36h", "is not a number of days; write it like +14d"),
        ("3 months", "write days, such as 30d"),
        ("2027-02-30", "2027-02-30"),
        ("soon", "2027-01 or 2027-Q1; +14d is in two weeks"),
        ("Q1 2027", "2027-Q1"),
        ("", "is not a due date"),
    ],
)
def test_what_is_no_due_date_gets_one_that_works(typed: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        read_due(typed, UTC_ZONE, NOW)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("yesterday", date(2026, 11, 26)),
        ("-2d", date(2026, 11, 25)),
        ("wed", date(2026, 11, 25)),
    ],
)
def test_a_day_that_has_come(typed: str, day: date) -> None:
    assert read_past_day(typed, UTC_ZONE, NOW) == day


@pytest.mark.parametrize("typed", ["2026-11", "2026", "2026-11-20~"])
def test_a_day_must_be_known(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a day; write one such as"):
        read_past_day(typed, UTC_ZONE, NOW)


def test_what_was_done_is_not_in_the_future() -> None:
    with pytest.raises(ValueError, match=r"is in the future; write today \(2026-11-27\) or an earlier day"):
        read_past_day("tomorrow", UTC_ZONE, NOW)
