"""`arguments.durations`: durations as people type them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.arguments.durations import days_and_rest, read_duration


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2h", timedelta(hours=2)),
        ("90m", timedelta(minutes=90)),
        ("1d", timedelta(days=1)),
        ("1h30m", timedelta(minutes=90)),
        ("90 min", timedelta(minutes=90)),
        ("2 hours", timedelta(hours=2)),
        ("1 hour 30 minutes", timedelta(minutes=90)),
        ("1 h, 30 min", timedelta(minutes=90)),
        ("2 hrs and 5 mins", timedelta(minutes=125)),
        (" 1.5H ", timedelta(minutes=90)),
        ("2 weeks", timedelta(days=14)),
        ("1w2d3h4m5s", timedelta(weeks=1, days=2, hours=3, minutes=4, seconds=5)),
        ("0m", timedelta()),
    ],
)
def test_durations_are_read(text: str, length: timedelta) -> None:
    assert read_duration(text) == length


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("90", "`90` has no unit; write 90m for minutes, 90h for hours or 90d for days"),
        ("", "a duration is missing; write one such as 2h, 90m or 1h30m"),
        ("-20m", "`-20m` has a sign; write a duration without one, such as 20m"),
        ("1:30", "`1:30` is a time of day; for a duration, write 1h30m"),
        ("3 months", "`3 months` is in months or years, which are not equally long; write days, such as 30d"),
        ("30m1h", "`30m1h` does not have each unit once, the longest first; write 1d, 2h, 90m or 1h30m"),
        ("1h1h", "`1h1h` does not have each unit once, the longest first; write 1d, 2h, 90m or 1h30m"),
        ("soon", "`soon` is not a duration; write one such as 2h, 90m, 1h30m or 1d"),
        ("2x", "`2x` is not a duration; write one such as 2h, 90m, 1h30m or 1d"),
        ("1h30", "`1h30` is not a duration; write one such as 2h, 90m, 1h30m or 1d"),
        ("999999d", "`999999d` is longer than a hundred years; write one such as 2h, 90m or 1d"),
    ],
)
def test_the_error_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        read_duration(text)
    assert str(refused.value) == message


def test_days_are_kept_apart_from_hours_because_clocks_change() -> None:
    assert days_and_rest("1d12h") == (1, timedelta(hours=12))
    assert days_and_rest("36h") == (0, timedelta(hours=36))
    assert days_and_rest("1.5d") == (1, timedelta(hours=12))


@given(st.text(alphabet="0123456789.wdhms +-:,and", max_size=50))
def test_any_text_is_a_duration_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert read_duration(text) >= timedelta()


@given(st.integers(0, 400), st.integers(0, 23), st.integers(0, 59), st.sampled_from(["", " "]))
def test_what_is_written_in_units_is_read_back(days: int, hours: int, minutes: int, space: str) -> None:
    text = f"{days}{space}d{space}{hours}{space}h{space}{minutes}{space}min"
    assert read_duration(text) == timedelta(days=days, hours=hours, minutes=minutes)
