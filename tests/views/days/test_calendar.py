"""Day bars and calendars: every day has its worst level, its size, its name and its records."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.records.day_span import DaySpan
from afterword.records.zone import UTC_ZONE, zone_named
from afterword.views.chart.models import CalendarChart, DayCell
from afterword.views.days.calendar import BarSubject, day_bar, year_calendar
from afterword.views.index.windows import WindowSpan
from afterword.views.text.words import ENGLISH, words_in
from tests.timeline.building import LEVELS, SITE, at, site, window, windows

NOW = at("2026-11-08 12:00")
BERLIN = zone_named("Europe/Berlin")
PHONE = 390 - 2 * 16
"""The width that Material leaves for content on a usual phone."""
BAD_DAY = (
    window("very_overloaded", "2026-03-08 02:00", "2026-03-08 08:30"),
    window("degraded", "2026-03-08 07:00", "2026-03-08 10:30"),
)

BAD_TIME = timedelta(hours=6, minutes=30)


def spans(*lines: str, record: str = "2026-03-01-trouble", title: str = "Trouble") -> list[WindowSpan]:
    """Read the windows of a record as the index has them."""
    return [WindowSpan(w.component or "", w.level, w.start, w.end, record, title) for w in windows(*lines)]


def year(*lines: str, number: int = 2026, since: date | None = None, now: datetime = NOW) -> CalendarChart:
    return year_calendar(spans(*lines), site(), number, UTC_ZONE, now, history=DaySpan(since), words=ENGLISH)


def bar(*lines: str, now: datetime = NOW, since: date | None = None) -> CalendarChart:
    component = site().components[0].model_copy(update={"since": since})
    return day_bar(spans(*lines), site(), BarSubject.of(component), UTC_ZONE, now, words=ENGLISH)


def cells(of: CalendarChart) -> dict[str, DayCell]:
    """Return the cells of a chart by their date in words."""
    return {cell.name.split(":")[0].split(",")[0]: cell for part in of.parts for cell in part.cells}


def test_a_day_has_its_worst_level_and_names_all_levels() -> None:
    cell = cells(year(*BAD_DAY))["8 March 2026"]
    assert cell.level.slug == "very_overloaded"
    assert cell.name == "8 March 2026: Very overloaded 6 h 30 min, Degraded 2 h; Trouble"


def test_in_arabic_a_duration_does_not_join_the_name_of_a_level_from_left_to_right() -> None:
    words = words_in("ar")
    of_year = year_calendar(spans(*BAD_DAY), site(), 2026, UTC_ZONE, NOW, words=words)
    assert of_year.rows[0].durations.startswith(f"\u2068Very overloaded\u2069 {words.duration(BAD_TIME)}")


@given(st.integers(1990, 2060))
def test_every_day_of_a_year_is_once_in_its_week_and_weekday(number: int) -> None:
    drawn = year(number=number, now=datetime(number + 1, 1, 1, tzinfo=UTC))
    days = list(cells(drawn))
    assert len(days) == (date(number + 1, 1, 1) - date(number, 1, 1)).days
    for part in drawn.parts:
        positions = {(cell.x, cell.y) for cell in part.cells}
        assert len(positions) == len(part.cells)
        heights = sorted({float(cell.y) for cell in part.cells})
        for cell in part.cells:
            day = datetime.strptime(cell.name.split(":")[0], "%d %B %Y").replace(tzinfo=UTC)
            assert heights.index(float(cell.y)) == day.weekday()
        assert int(part.width) <= PHONE
        assert max(float(cell.x) + float(cell.width) for cell in part.cells) <= int(part.width)


def test_weeks_begin_on_monday_and_go_from_left_to_right() -> None:
    days = cells(year())
    sunday, monday = days["8 March 2026"], days["9 March 2026"]
    assert float(monday.x) > float(sunday.x)
    assert float(monday.y) < float(sunday.y)
    assert days["15 March 2026"].x == monday.x


def test_days_without_data_are_empty() -> None:
    days = cells(year(since=date(2026, 3, 1)))
    assert days["28 February 2026"].level.pattern == "outline"
    assert days["28 February 2026"].name == "28 February 2026: no data"
    for known in ("1 March 2026", "8 November 2026"):
        assert days[known].level.slug == "operational"


def test_days_to_come_are_not_drawn_and_not_in_the_legend() -> None:
    drawn = year()
    assert [*cells(drawn)][-1] == "8 November 2026"
    assert [each.slug for each in drawn.legend] == ["operational"]
    assert len(year(now=at("2026-01-01 12:00")).parts[1].cells) == 0


def test_today_counts_until_now() -> None:
    line = window("degraded", "2026-11-08 11:00")
    assert cells(year(line))["8 November 2026"].name == "8 November 2026, so far: Degraded 1 h; Trouble"


def test_a_day_can_have_25_hours() -> None:
    all_night = spans(window("degraded", "2026-10-24 12:00", "2026-10-26 12:00"))
    drawn = year_calendar(all_night, site(), 2026, BERLIN, NOW, words=ENGLISH)
    assert cells(drawn)["25 October 2026"].name.endswith(": Degraded 25 h; Trouble")


def test_the_table_lists_days_with_trouble_newest_first() -> None:
    drawn = year(*BAD_DAY, window("upkeep", "2026-05-01 10:00", "2026-05-01 11:00"))
    assert [(row.day, row.iso, row.level.name, row.durations) for row in drawn.rows] == [
        ("1 May 2026", "2026-05-01", "Under maintenance", "Under maintenance 1 h"),
        ("8 March 2026", "2026-03-08", "Very overloaded", "Very overloaded 6 h 30 min, Degraded 2 h"),
    ]


def test_the_alternative_text_has_the_number_of_days_and_the_worst_ones() -> None:
    alternative = year(*BAD_DAY, since=date(2026, 3, 1)).alternative
    assert alternative.startswith("2026, day by day: trouble on 1 of 253 days with data, ")
    assert "8 March 2026, Very overloaded 6 h 30 min" in alternative
    assert year(since=date(2026, 11, 1)).alternative.endswith("no trouble on any of 8 days with data.")
    assert year(since=date(2027, 1, 1)).alternative.endswith("no data.")


def test_the_legend_lists_what_is_drawn_mildest_first_and_no_data_last() -> None:
    assert [entry.slug for entry in year(*BAD_DAY, since=date(2026, 3, 1)).legend] == [
        "operational",
        "very_overloaded",
        "no-data",
    ]
    assert [entry.slug for entry in year(since=date(2027, 1, 1)).legend] == ["no-data"]


def test_a_bar_has_ninety_days_with_today_at_its_right_end() -> None:
    drawn = bar(*BAD_DAY)
    (part,) = drawn.parts
    lefts = [float(cell.x.rstrip("%")) for cell in part.cells]
    assert len(lefts) == 90
    assert lefts == sorted(lefts)
    assert lefts[0] >= 0
    assert lefts[-1] + float(part.cells[-1].width.rstrip("%")) <= 100
    assert part.cells[-1].name == "8 November 2026, so far: Operational"


def test_a_bar_names_its_first_and_its_last_day() -> None:
    drawn = bar()
    assert (drawn.start, drawn.end) == ("11 Aug", "8 Nov")


def heights(*days: str, policy: str = "levels", maintenance: str = "counted") -> list[int]:
    """Return the heights of days in October, each given as a level and the clock times between which it applied."""
    lines = []
    for number, day in enumerate(days, start=1):
        level, _, clock = day.partition(" ")
        start, end = clock.split("-")
        lines.append(window(level, f"2026-10-{number:02} {start}", f"2026-10-{number:02} {end}"))
    of = site(f"{SITE}uptime: {{policy: {policy}, maintenance: {maintenance}}}\n")
    drawn = cells(day_bar(spans(*lines), of, BarSubject.of(of.components[0]), UTC_ZONE, NOW, words=ENGLISH))
    return [int(drawn[f"{number} October 2026"].height) for number in range(1, len(days) + 1)]


def test_a_day_is_taller_the_more_downtime_it_has() -> None:
    whole_day, long, short, minutes, maintenance, operational = heights(
        "very_overloaded 00:00-23:00",  # 0.8 of 23 h
        "very_overloaded 10:00-12:00",
        "very_overloaded 10:00-10:30",
        "very_overloaded 10:00-10:05",
        "upkeep 10:00-12:00",
        "fine 10:00-12:00",
    )
    assert whole_day > long > short > minutes > maintenance > operational


def test_a_day_gets_taller_exactly_when_its_downtime_reaches_the_next_threshold() -> None:
    below, reached = heights("overloaded 10:00-11:59", "overloaded 10:00-12:00")  # half of it counts
    assert reached > below
    further, longest = heights("overloaded 02:00-09:59", "overloaded 02:00-10:00")
    assert longest > further == reached
    one, ten = heights("overloaded 10:00-10:19", "overloaded 10:00-10:20")
    assert ten > one


def test_of_days_with_equal_downtime_the_one_with_the_worse_level_is_taller() -> None:
    ranked = heights(
        *(f"{level} 10:00-10:30" for level in ("upkeep", "degraded", "overloaded", "very_overloaded")),
        policy="strict",
    )
    assert ranked == sorted(set(ranked))


def test_a_few_minutes_at_the_worst_level_are_lower_than_a_day_at_a_mild_one() -> None:
    minutes_of_outage, day_of_slowness = heights("very_overloaded 10:00-10:05", "degraded 00:00-23:59")
    assert minutes_of_outage < day_of_slowness


@pytest.mark.parametrize(("policy", "counts"), [("statuspage", False), ("strict", True), ("levels", True)])
def test_time_that_a_policy_does_not_count_makes_a_day_no_taller(policy: str, counts: bool) -> None:
    short, long = heights("degraded 10:00-10:01", "degraded 00:00-23:59", policy=policy)
    assert (long > short) is counts


def test_maintenance_that_is_excluded_from_uptime_makes_a_day_no_taller() -> None:
    day = "upkeep 00:00-12:00"
    assert heights(day, policy="strict", maintenance="excluded") < heights(day, policy="strict")


def test_days_at_every_level_fit_the_bar() -> None:
    drawn = heights(*(f"{level} 00:00-23:59" for level in LEVELS), policy="strict")
    (part,) = bar().parts
    assert max(drawn) < part.height


def test_a_day_of_a_year_is_larger_the_more_downtime_it_has() -> None:
    lines = [
        window("very_overloaded", f"2026-10-{day:02} 00:00", f"2026-10-{day:02} {end}")
        for day, end in enumerate(("00:01", "00:10", "01:00", "04:00"), start=1)
    ]
    drawn = cells(year(*lines))
    sizes = [float(drawn[f"{day} October 2026"].width) for day in (5, 1, 2, 3, 4)]
    assert sizes == sorted(set(sizes))


def test_a_day_names_its_records_and_its_row_links_to_them() -> None:
    of_two_records = [
        *spans(
            window("degraded", "2026-11-08 09:00", "2026-11-08 10:00"), record="2026-11-08-b", title="B: slow"
        ),
        *spans(
            window("overloaded", "2026-11-07 23:00", "2026-11-08 01:00"), record="2026-11-07-a", title="A"
        ),
    ]
    drawn = day_bar(of_two_records, site(), BarSubject.of(site().components[0]), UTC_ZONE, NOW, words=ENGLISH)
    assert (
        cells(drawn)["8 November 2026"].name
        == "8 November 2026, so far: Overloaded 1 h, Degraded 1 h; A; B: slow"
    )
    latest, before = drawn.rows
    assert [(each.address, each.text) for each in latest.records] == [
        ("incidents/2026-11-07-a/", "A"),
        ("incidents/2026-11-08-b/", "B: slow"),
    ]
    assert [each.text for each in before.records] == ["A"]
    (part,) = drawn.parts
    assert [part.cells[row.number].name.split(":")[0] for row in drawn.rows] == [
        "8 November 2026, so far",
        "7 November 2026",
    ]


def test_a_record_with_several_windows_on_a_day_is_named_once() -> None:
    lines = [window("degraded", f"2026-11-08 0{hour}:00", f"2026-11-08 0{hour}:30") for hour in range(3)]
    assert cells(bar(*lines))["8 November 2026"].name.endswith("Degraded 1 h 30 min; Trouble")


def test_a_record_at_an_operational_level_is_not_named() -> None:
    fine = spans(window("fine", "2026-11-07 09:00", "2026-11-07 10:00"))
    drawn = day_bar(fine, site(), BarSubject.of(site().components[0]), UTC_ZONE, NOW, words=ENGLISH)
    assert drawn.rows == ()
    assert cells(drawn)["7 November 2026"].name == "7 November 2026: Operational"


def test_a_day_with_many_records_names_some_and_counts_the_others() -> None:
    line = window("degraded", "2026-11-07 09:00", "2026-11-07 10:00")
    many = [span for n in range(11) for span in spans(line, record=f"2026-11-07-r{n:02}", title=f"R{n}")]
    drawn = day_bar(many, site(), BarSubject.of(site().components[0]), UTC_ZONE, NOW, words=ENGLISH)
    assert cells(drawn)["7 November 2026"].name.endswith("Degraded 1 h; R0; R1; R2; and 8 more")
    (row,) = drawn.rows
    assert (len(row.records), row.more) == (8, "and 3 more")


def test_a_bar_of_a_new_component_is_empty_before_its_first_day() -> None:
    (part,) = bar(since=date(2026, 11, 1)).parts
    assert [cell.level.pattern for cell in part.cells].count("outline") == 82


# --- Time zones ------------------------------------------------------------------------------------------------


def drawn_in(zone: str, now: str, *lines: str) -> list[str]:
    """Return the names of a bar's days in a time zone; windows and now are in UTC."""
    at_now = datetime.fromisoformat(now).replace(tzinfo=UTC)
    (part,) = day_bar(
        spans(*lines), site(), BarSubject.of(site().components[0]), zone_named(zone), at_now, words=ENGLISH
    ).parts
    return [cell.name for cell in part.cells]


