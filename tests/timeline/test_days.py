"""The days of time zones, and the time at each level on them."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.records.day_span import DaySpan
from afterword.records.impact import Window
from afterword.timeline.days import days, known_days, latest_days, levels_by_day
from tests.timeline.building import LEVELS, at, site, window, windows

HOUR = timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Africa/Cairo", date(2026, 4, 24), 23),  # at midnight, so that the day begins at one o'clock
        ("America/Havana", date(2026, 11, 1), 25),  # at one o'clock, so that midnight comes twice
        ("UTC", date(2026, 3, 29), 24),
    ],
)
def test_a_day_on_which_the_clocks_change_has_its_real_length(zone: str, day: date, hours: float) -> None:
    before, changed, after = days(day - timedelta(days=1), day + timedelta(days=1), ZoneInfo(zone))
    assert changed.date == day
    assert [one.interval.duration for one in (before, changed, after)] == [24 * HOUR, hours * HOUR, 24 * HOUR]


def test_a_day_begins_at_local_midnight() -> None:
    (one,) = days(date(2026, 7, 1), date(2026, 7, 1), BERLIN)
    assert (one.interval.start, one.interval.end) == (at("2026-06-30 22:00"), at("2026-07-01 22:00"))


def test_a_day_on_which_midnight_was_skipped_begins_at_the_change() -> None:
    cairo = ZoneInfo("Africa/Cairo")
    (one,) = days(date(2026, 4, 24), date(2026, 4, 24), cairo)
    assert one.interval.start.astimezone(cairo).strftime("%d %H:%M") == "24 01:00"


def test_a_date_that_a_zone_never_had_is_left_out() -> None:
    samoa = days(date(2011, 12, 29), date(2011, 12, 31), ZoneInfo("Pacific/Apia"))
    assert [one.date.day for one in samoa] == [29, 31]


def test_there_are_no_days_if_the_last_is_before_the_first() -> None:
    assert days(date(2026, 3, 2), date(2026, 3, 1), UTC) == ()


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"])
def test_there_are_no_gaps_between_the_days_of_a_year(zone: str) -> None:
    year = days(date(2026, 1, 1), date(2026, 12, 31), ZoneInfo(zone))
    assert len(year) == 365
    assert all(one.interval.end == next_one.interval.start for one, next_one in itertools.pairwise(year))


def test_the_latest_days_end_with_today_in_the_zone() -> None:
    late_evening_in_london = at("2026-03-01 23:30")
    found = latest_days(3, BERLIN, late_evening_in_london)
    assert [one.date.isoformat() for one in found] == ["2026-02-28", "2026-03-01", "2026-03-02"]


WEEK = days(date(2026, 3, 1), date(2026, 3, 5), UTC)


def worst(found: tuple[Window, ...], now: str, since: date | None = None) -> list[str | None]:
    by_day, known = levels_by_day(found, site(), WEEK, at(now)), known_days(WEEK, at(now), DaySpan(since))
    levels = ([one.level for one in by_day.get(number, ())] for number in range(len(WEEK)))
    return [
        [*present, "operational"][max(len(present) - 1, 0)] if n in known else None
        for n, present in enumerate(levels)
    ]


def test_a_window_over_several_days_counts_on_each_of_them() -> None:
    found = windows(window("overloaded", "2026-03-02 23:59", "2026-03-04 00:01"))
    assert worst(found, "2026-03-09 00:00") == [
        "operational",
        "overloaded",
        "overloaded",
        "overloaded",
        "operational",
    ]


def test_a_window_that_ends_at_midnight_does_not_overlap_the_next_day() -> None:
    found = windows(window("overloaded", "2026-03-02 22:00", "2026-03-03 00:00"))
    assert worst(found, "2026-03-09 00:00") == ["operational", "overloaded"] + ["operational"] * 3


def test_future_days_and_days_before_the_component_existed_have_no_data() -> None:
    found = windows(window("overloaded", "2026-03-01 22:00"))
    assert worst(found, "2026-03-04 00:00", since=date(2026, 3, 2)) == [
        None,
        "overloaded",
        "overloaded",
        "operational",  # begins just now, and nothing of it has happened
        None,
    ]


def test_a_day_has_the_time_at_each_level_mildest_first() -> None:
    found = windows(
        window("very_overloaded", "2026-03-02 01:00", "2026-03-02 02:00"),
        window("degraded", "2026-03-02 00:00", "2026-03-02 04:00", "api"),
    )
    by_day = levels_by_day(found, site(), WEEK, at("2026-03-09 00:00"))
    assert {number: [(one.level, one.duration) for one in levels] for number, levels in by_day.items()} == {
        1: [("degraded", 3 * HOUR), ("very_overloaded", HOUR)]
    }


spell = st.tuples(st.sampled_from(("fine", *LEVELS)), st.integers(0, 300), st.integers(1, 120) | st.none())


@given(
    drawn=st.lists(spell, max_size=6),
    zone=st.sampled_from(("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")),
    now=st.integers(0, 420),
    since=st.dates(date(2026, 3, 24), date(2026, 4, 12)) | st.none(),
)
def test_each_half_hour_counts_on_its_local_day_for_its_worst_level(
    drawn: list[tuple[str, int, int | None]], zone: str, now: int, since: date | None
) -> None:
    """Half hours count from 27 March 2026, so that the clocks change within the days."""
    base, step, tz = at("2026-03-27 00:00"), timedelta(minutes=30), ZoneInfo(zone)
    scale = ("fine", *LEVELS)
    expected: dict[date, dict[str, timedelta]] = {}
    for number in range(now):
        present = [level for level, start, length in drawn if start <= number < start + (length or 999)]
        level = max(present, key=scale.index, default="fine")
        if level != "fine":
            on_day = expected.setdefault((base + number * step).astimezone(tz).date(), {})
            on_day[level] = on_day.get(level, timedelta()) + step

    def typed(number: int) -> str:
        return (base + number * step).strftime("%Y-%m-%d %H:%M")

    lines = [
        window(level, typed(start), typed(start + length) if length else "") for level, start, length in drawn
    ]
    moment = base + now * step
    listed = days(date(2026, 3, 26), date(2026, 4, 6), tz)
    by_day, known = (
        levels_by_day(windows(*lines), site(), listed, moment),
        known_days(listed, moment, DaySpan(since)),
    )
    for number, day in enumerate(listed):
        begins = datetime(day.date.year, day.date.month, day.date.day, tzinfo=tz)
        assert (number in known) == ((not since or day.date >= since) and begins <= moment)
        shares = [(one.level, one.duration) for one in by_day.get(number, ())]
        on_day = expected.get(day.date, {})
        assert shares == sorted(on_day.items(), key=lambda one: scale.index(one[0]))


def test_ten_years_of_twenty_thousand_windows_add_up() -> None:
    """Nested loops would need 70 million steps for this; one pass needs some ten thousand."""
    (one,) = windows(window("degraded", "2016-01-01 00:00", "2016-01-01 01:00"))
    shifts = (timedelta(hours=4 * number) for number in range(20_000))
    many = tuple(one.model_copy(update={"start": one.start + s, "end": one.start + s + HOUR}) for s in shifts)
    decade = days(date(2016, 1, 1), date(2025, 12, 31), BERLIN)
    by_day = levels_by_day(many, site(), decade, at("2026-01-01 00:00"))
    assert sum((one.duration for levels in by_day.values() for one in levels), timedelta()) == 20_000 * HOUR
