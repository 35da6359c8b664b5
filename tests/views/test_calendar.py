"""Days by their worst level, as the weeks of a year and as a strip."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.records.zone import UTC_ZONE, zone_named
from afterword.views.calendar import day_strip, year_calendar
from afterword.views.figures import CalendarFigure, DayCell
from tests.timeline.building import at, site, window, windows

NOW = at("2026-11-08 12:00")
BERLIN = zone_named("Europe/Berlin")
PHONE = 390 - 2 * 16
"""What Material leaves of a usual phone's width."""
BAD_DAY = (
    window("very_overloaded", "2026-03-08 02:00", "2026-03-08 08:30"),
    window("degraded", "2026-03-08 07:00", "2026-03-08 10:30"),
)


def year(*lines: str, number: int = 2026, since: date | None = None, now: datetime = NOW) -> CalendarFigure:
    return year_calendar(windows(*lines), site(), number, UTC_ZONE, now, since=since)


def strip(*lines: str, now: datetime = NOW, since: date | None = None) -> CalendarFigure:
    component = site().components[0].model_copy(update={"since": since})
    return day_strip(windows(*lines), site(), component, UTC_ZONE, now)


def cells(of: CalendarFigure) -> dict[str, DayCell]:
    """Give the days of a figure by their date in words."""
    return {cell.name.split(":")[0].split(",")[0]: cell for part in of.parts for cell in part.cells}


def test_a_day_has_its_worst_level_and_tells_all_of_them() -> None:
    cell = cells(year(*BAD_DAY))["8 March 2026"]
    assert cell.level.slug == "very_overloaded"
    assert cell.name == "8 March 2026: Very overloaded 6 h 30 min, Degraded 2 h"


@given(st.integers(1990, 2060))
def test_every_day_of_a_year_stands_once_in_its_week_and_weekday(number: int) -> None:
    drawn = year(number=number, now=datetime(number + 1, 1, 1, tzinfo=UTC))
    days = list(cells(drawn))
    assert len(days) == (date(number + 1, 1, 1) - date(number, 1, 1)).days
    for part in drawn.parts:
        places = {(cell.x, cell.y) for cell in part.cells}
        assert len(places) == len(part.cells)
        heights = sorted({float(cell.y) for cell in part.cells})
        for cell in part.cells:
            day = datetime.strptime(cell.name.split(":")[0], "%d %B %Y").replace(tzinfo=UTC)
            assert heights.index(float(cell.y)) == day.weekday()
        assert int(part.width) <= PHONE
        assert max(float(cell.x) + float(cell.width) for cell in part.cells) <= int(part.width)


def test_a_week_begins_with_monday_and_a_new_one_stands_further_right() -> None:
    days = cells(year())
    sunday, monday = days["8 March 2026"], days["9 March 2026"]
    assert float(monday.x) > float(sunday.x)
    assert float(monday.y) < float(sunday.y)
    assert days["15 March 2026"].x == monday.x


def test_days_that_nothing_is_known_of_are_empty() -> None:
    days = cells(year(since=date(2026, 3, 1)))
    for unknown in ("28 February 2026", "9 November 2026"):
        assert days[unknown].level.pattern == "outline"
        assert days[unknown].name == f"{unknown}: no data"
    for known in ("1 March 2026", "8 November 2026"):
        assert days[known].level.slug == "operational"


def test_today_is_told_as_far_as_it_has_come() -> None:
    line = window("degraded", "2026-11-08 11:00")
    assert cells(year(line))["8 November 2026"].name == "8 November 2026, so far: Degraded 1 h"


def test_a_day_is_as_long_as_it_was() -> None:
    all_night = windows(window("degraded", "2026-10-24 12:00", "2026-10-26 12:00"))
    drawn = year_calendar(all_night, site(), 2026, BERLIN, NOW)
    assert cells(drawn)["25 October 2026"].name.endswith("Degraded 25 h")


def test_the_table_lists_days_with_trouble_newest_first() -> None:
    drawn = year(*BAD_DAY, window("upkeep", "2026-05-01 10:00", "2026-05-01 11:00"))
    assert [(row.day, row.iso, row.level.name, row.durations) for row in drawn.rows] == [
        ("1 May 2026", "2026-05-01", "Under maintenance", "Under maintenance 1 h"),
        ("8 March 2026", "2026-03-08", "Very overloaded", "Very overloaded 6 h 30 min, Degraded 2 h"),
    ]


def test_the_alternative_says_how_many_days_and_which_were_worst() -> None:
    said = year(*BAD_DAY, since=date(2026, 3, 1)).alternative
    assert said.startswith("2026, day by day: trouble on 1 of 253 days with data, ")
    assert "8 March 2026, Very overloaded 6 h 30 min" in said
    assert year(since=date(2026, 11, 1)).alternative.endswith("no trouble on any of 8 days with data.")
    assert year(since=date(2027, 1, 1)).alternative.endswith("no data.")


def test_the_legend_lists_what_is_drawn_mildest_first_and_no_data_last() -> None:
    assert [entry.slug for entry in year(*BAD_DAY).legend] == ["operational", "very_overloaded", "no-data"]
    assert [entry.slug for entry in year(since=date(2027, 1, 1)).legend] == ["no-data"]


def test_a_strip_has_ninety_days_with_today_at_its_right_end() -> None:
    drawn = strip(*BAD_DAY)
    (part,) = drawn.parts
    places = [float(cell.x.rstrip("%")) for cell in part.cells]
    assert len(places) == 90
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] + float(part.cells[-1].width.rstrip("%")) <= 100
    assert part.cells[-1].name == "8 November 2026, so far: Operational"


def test_a_strip_names_its_first_day_for_each_width_of_screen() -> None:
    drawn = strip()
    assert [(start.days, start.text) for start in drawn.starts] == [
        (90, "11 Aug"),
        (60, "10 Sep"),
        (30, "10 Oct"),
    ]
    assert drawn.end == "8 Nov"


@pytest.mark.parametrize("draw", [strip, year])
def test_worse_days_are_larger(draw: Callable[..., CalendarFigure]) -> None:
    names = ("fine", "upkeep", "degraded", "overloaded", "very_overloaded")
    lines = (
        window(name, f"2026-10-{day + 1:02} 10:00", f"2026-10-{day + 1:02} 11:00")
        for day, name in enumerate(names)
    )
    days = cells(draw(*lines))
    heights = [float(days[f"{day + 1} October 2026"].height) for day in range(len(names))]
    assert heights[0] < heights[1] < heights[2] < heights[3] < heights[4]


def test_a_strip_of_a_young_component_is_empty_before_its_first_day() -> None:
    (part,) = strip(since=date(2026, 11, 1)).parts
    assert [cell.level.pattern for cell in part.cells].count("outline") == 82