@pytest.mark.parametrize(
    ("zone", "midnight", "hours", "day"),
    [
        ("Europe/Berlin", "2026-10-24 22:00", 25, "25 October 2026"),
        ("Europe/Berlin", "2026-03-28 23:00", 23, "29 March 2026"),
        ("America/New_York", "2026-11-01 04:00", 25, "1 November 2026"),
        ("America/New_York", "2026-03-08 05:00", 23, "8 March 2026"),
        ("America/St_Johns", "2026-11-01 02:30", 25, "1 November 2026"),
        ("America/St_Johns", "2026-03-08 03:30", 23, "8 March 2026"),
        ("Asia/Kolkata", "2026-10-24 18:30", 24, "25 October 2026"),
    ],
)
def test_a_window_of_a_whole_local_day_fills_that_day_and_no_other(
    zone: str, midnight: str, hours: int, day: str
) -> None:
    start = datetime.fromisoformat(midnight)
    line = window("degraded", midnight, f"{start + timedelta(hours=hours):%Y-%m-%d %H:%M}")
    names = drawn_in(zone, f"{start + timedelta(days=20):%Y-%m-%d %H:%M}", line)
    assert [name for name in names if "Degraded" in name] == [f"{day}: Degraded {hours} h; Trouble"]


def test_a_window_through_the_night_of_a_clock_change_keeps_its_real_duration() -> None:
    # In Berlin from 23:30 to 04:30, with the hour from two to three twice.
    line = window("degraded", "2026-10-24 21:30", "2026-10-25 03:30")
    names = drawn_in("Europe/Berlin", "2026-11-23 12:00", line)
    assert [name for name in names if "Degraded" in name] == [
        "24 October 2026: Degraded 30 min; Trouble",
        "25 October 2026: Degraded 5 h 30 min; Trouble",
    ]


