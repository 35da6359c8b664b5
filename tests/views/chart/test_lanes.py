"""The figure of a record: where bars and marks stand, what it says, and what it leaves out."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.records.record import Record
from afterword.records.zone import zone_named
from afterword.views.chart.axis import TimeAxis, axis_over, ticks
from afterword.views.chart.lanes import lane_chart
from afterword.views.chart.models import Bar, Lane, LaneChart
from tests.timeline.building import at, clock, minute, record, site, window

DAY_LATER = at("2026-03-02 00:00")
SEED = """\
timezone: unstated
windows:
  - {component: search, level: very_overloaded, start: 2022-11-08 17:00, end: 2022-11-08 23:30}
  - {component: search, level: very_overloaded, start: 2022-11-09 04:00, end: 2022-11-09 11:00}
  - {component: search, level: overloaded, start: 2022-11-14 04:00, end: 2022-11-14 21:00}
"""
ONE_WINDOW = "windows:\n" + window("degraded", clock(0), clock(60))


def figure(of: str | Record, now: datetime = DAY_LATER) -> LaneChart:
    drawn = lane_chart(record(of) if isinstance(of, str) else of, site(), now)
    assert drawn is not None
    return drawn


def events(*minutes: int) -> str:
    lines = (
        f"  - {{at: {clock(at_minute)}, kind: action, text: Step {at_minute}}}\n" for at_minute in minutes
    )
    return "timeline:\n" + "".join(lines)


def share(percentage: str) -> float:
    assert percentage.endswith("%")
    return float(percentage[:-1])


def lane(of: LaneChart, name: str) -> Lane:
    return next(each for each in of.lanes if each.name == name)


def in_order_of_time(of: Lane) -> list[Bar]:
    return sorted(of.bars, key=lambda bar: share(bar.x))


def test_components_stand_in_the_order_of_the_site_and_unknown_ones_last() -> None:
    bars = [window("degraded", clock(0), clock(9), component) for component in ("vanished", "api", "search")]
    assert [each.name for each in figure("windows:\n" + "".join(bars)).lanes] == ["Search", "API", "vanished"]


def test_a_bar_is_as_long_as_its_window() -> None:
    bars = window("degraded", clock(0), clock(60)), window("overloaded", clock(60), clock(240))
    short, long = in_order_of_time(figure("windows:\n" + "".join(bars)).lanes[0])
    assert share(long.width) == pytest.approx(3 * share(short.width), abs=0.02)
    assert share(short.x) + share(short.width) == pytest.approx(share(long.x), abs=0.02)
    assert share(long.end) == pytest.approx(share(long.x) + share(long.width), abs=0.02)


def test_a_moment_in_a_week_can_still_be_seen_and_lies_on_top() -> None:
    bars = window("very_overloaded", clock(500), clock(501)), window("degraded", clock(0), clock(10_000))
    drawn = figure("windows:\n" + "".join(bars), at("2026-04-01 00:00")).lanes[0].bars
    assert drawn[-1].level.slug == "very_overloaded"
    assert share(drawn[-1].width) == 0.5


Stretches = st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 900)), min_size=1, max_size=12)


@given(Stretches)
def test_no_bar_hides_another_of_its_component_or_leaves_the_figure(stretches: list[tuple[int, int]]) -> None:
    bars = [window("degraded", clock(start), clock(start + length)) for start, length in stretches]
    drawn = figure("windows:\n" + "".join(bars), at("2026-04-01 00:00"))
    same_height = [
        (first, second)
        for first, second in pairwise(sorted(drawn.lanes[0].bars, key=lambda bar: (bar.y, share(bar.x))))
        if first.y == second.y
    ]
    assert len(drawn.lanes[0].bars) == len(stretches)
    for first, second in same_height:
        widened = 0.5 if share(first.width) == 0.5 else 0.02
        assert share(first.x) + share(first.width) <= share(second.x) + widened
    for bar in drawn.lanes[0].bars:
        assert 0 <= share(bar.x) < share(bar.end) <= 100
        assert drawn.lanes[0].name_y < bar.y < bar.y + drawn.bar_height < drawn.axis_y


@pytest.mark.parametrize("end", ["", clock(600)], ids=["open", "ends later"])
def test_what_goes_on_runs_to_now_and_says_so(end: str) -> None:
    drawn = figure("windows:\n" + window("degraded", clock(0), end), minute(90))
    assert drawn.now is not None
    assert drawn.now.label == "as of 01:30"
    assert drawn.lanes[0].going_on
    assert drawn.lanes[0].bars[0].end == drawn.now.x
    assert (drawn.rows[0].end, drawn.rows[0].duration) == (None, "1 h 30 min")
    assert "still going on" in drawn.alternative


def test_what_is_over_has_no_line_for_now() -> None:
    drawn = figure(ONE_WINDOW)
    assert drawn.now is None
    assert not drawn.lanes[0].going_on


@pytest.mark.parametrize("text", ["", "windows:\n" + window("degraded", clock(60), clock(90))])
def test_without_a_window_that_has_begun_there_is_no_figure(text: str) -> None:
    assert lane_chart(record(text), site(), minute(60)) is None


def test_the_alternative_tells_levels_times_and_totals() -> None:
    assert figure(SEED, at("2022-12-01 00:00")).alternative == (
        "Search: Very overloaded for 13 h 30 min and Overloaded for 17 h; between 8 November 2022, 17:00 and "
        "14 November 2022, 21:00 (zone not stated). In all 30 h 30 min."
    )


def test_times_of_an_unstated_zone_are_not_given_one() -> None:
    drawn = figure(SEED, at("2022-12-01 00:00"))
    assert drawn.zone == "Times as written, zone not stated"
    assert [row.start.iso for row in drawn.rows] == [
        "2022-11-08T17:00:00",
        "2022-11-09T04:00:00",
        "2022-11-14T04:00:00",
    ]


def test_the_table_tells_what_was_measured() -> None:
    more = (
        "label: replicas behind, measure: {metric: queue length, value: 4200, unit: queries, threshold: 500}"
    )
    text = ONE_WINDOW.replace("}\n", f", {more}}}\n")
    row = figure(text).rows[0]
    assert (row.label, row.measure) == ("replicas behind", "queue length: 4,200 queries (threshold 500)")
    assert not figure(ONE_WINDOW).has_remarks


def test_milestones_are_numbered_in_the_order_in_which_they_were_reached() -> None:
    drawn = figure(ONE_WINDOW + f"milestones: {{identified: {clock(30)}, detected: {clock(4)}}}\n")
    kinds = [(kind.text, kind.name) for kind in lane(drawn, "Milestones").kinds]
    assert kinds == [("1", "Started"), ("2", "Detected"), ("3", "Identified"), ("4", "Resolved")]
    markers = lane(drawn, "Milestones").markers
    assert [mark.text for mark in sorted(markers, key=lambda mark: share(mark.x))] == ["1", "2", "3", "4"]


def test_milestones_that_only_repeat_the_windows_are_left_out() -> None:
    assert [each.name for each in figure(ONE_WINDOW).lanes] == ["Search"]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_every_mark_is_drawn_or_counted_and_none_covers_another(minutes: list[int]) -> None:
    markers = lane(figure(ONE_WINDOW + events(*minutes)), "Timeline").markers
    drawn = [mark for mark in markers if mark.shape]
    assert len(drawn) + sum(int(mark.text) for mark in markers if not mark.shape) == len(minutes)
    for row in {mark.y for mark in drawn}:
        places = sorted(share(mark.x) for mark in drawn if mark.y == row)
        assert all(second - first >= 3.48 for first, second in pairwise(places))


def test_an_event_that_lasted_has_an_end_that_stays_within_the_figure() -> None:
    lasting = f"  - {{at: {clock(10)}, until: {clock(9000)}, kind: external, text: Provider down}}\n"
    markers = lane(figure(ONE_WINDOW + events(5) + lasting), "Timeline").markers
    assert [mark.end for mark in markers] == ["", "100.00%"]


def test_what_lies_far_away_is_counted_instead_of_drawn() -> None:
    drawn = figure(ONE_WINDOW + events(-9000, -8000, 20, 1200))
    assert drawn.left_out == "Not drawn: 2 marks long before and 1 mark long after."
    assert len(lane(drawn, "Timeline").markers) == 1


def test_marks_yet_to_come_are_not_drawn() -> None:
    drawn = figure(ONE_WINDOW + events(20, 40), minute(30))
    assert len(lane(drawn, "Timeline").markers) == 1
    assert drawn.left_out == ""


def test_words_of_an_event_are_plain_and_short() -> None:
    told = "See [the *graph*](https://example.com/) of `p95`, " + "word " * 60
    text = f"timeline:\n  - {{at: {clock(5)}, kind: symptom, approximate: true, text: '{told}'}}\n"
    name = lane(figure(ONE_WINDOW + text), "Timeline").markers[0].name
    assert name.startswith("Symptom: about 1 March 2026, 00:05 – See the graph of p95, word")
    assert name.endswith("…")
    assert len(name) < 150


def test_the_same_record_gives_the_same_figure() -> None:
    text = SEED + events(*range(0, 90, 3))
    assert repr(figure(text)) == repr(figure(text))


def axis(start: str, length: timedelta, zone: str = "UTC") -> TimeAxis:
    return axis_over((at(start), at(start) + length), zone_named(zone))


LENGTHS = [timedelta(minutes=10) * 1.37**step for step in range(48)]


@pytest.mark.parametrize("length", LENGTHS, ids=str)
def test_an_axis_has_a_few_ticks_whatever_its_length(length: timedelta) -> None:
    made = ticks(axis("2022-11-08 17:23", length))
    assert 3 <= len(made) <= 7
    assert made[0].under or length > timedelta(days=365)
    assert len({(tick.label, tick.x) for tick in made}) == len(made)


@pytest.mark.parametrize(
    ("hours", "labels"),
    [
        (2, ["17:20", "17:40", "18:00", "18:20", "18:40", "19:00", "19:20"]),
        (40, ["00:00", "08:00", "16:00", "00:00", "08:00"]),
        (24 * 6, ["9 Nov", "10 Nov", "11 Nov", "12 Nov", "13 Nov", "14 Nov"]),
        (24 * 100, ["1 Dec", "1 Jan", "1 Feb"]),
    ],
)
def test_ticks_stand_at_times_that_people_would_choose(hours: int, labels: list[str]) -> None:
    assert [tick.label for tick in ticks(axis("2022-11-08 17:23", timedelta(hours=hours)))] == labels


def test_the_day_stands_where_it_changes() -> None:
    made = ticks(axis("2022-11-08 17:23", timedelta(hours=20)))
    assert [(tick.label, tick.under) for tick in made if tick.under] == [
        ("20:00", "8 Nov"),
        ("00:00", "9 Nov"),
    ]


def test_an_hour_that_the_clocks_show_twice_has_its_ticks_twice() -> None:
    made = ticks(axis("2026-10-25 00:00", timedelta(hours=2), "Europe/Berlin"))
    assert [tick.label for tick in made] == ["02:00", "02:20", "02:40", "02:00", "02:20", "02:40", "03:00"]


def test_a_day_that_a_zone_never_had_has_no_tick() -> None:
    made = ticks(axis("2011-12-29 00:00", timedelta(days=4), "Pacific/Apia"))
    assert [tick.label for tick in made] == ["29 Dec", "31 Dec", "1 Jan", "2 Jan"]


def test_an_hour_that_the_clocks_skip_has_no_tick() -> None:
    made = ticks(axis("2026-03-28 22:00", timedelta(hours=11), "Europe/Berlin"))
    labels = [tick.label for tick in made]
    assert labels == ["00:00", "03:00", "04:00", "06:00", "08:00", "10:00"]
