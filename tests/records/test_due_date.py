"""Due dates: a day, a month or a quarter, overdue once it is over."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta

import pytest

from afterword.records.due_date import DuePrecision, read_due_date
from afterword.records.error_messages import InvalidValueError
from afterword.views.text.words import ENGLISH


@pytest.mark.parametrize(
    ("written", "last_day", "precision", "shown"),
    [
        ("2024-08-15", date(2024, 8, 15), DuePrecision.DAY, "15 August 2024"),
        ("2024-08", date(2024, 8, 31), DuePrecision.MONTH, "August 2024"),
        ("2024-02", date(2024, 2, 29), DuePrecision.MONTH, "February 2024"),
        ("2024-Q1", date(2024, 3, 31), DuePrecision.QUARTER, "Q1 2024"),
        ("2024-Q4", date(2024, 12, 31), DuePrecision.QUARTER, "Q4 2024"),
    ],
)
def test_a_due_date_is_the_last_day_of_what_was_written(
    written: str, last_day: date, precision: DuePrecision, shown: str
) -> None:
    due = read_due_date(written)
    assert (due, due.written, due.precision, ENGLISH.due(due)) == (last_day, written, precision, shown)


@pytest.mark.parametrize(
    ("written", "message", "meant"),
    [
        ("2024-13", "`2024-13` is not valid: 13 is not a month from 01 to 12", "2027-01"),
        ("2024-Q5", "`2024-Q5` is not valid: Q5 is not a quarter from Q1 to Q4", "2027-Q1"),
        ("2424-Q1", "the year of `2424-Q1` is not between 1900 and 2199", "2027-Q1"),
        ("Q3 2024", "`Q3 2024` is not a due date", "2024-Q3"),
        ("2024 q3", "`2024 q3` is not a due date", "2024-Q3"),
        ("2024-8", "`2024-8` is not a due date", "2024-08"),
        ("08/2024", "`08/2024` is not a due date", "2024-08"),
        ("August 2024", "`August 2024` is not a due date", "2024-08"),
        ("Sept. 2024", "`Sept. 2024` is not a due date", "2027-01-31"),
        ("2026-12-45", "`2026-12-45` is not a valid date: 45 is not a day", "2026-12-31"),
        ("2024-02-31", "`2024-02-31` is not a valid date: February 2024 has 29 days", "2024-02-29"),
        ("31.8.2024", "`31.8.2024` is not a date", "2024-08-31"),
        ("soon", "`soon` is not a due date; write a day, a month or a quarter", "2027-01-31"),
    ],
)
def test_the_message_for_another_text_says_what_to_write(written: str, message: str, meant: str) -> None:
    with pytest.raises(InvalidValueError) as raised:
        read_due_date(written)
    assert message in str(raised.value)
    assert raised.value.example == meant


def test_a_copy_of_a_due_date_is_as_precise() -> None:
    due = read_due_date("2024-Q3")
    assert {due.written, copy.deepcopy(due).written, pickle.loads(pickle.dumps(due)).written} == {"2024-Q3"}


def test_the_day_after_a_due_date_is_a_day() -> None:
    assert (read_due_date("2024-08") + timedelta(days=1)).isoformat() == "2024-09-01"