def test_a_window_through_a_night_with_a_missing_hour_is_shorter_than_the_clock_times_suggest() -> None:
    # In New York from 23:00 to 04:00, without the hour from two to three.
    line = window("degraded", "2026-03-08 04:00", "2026-03-08 08:00")
    names = drawn_in("America/New_York", "2026-04-01 12:00", line)
    assert [name for name in names if "Degraded" in name] == [
        "7 March 2026: Degraded 1 h; Trouble",
        "8 March 2026: Degraded 3 h; Trouble",
    ]


@pytest.mark.parametrize(
    ("zone", "today"),
    [
        ("Asia/Kolkata", "24 November 2026"),
        ("America/St_Johns", "23 November 2026"),
        ("Pacific/Apia", "24 November 2026"),
        ("UTC", "23 November 2026"),
    ],
)
def test_today_is_the_day_in_the_time_zone(zone: str, today: str) -> None:
    names = drawn_in(zone, "2026-11-23 19:00")
    assert names[-1] == f"{today}, so far: Operational"
    assert len(names) == len(set(names)) == 90


def test_the_ninety_days_are_days_that_the_time_zone_had() -> None:
    # Samoa went from 29 to 31 December 2011, so there is one more day at the left.
    names = drawn_in(
        "Pacific/Apia", "2012-01-15 00:00", window("degraded", "2011-12-30 09:00", "2011-12-30 11:00")
    )
    assert len(names) == 90
    assert not [name for name in names if name.startswith("30 December")]
    assert [name for name in names if "Degraded" in name] == [
        "29 December 2011: Degraded 1 h; Trouble",
        "31 December 2011: Degraded 1 h; Trouble",
    ]


def test_a_year_without_one_of_its_days_leaves_a_gap() -> None:
    days = cells(year_calendar([], site(), 2011, zone_named("Pacific/Apia"), NOW, words=ENGLISH))
    assert len(days) == 364
    assert days["31 December 2011"].x == days["29 December 2011"].x
    assert float(days["31 December 2011"].y) - float(days["29 December 2011"].y) == 22
