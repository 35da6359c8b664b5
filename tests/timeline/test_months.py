"""Months in time zones, and uptime over them."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from afterword.timeline.months import Month, month_of, months
from afterword.timeline.uptime import component_uptime
from tests.timeline.building import SITE, at, site, window, windows
from tests.timeline.measuring import some

HOUR = timedelta(hours=1)


def length(month: Month, zone: str) -> timedelta:
    found = month.days(ZoneInfo(zone))
    return found[-1].interval.end - found[0].interval.start


@pytest.mark.parametrize(
    ("month", "zone", "hours"),
    [
        (Month(2026, 10), "UTC", 31 * 24),
        (Month(2026, 10), "Europe/Berlin", 31 * 24 + 1),
        (Month(2026, 3), "Europe/Berlin", 31 * 24 - 1),
        (Month(2026, 3), "America/St_Johns", 31 * 24 - 1),
        (Month(2026, 11), "America/St_Johns", 30 * 24 + 1),
        (Month(2011, 12), "Pacific/Apia", 30 * 24),
        (Month(2026, 4), "Australia/Lord_Howe", 30 * 24 + 0.5),
        (Month(2024, 2), "Asia/Kolkata", 29 * 24),
    ],
)
def test_a_month_has_its_real_length_in_the_zone(month: Month, zone: str, hours: float) -> None:
    assert length(month, zone) == hours * HOUR


def test_a_day_that_the_zone_never_had_is_left_out() -> None:
    assert date(2011, 12, 30) not in [day.date for day in Month(2011, 12).days(ZoneInfo("Pacific/Apia"))]


@pytest.mark.parametrize(
    ("month", "zone", "shown"),
    [
        # An hour of a major outage in 743, 744 and 745 hours.
        (Month(2026, 3), "Europe/Berlin", 743),
        (Month(2026, 10), "UTC", 744),
        (Month(2026, 10), "Europe/Berlin", 745),
        (Month(2011, 12), "Pacific/Apia", 720),
        (Month(2026, 3), "America/St_Johns", 743),
    ],
)
def test_downtime_is_divided_by_the_real_length_of_the_month(month: Month, zone: str, shown: int) -> None:
    counting = site(SITE)
    middle = f"{month}-15"
    found = component_uptime(
        windows(window("very_overloaded", f"{middle} 10:00", f"{middle} 11:00")),
        counting.components[0],
        month.days(ZoneInfo(zone)),
        counting,
        at("2027-01-01 00:00"),
    )
    assert 1 - some(found).ratio == pytest.approx(1 / shown, rel=1e-12)


def test_an_hour_that_the_clocks_show_twice_counts_twice() -> None:
    counting = site(SITE)
    found = component_uptime(
        windows(window("very_overloaded", "2026-10-25T02:00+02:00", "2026-10-25T03:00+01:00")),
        counting.components[0],
        Month(2026, 10).days(ZoneInfo("Europe/Berlin")),
        counting,
        at("2027-01-01 00:00"),
    )
    assert some(found).down == 2 * HOUR


def test_months_continue_across_the_year() -> None:
    found = list(months(Month(2025, 11), Month(2026, 2)))
    assert list(map(str, found)) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert [month.next for month in found[:-1]] == found[1:]
    assert [month.previous for month in found[1:]] == found[:-1]
    assert list(months(Month(2026, 2), Month(2026, 1))) == []


def test_a_month_has_a_first_and_a_last_day() -> None:
    leap = month_of(date(2024, 2, 11))
    assert (leap.first, leap.last) == (date(2024, 2, 1), date(2024, 2, 29))
