"""`arguments.ends`: the end of something whose start is known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.arguments.ends import end_in
from afterword.arguments.moments import read_moment
from afterword.records.rough_time import form_of
from afterword.records.zone import zone_named

BERLIN = zone_named("Europe/Berlin")
NOW = datetime(2026, 11, 27, 13, 25, 40, tzinfo=UTC)


def end(text: str, start: str = "2026-11-20 22:30") -> str:
    begins = read_moment(start, BERLIN, NOW, allow_day=True)
    ends = end_in(BERLIN, NOW, begins)(text)
    return (
        form_of(ends)
        if form_of(ends) not in ("", "~")
        else f"{BERLIN.local(ends):%Y-%m-%d %H:%M}{form_of(ends)}"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2h", "2026-11-21 00:30"),
        ("1d", "2026-11-21 22:30"),
        ("1h30m", "2026-11-21 00:00"),
        ("23:15", "2026-11-20 23:15"),
        ("02:00", "2026-11-21 02:00"),
        ("2026-11-22 02:00", "2026-11-22 02:00"),
        ("2026-11-22", "2026-11-22"),
        ("-20m", "2026-11-27 14:05"),
        ("+2h", "2026-11-27 16:25"),
        ("now", "2026-11-27 14:25"),
    ],
)
def test_an_end_is_a_duration_or_a_time_after_the_start(text: str, expected: str) -> None:
    assert end(text) == expected


def test_a_weekday_is_the_next_one() -> None:
    assert end("fri 23:00") == "2026-11-20 23:00"
    assert end("sat 04:00") == "2026-11-21 04:00"
    assert end("wed") == "2026-11-25"


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("fri 02:00", "2026-11-27 02:00"),
        ("Friday, 02:00", "2026-11-27 02:00"),
        ("thu 23:00", "2026-11-26 23:00"),
        ("thu", "2026-11-26"),
    ],
)
def test_a_weekday_before_the_start_is_not_taken_for_that_of_the_next_week(text: str, later: str) -> None:
    with pytest.raises(ValueError, match="is before 2026-11-20 22:30") as refused:
        end(text)
    message = f"`{text}` is before 2026-11-20 22:30, or a week later; for that, write {later}"
    assert str(refused.value) == message
    assert end(later) == later


def test_a_day_is_a_day_of_the_calendar() -> None:
    assert end("1d", "2026-10-24 22:30") == "2026-10-25 22:30"
    assert end("24h", "2026-10-24 22:30") == "2026-10-25 21:30"
    with pytest.raises(ValueError, match="happened twice"):
        end("1d", "2026-10-24 02:30")


def test_whole_days_end_with_a_day() -> None:
    assert end("2d", "2026-12-01") == "2026-12-02"
    assert end("1d", "2026-12-01~") == "2026-12-01~"
    assert end("2h", "2026-11-20 22:30~") == "2026-11-21 00:30~"
    for text, start in (("2h", "2026-12-01"), ("1d", "2026-12"), ("0m", "2026-12-01")):
        with pytest.raises(ValueError, match="write the end as a day, such as"):
            end(text, start)


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="`90` has no unit; write 90m, 90h or 90d"):
        end("90")
