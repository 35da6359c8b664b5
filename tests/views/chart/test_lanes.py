"""The chart of a record: the positions of bars and markers, its texts, and what it does not show."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.records.record import Record
from afterword.records.zone import zone_named
from afterword.timeline.levels import record_totals
from afterword.views.chart.axis import TimeAxis, axis_over, ticks
from afterword.views.chart.lanes import lane_chart
from afterword.views.chart.layout import BAR_HEIGHT
from afterword.views.chart.models import Bar, Lane, LaneChart
from afterword.views.chart.placed_text import WantedText, in_rows
from afterword.views.chart.text_width import width
from afterword.views.text.words import ENGLISH
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


def chart(of: str | Record, now: datetime = DAY_LATER) -> LaneChart:
    shown = record(of) if isinstance(of, str) else of
    drawn = lane_chart(ENGLISH, shown, site(), now, record_totals(shown, site(), now))
    assert drawn is not None
    return drawn


def events(*minutes: int) -> str:
    lines = (
        f"  - {{at: {clock(at_minute)}, kind: action, text: Step {at_minute}}}\n" for at_minute in minutes
    )
    return "timeline:\n" + "".join(lines)


def number(percentage: str) -> float:
    assert percentage.endswith("%")
    return float(percentage[:-1])


def lane(of: LaneChart, name: str) -> Lane:
    folded = of.events.lanes if of.events else ()
    return next(each for each in (*of.lanes, *folded) if each.name == name)


def in_order_of_time(of: Lane) -> list[Bar]:
    return sorted(of.bars, key=lambda bar: number(bar.x))


def test_components_are_in_the_order_of_the_site_and_unknown_ones_last() -> None:
    bars = [
        window("degraded", clock(0), clock(9 + n), component)
        for n, component in enumerate(("vanished", "api", "search"))
    ]
    assert [each.name for each in chart("windows:\n" + "".join(bars)).lanes] == ["Search", "API", "vanished"]


def test_components_with_the_same_windows_share_a_lane() -> None:
    bars = [window("degraded", clock(0), clock(9), component) for component in ("vanished", "api", "search")]
    drawn = chart("windows:\n" + "".join(bars))
    assert [each.name for each in drawn.lanes] == ["Search, API and vanished"]
    assert [row.component for row in drawn.rows] == ["Search, API and vanished"]
    other = chart("windows:\n" + bars[0] + bars[1].replace("}", ", label: slow}"))
    assert [each.name for each in other.lanes] == ["API", "vanished"]


@pytest.mark.parametrize(
    ("minutes", "cuts"),
    [
        ([(0, 60), (61, 120)], []),
        ([(0, 60), (600, 660)], ["9 h"]),
        ([(0, 60), (1440, 1500), (2880, 2940)], ["23 h", "23 h"]),
        ([(n * 1440, n * 1440 + 60) for n in range(6)], []),  # nights keep their distance
    ],
)
def test_a_long_quiet_stretch_is_cut_out_of_the_axis(minutes: list[tuple[int, int]], cuts: list[str]) -> None:
    bars = [window("degraded", clock(start), clock(end)) for start, end in minutes]
    drawn = chart("windows:\n" + "".join(bars), at("2026-04-01 00:00"))
    assert [each.label for each in drawn.cuts] == cuts
    assert bool(drawn.left_out) is bool(cuts)
    widths = [number(bar.width) for bar in drawn.lanes[0].bars]
    assert max(widths) - min(widths) < 1.5
    places = sorted([number(tick.x) for tick in drawn.ticks] + [number(each.x) for each in drawn.cuts])
    assert all(second - first > 5 for first, second in pairwise(places))


def test_a_quiet_tail_before_the_last_update_is_cut() -> None:
    late = f"updates:\n  - {{at: {clock(145)}, status: resolved, body: Over.}}\n"
    assert [each.label for each in chart(ONE_WINDOW + late).cuts] == ["1 h 10 min"]


def test_the_main_milestones_are_labelled_lines_that_cover_no_other() -> None:
    drawn = chart(ONE_WINDOW + f"milestones: {{detected: {clock(1)}, mitigated: {clock(58)}}}\n")
    for layer in (drawn.flags.wide, drawn.flags.narrow):
        assert [flag.label.text for flag in layer] == [
            "Started 00:00",
            "Detected 00:01",
            "Mitigated 00:58",
            "Resolved 01:00",
        ]
        starts = {flag.label.y for flag in layer if flag.label.anchor == "start"}
        assert len(starts) == 2  # one below the other
    assert [flag.label.text for flag in chart(SEED, at("2022-12-01 00:00")).flags.wide] == [
        "Started 8 Nov 17:00",
        "Resolved 14 Nov 21:00",
    ]


def test_bars_are_named_in_place_by_what_fits() -> None:
    bars = (
        window("degraded", clock(0), clock(100)).replace("}", ", label: slow}"),
        window("overloaded", clock(100), clock(103)),
        window("degraded", clock(103), clock(200)),
    )
    labels = chart("windows:\n" + "".join(bars)).lanes[0].labels
    assert [each.text for each in labels.wide] == ["▲ Degraded: slow", "▲ Degraded"]
    assert [each.text for each in labels.narrow] == ["▲ Degraded: slow", "▲ Degraded"]


def test_updates_are_named_where_they_change_the_state() -> None:
    states = ("investigating", "investigating", "monitoring")
    told = "".join(f"  - {{at: {clock(n * 25)}, status: {each}, body: x}}\n" for n, each in enumerate(states))
    labels = lane(chart(ONE_WINDOW + "updates:\n" + told), "Updates").labels
    assert [each.text for each in labels.wide] == ["Investigating", "Monitoring"]


def test_what_was_measured_is_drawn_as_steps() -> None:
    texts = [
        "measure: {metric: queue, value: 400, unit: queries, threshold: 100}",
        "measure: {metric: queue, from: 300, to: 100, unit: queries, threshold: 100}",
    ]
    bars = [
        window("degraded", clock(n * 60), clock(n * 60 + 60)).replace("}\n", f", {each}}}\n")
        for n, each in enumerate(texts)
    ]
    (band,) = chart("windows:\n" + "".join(bars)).lanes[0].bands
    assert [each.text for each in band.name.wide] == ["queue, queries (dashed: threshold 100)"]
    assert [each.text for each in band.labels.wide] == ["400", "100"]
    level, slope, step = band.lines
    assert float(level.y1) == float(level.y2) < float(slope.y1) < float(slope.y2)
    assert (step.x1, step.y1, step.y2) == (level.x2, level.y2, slope.y1)
    assert band.threshold is not None
    assert band.threshold.y1 == slope.y2


def test_where_values_do_not_all_fit_the_highest_is_labelled() -> None:
    values = ((0, 2400), (20, 9800), (26, 6100), (33, 1900))
    ends = (20, 26, 33, 300)
    bars = [
        window("degraded", clock(start), clock(end)).replace(
            "}\n", f", measure: {{metric: queue, value: {value}}}}}\n"
        )
        for (start, value), end in zip(values, ends, strict=True)
    ]
    (band,) = chart("windows:\n" + "".join(bars)).lanes[0].bands
    assert "9,800" in [each.text for each in band.labels.narrow]
    assert len(band.labels.narrow) < len(values)
    places = [number(each.x) for each in band.labels.narrow]
    assert places == sorted(places)


def test_a_long_name_of_a_measure_has_the_lines_that_a_phone_needs_and_the_steps_are_below() -> None:
    metric = "age of the oldest waiting document"
    bars = [
        window("degraded", clock(n * 60), clock(n * 60 + 60)).replace(
            "}\n", f", measure: {{metric: {metric}, value: {value}, unit: minutes, threshold: 10}}}}\n"
        )
        for n, value in enumerate((40, 20))
    ]
    shown = chart("windows:\n" + "".join(bars)).lanes[0]
    (band,) = shown.bands
    assert [each.text for each in band.name.wide] == [f"{metric}, minutes (dashed: threshold 10)"]
    assert all(width(each.text, 12) <= 288 for each in band.name.narrow)
    assert " ".join(each.text for each in band.name.narrow) == band.name.wide[0].text
    lowest = int(band.name.narrow[-1].y)
    assert int(band.name.narrow[0].y) < lowest == int(band.name.wide[0].y)
    assert lowest < min(float(each.y1) for each in band.lines)
    assert float(band.base) < lowest + band.height


def test_a_label_that_is_wider_than_either_side_of_its_place_goes_where_there_is_more_room() -> None:
    (wide,) = in_rows([WantedText(70, ("x" * 60,))], 288, most=1)
    (other,) = in_rows([WantedText(30, ("x" * 60,))], 288, most=1)
    assert (wide.anchor, other.anchor) == ("end", "start")


def test_a_share_is_drawn_up_to_all_and_one_value_needs_no_drawing() -> None:
    bars = [
        window("degraded", clock(n * 60), clock(n * 60 + 60)).replace("}\n", f", share: {share} %}}\n")
        for n, share in enumerate((80, 20))
    ]
    (band,) = chart("windows:\n" + "".join(bars)).lanes[0].bands
    assert [each.text for each in band.name.wide] == ["Share affected"]
    assert [each.text for each in band.labels.wide] == ["80 %", "20 %"]
    assert chart("windows:\n" + bars[0]).lanes[0].bands == ()


def test_many_windows_are_counted_with_the_hours_at_which_most_begin() -> None:
    bars = [
        window("degraded", clock(day * 1440 + 540 + day * 15), clock(day * 1440 + 700)) for day in range(7)
    ]
    odd = window("degraded", clock(9 * 1440), clock(9 * 1440 + 30))
    text = "windows:\n" + "".join(bars)
    april = at("2026-04-01 00:00")
    assert chart(text, april).recurrence == "7 windows on 7 days, all beginning between 09:00 and 11:00."
    assert (
        chart(text + odd, april).recurrence
        == "8 windows on 8 days, 7 of them beginning between 09:00 and 11:00."
    )
    assert chart("windows:\n" + "".join(bars[:5]), april).recurrence == ""


def test_a_bar_is_as_long_as_its_window() -> None:
    bars = window("degraded", clock(0), clock(60)), window("overloaded", clock(60), clock(240))
    short, long = in_order_of_time(chart("windows:\n" + "".join(bars)).lanes[0])
    assert number(long.width) == pytest.approx(3 * number(short.width), abs=0.02)
    assert number(short.x) + number(short.width) == pytest.approx(number(long.x), abs=0.02)
    assert number(long.end) == pytest.approx(number(long.x) + number(long.width), abs=0.02)


def test_a_very_short_window_is_still_visible_and_on_top() -> None:
    bars = window("very_overloaded", clock(500), clock(501)), window("degraded", clock(0), clock(10_000))
    drawn = chart("windows:\n" + "".join(bars), at("2026-04-01 00:00")).lanes[0].bars
    assert drawn[-1].level.slug == "very_overloaded"
    assert number(drawn[-1].width) == 0.5


WINDOWS = st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 900)), min_size=1, max_size=12)


@given(WINDOWS)
def test_no_bar_hides_another_of_its_component_or_leaves_the_chart(windows: list[tuple[int, int]]) -> None:
    bars = [window("degraded", clock(start), clock(start + length)) for start, length in windows]
    drawn = chart("windows:\n" + "".join(bars), at("2026-04-01 00:00"))
    same_height = [
        (first, second)
        for first, second in pairwise(sorted(drawn.lanes[0].bars, key=lambda bar: (bar.y, number(bar.x))))
        if first.y == second.y
    ]
    assert len(drawn.lanes[0].bars) == len(windows)
    for first, second in same_height:
        widened = 0.5 if number(first.width) == 0.5 else 0.02
        assert number(first.x) + number(first.width) <= number(second.x) + widened
    for bar in drawn.lanes[0].bars:
        assert 0 <= number(bar.x) < number(bar.end) <= 100
        assert int(drawn.lanes[0].name_lines[-1].y) < bar.y < bar.y + BAR_HEIGHT < drawn.axis_y


@pytest.mark.parametrize("end", ["", clock(600)], ids=["open", "ends later"])
def test_an_ongoing_window_extends_to_now_and_is_marked_as_ongoing(end: str) -> None:
    drawn = chart("windows:\n" + window("degraded", clock(0), end), minute(90))
    assert drawn.now is not None
    assert drawn.now.label == "as of 01:30"
    assert drawn.lanes[0].ongoing
    assert drawn.lanes[0].bars[0].end == drawn.now.x
    assert (drawn.rows[0].end, drawn.rows[0].duration) == (None, "1 h 30 min")
    assert "still going on" in drawn.alternative


def test_a_chart_without_ongoing_windows_has_no_line_for_now() -> None:
    drawn = chart(ONE_WINDOW)
    assert drawn.now is None
    assert not drawn.lanes[0].ongoing


@pytest.mark.parametrize("text", ["", "windows:\n" + window("degraded", clock(60), clock(90))])
def test_without_a_window_that_has_begun_there_is_no_chart(text: str) -> None:
    ahead, now = record(text), minute(60)
    assert lane_chart(ENGLISH, ahead, site(), now, record_totals(ahead, site(), now)) is None


def test_the_alternative_text_has_levels_times_and_totals() -> None:
    assert chart(SEED, at("2022-12-01 00:00")).alternative == (
        "Search: Very overloaded for 13 h 30 min and Overloaded for 17 h; between 8 November 2022, 17:00 and "
        "14 November 2022, 21:00 (zone not stated). In total 30 h 30 min."
    )


def test_the_alternative_text_names_a_single_day_once() -> None:
    drawn = chart("windows:\n" + window("degraded", "2026-11-20", "2026-11-20"), at("2026-12-01 00:00"))
    assert drawn.alternative == "Search: Degraded for about 24 h; 20 November 2026."


def test_times_without_a_stated_zone_are_shown_without_one() -> None:
    drawn = chart(SEED, at("2022-12-01 00:00"))
    assert drawn.zone == "Times as written, zone not stated"
    assert [row.start.iso for row in drawn.rows] == [
        "2022-11-08T17:00:00",
        "2022-11-09T04:00:00",
        "2022-11-14T04:00:00",
    ]


def test_the_table_shows_what_was_measured() -> None:
    more = (
        "label: replicas behind, measure: {metric: queue length, value: 4200, unit: queries, threshold: 500}"
    )
    text = ONE_WINDOW.replace("}\n", f", {more}}}\n")
    row = chart(text).rows[0]
    assert row.remarks == ("replicas behind", "queue length: 4,200 queries (threshold 500 queries)")


def test_milestones_are_numbered_in_the_order_in_which_they_were_reached() -> None:
    drawn = chart(ONE_WINDOW + f"milestones: {{identified: {clock(30)}, detected: {clock(4)}}}\n")
    kinds = [(kind.text, kind.name) for kind in lane(drawn, "Milestones").kinds]
    assert kinds == [("1", "Started"), ("2", "Detected"), ("3", "Identified"), ("4", "Resolved")]
    markers = lane(drawn, "Milestones").markers
    assert [marker.text for marker in sorted(markers, key=lambda marker: number(marker.x))] == [
        "1",
        "2",
        "3",
        "4",
    ]


def test_an_update_that_changes_no_state_has_no_entry_in_the_legend() -> None:
    updates = "".join(
        f"  - {{at: {clock(minute)}, status: {status}, body: Slow.}}\n"
        for minute, status in ((5, "investigating"), (9, "update"), (20, "identified"), (30, "update"))
    )
    drawn = chart(ONE_WINDOW + "updates:\n" + updates)
    assert [kind.name for kind in lane(drawn, "Updates").kinds] == ["Investigating", "Identified"]


def test_a_drawing_that_names_its_levels_and_updates_needs_no_legend() -> None:
    updates = "".join(
        f"  - {{at: {clock(minute)}, status: {status}, body: Slow.}}\n"
        for minute, status in ((5, "investigating"), (30, "identified"))
    )
    drawn = chart(ONE_WINDOW + "updates:\n" + updates)
    assert (drawn.names_levels, drawn.names_updates) == (True, True)


def test_a_level_without_room_for_its_name_needs_a_legend() -> None:
    assert not chart(
        "windows:\n" + window("degraded", clock(0), clock(3)) + window("overloaded", clock(3), clock(90))
    ).names_levels


def test_updates_without_room_for_their_names_need_a_legend() -> None:
    updates = "".join(
        f"  - {{at: {clock(minute)}, status: {status}, body: Slow.}}\n"
        for minute, status in ((5, "investigating"), (6, "identified"), (7, "monitoring"), (8, "resolved"))
    )
    assert not chart(ONE_WINDOW + "updates:\n" + updates).names_updates


def test_milestones_derived_from_the_windows_are_not_shown() -> None:
    assert [each.name for each in chart(ONE_WINDOW).lanes] == ["Search"]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_every_marker_is_drawn_or_counted_and_none_covers_another(minutes: list[int]) -> None:
    markers = lane(chart(ONE_WINDOW + events(*minutes)), "Timeline").markers
    drawn = [marker for marker in markers if marker.shape]
    assert all(len(marker.members) == int(marker.text) for marker in markers if not marker.shape)
    assert len(drawn) + sum(int(marker.text) for marker in markers if not marker.shape) == len(minutes)
    for row in {marker.y for marker in drawn}:
        positions = sorted(number(marker.x) for marker in drawn if marker.y == row)
        assert all(second - first >= 3.48 for first, second in pairwise(positions))


def test_the_end_of_an_event_that_lasted_stays_within_the_chart() -> None:
    lasting = f"  - {{at: {clock(10)}, until: {clock(9000)}, kind: external, text: Provider down}}\n"
    markers = lane(chart(ONE_WINDOW + events(5) + lasting), "Timeline").markers
    assert [marker.end for marker in markers] == ["", "100.00%"]


def test_events_far_away_are_counted_instead_of_drawn() -> None:
    drawn = chart(ONE_WINDOW + events(-9000, -8000, 20, 1200))
    assert drawn.not_shown == "2 earlier events and 1 later event are not shown."
    assert len(lane(drawn, "Timeline").markers) == 1


def test_future_events_are_not_drawn() -> None:
    drawn = chart(ONE_WINDOW + events(20, 40), minute(30))
    assert len(lane(drawn, "Timeline").markers) == 1
    assert drawn.not_shown == ""


def test_the_text_of_an_event_is_plain_and_short() -> None:
    event = "See [the *graph*](https://example.com/) of `p95`, " + "word " * 60
    text = f"timeline:\n  - {{at: {clock(5)}~, kind: symptom, text: '{event}'}}\n"
    name = lane(chart(ONE_WINDOW + text), "Timeline").markers[0].name
    assert name.startswith("Symptom: about 1 March 2026, 00:05 – See the graph of p95, word")
    assert name.endswith("…")
    assert len(name) < 150


def test_the_same_record_gives_the_same_chart() -> None:
    text = SEED + events(*range(0, 90, 3))
    assert repr(chart(text)) == repr(chart(text))


def axis(start: str, length: timedelta, zone: str = "UTC") -> TimeAxis:
    return axis_over((at(start), at(start) + length), zone_named(zone))


LENGTHS = [timedelta(minutes=10) * 1.37**step for step in range(48)]


@pytest.mark.parametrize("length", LENGTHS, ids=str)
def test_an_axis_has_a_few_ticks_whatever_its_length(length: timedelta) -> None:
    made = ticks(ENGLISH, axis("2022-11-08 17:23", length))
    assert 3 <= len(made) <= 7
    assert made[0].second_line or length > timedelta(days=365)
    assert len({(tick.label, tick.x) for tick in made}) == len(made)


def test_no_label_of_a_tick_touches_the_next_on_a_phone() -> None:
    shares = {"start": 0.0, "middle": 0.5, "end": 1.0}
    for length in LENGTHS:
        ends = 0.0
        for tick in ticks(ENGLISH, axis("2022-11-08 17:23", length)):
            if tick.crowded:
                continue
            room = width(tick.label, 12)
            start = float(tick.x.rstrip("%")) * 340 / 100 - shares[tick.anchor] * room
            assert start >= ends or not ends, (length, tick)
            ends = start + room


@pytest.mark.parametrize(
    ("hours", "labels"),
    [
        (2, ["17:20", "17:40", "18:00", "18:20", "18:40", "19:00", "19:20"]),
        (40, ["00:00", "08:00", "16:00", "00:00", "08:00"]),
        (24 * 6, ["9 Nov", "10 Nov", "11 Nov", "12 Nov", "13 Nov", "14 Nov"]),
        (24 * 100, ["1 Dec", "1 Jan", "1 Feb"]),
    ],
)
def test_ticks_are_at_round_clock_times(hours: int, labels: list[str]) -> None:
    assert [tick.label for tick in ticks(ENGLISH, axis("2022-11-08 17:23", timedelta(hours=hours)))] == labels


def test_the_day_is_shown_where_it_changes() -> None:
    made = ticks(ENGLISH, axis("2022-11-08 17:23", timedelta(hours=20)))
    assert [(tick.label, tick.second_line) for tick in made if tick.second_line] == [
        ("20:00", "8 Nov"),
        ("00:00", "9 Nov"),
    ]


def test_an_hour_that_the_clocks_show_twice_has_its_ticks_twice() -> None:
    made = ticks(ENGLISH, axis("2026-10-25 00:00", timedelta(hours=2), "Europe/Berlin"))
    assert [tick.label for tick in made] == ["02:00", "02:20", "02:40", "02:00", "02:20", "02:40", "03:00"]


def test_a_day_that_a_zone_skipped_has_no_tick() -> None:
    made = ticks(ENGLISH, axis("2011-12-29 00:00", timedelta(days=4), "Pacific/Apia"))
    assert [tick.label for tick in made] == ["29 Dec", "31 Dec", "1 Jan", "2 Jan"]


def test_an_hour_that_the_clocks_skip_has_no_tick() -> None:
    made = ticks(ENGLISH, axis("2026-03-28 22:00", timedelta(hours=11), "Europe/Berlin"))
    labels = [tick.label for tick in made]
    assert labels == ["00:00", "03:00", "04:00", "06:00", "08:00", "10:00"]
