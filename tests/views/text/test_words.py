"""How durations, days and times are formatted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from afterword.records.zone import UTC_ZONE, zone_named
from afterword.timeline.certainty import Certainty
from afterword.views.text.words import ENGLISH


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(), "0 min"),
        (timedelta(seconds=40), "40 s"),
        (timedelta(minutes=9, seconds=59), "9 min 59 s"),
        (timedelta(minutes=10, seconds=59), "10 min"),
        (timedelta(hours=6, minutes=30), "6 h 30 min"),
        (timedelta(hours=7), "7 h"),
        (timedelta(hours=30, minutes=30), "30 h 30 min"),
        (timedelta(hours=1, seconds=59), "1 h"),
        (timedelta(days=2), "2 d"),
        (timedelta(days=6, hours=4), "6 d 4 h"),
    ],
)
def test_a_duration_has_units(length: timedelta, text: str) -> None:
    assert ENGLISH.duration(length) == text


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(days=180, hours=23), "about 181 d"),
        (timedelta(days=2, hours=11), "about 2 d"),
        (timedelta(hours=47, minutes=59), "about 47 h 59 min"),
    ],
)
def test_an_approximate_duration_is_in_whole_days_from_two_days_on(length: timedelta, text: str) -> None:
    assert ENGLISH.duration(length, Certainty(approximate=True)) == text


def test_a_time_for_machines_has_milliseconds_only_if_there_are_any() -> None:
    at = datetime(2026, 11, 20, 9, 40, tzinfo=UTC)
    assert ENGLISH.instant(at, UTC_ZONE).iso == "2026-11-20T09:40:00Z"
    assert ENGLISH.instant(at.replace(microsecond=125_000), UTC_ZONE).iso == "2026-11-20T09:40:00.125Z"


def test_a_period_names_its_day_once() -> None:
    start, end = datetime(2026, 11, 20, 9, 40, tzinfo=UTC), datetime(2026, 11, 20, 10, 15, tzinfo=UTC)
    assert ENGLISH.period(start, end, UTC_ZONE, end).text == "20 November 2026, 09:40 – 10:15"


def test_a_period_across_a_change_of_clocks_has_its_real_duration() -> None:
    start, end = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    shown = ENGLISH.period(start, end, zone_named("Europe/Berlin"), end)
    assert shown.duration == "1 h"
    assert shown.end is not None
    assert (shown.start.zone, shown.end.zone) == ("CEST", "CET")


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 11, 3), date(2026, 11, 3), "3 November 2026"),
        (date(2026, 11, 3), date(2026, 11, 9), "3 – 9 November 2026"),
        (date(2026, 10, 30), date(2026, 11, 9), "30 October – 9 November 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 December 2025 – 2 January 2026"),
    ],
)
def test_a_range_of_days_does_not_repeat_month_and_year(first: date, last: date, text: str) -> None:
    assert ENGLISH.days(first, last) == text


def test_the_time_of_the_build_has_no_year() -> None:
    shown = ENGLISH.instant_of_build(datetime(2026, 11, 23, 12, tzinfo=UTC), zone_named("Europe/Berlin"))
    assert (shown.text, shown.zone) == ("23 November, 13:00", "CET")
    assert shown.iso == "2026-11-23T12:00:00Z"


@pytest.mark.parametrize(
    ("zone", "name"),
    [("Asia/Kathmandu", "UTC+05:45"), ("America/Sao_Paulo", "UTC-03"), ("Asia/Tokyo", "JST"), ("UTC", "UTC")],
)
def test_a_zone_without_an_abbreviation_is_named_by_its_offset(zone: str, name: str) -> None:
    local = zone_named(zone).local(datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert ENGLISH.zone_name(local, zone_named(zone)) == name
