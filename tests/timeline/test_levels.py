"""Levels over time, and the time at each of them."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from afterword.records.record import Record
from afterword.timeline.intervals import Interval, merge, total
from afterword.timeline.levels import (
    Totals,
    by_level,
    level_changes,
    level_spans,
    levels_at,
    totals,
    window_interval,
)
from tests.timeline.building import LEVELS, at, clock, minute, project, record, site, window, windows

HOUR = timedelta(hours=1)
LATER = at("2026-03-02 00:00")

SEED = (
    "timezone: unstated\nwindows:\n"
    + window("very_overloaded", "2022-11-08 17:00", "2022-11-08 23:30")
    + window("very_overloaded", "2022-11-09 04:00", "2022-11-09 11:00")
    + window("overloaded", "2022-11-14 04:00", "2022-11-14 21:00")
)

spell = st.tuples(
    st.sampled_from(("fine", *LEVELS)),
    st.integers(0, 100),
    st.integers(1, 40) | st.none(),
    st.sampled_from(("search", "api")),
)
spells = st.lists(spell, min_size=1, max_size=6)


def trouble(*lines: str, kind: str = "incident", name: str = "2026-03-01-trouble") -> Record:
    return record(f"kind: {kind}\nwindows:\n" + "".join(lines), name=name)


def typed(drawn: list[tuple[str, int, int | None, str]]) -> list[str]:
    return [
        window(level, clock(start), clock(start + length) if length else "", component)
        for level, start, length, component in drawn
    ]


def as_totals(result: Totals) -> dict[str, timedelta]:
    return {one.level: one.duration for one in result.levels}


def test_totals_of_the_seed_are_those_of_its_source() -> None:
    result = totals(record(SEED, name="2022-11-18-migration").windows, site(), LATER)
    assert as_totals(result) == {"overloaded": 17 * HOUR, "very_overloaded": 13.5 * HOUR}
    assert result.overall == 30.5 * HOUR


def test_an_open_window_counts_until_now() -> None:
    (one,) = windows(window("degraded", clock(0)))
    assert window_interval(one, minute(25)) == Interval(minute(0), minute(25))


def test_a_typed_end_in_the_future_does_not_count_yet() -> None:
    (one,) = windows(window("upkeep", clock(0), clock(60)))
    assert window_interval(one, minute(25)) == Interval(minute(0), minute(25))


def test_a_window_that_begins_now_or_later_has_not_happened() -> None:
    (one,) = windows(window("degraded", clock(30)))
    assert window_interval(one, minute(30)) is None
    assert window_interval(one, minute(10)) is None


def test_a_window_that_ends_before_it_starts_covers_no_time() -> None:
    (one,) = windows(window("degraded", clock(30), clock(20)))
    assert window_interval(one, minute(90)) is None


def test_the_worst_level_counts_if_windows_overlap_even_of_different_components() -> None:
    found = windows(
        window("very_overloaded", clock(20), clock(30), "api"),
        window("degraded", clock(0), clock(60), "search"),
    )
    assert by_level(found, site(), LATER) == {
        "degraded": (Interval(minute(0), minute(20)), Interval(minute(30), minute(60))),
        "very_overloaded": (Interval(minute(20), minute(30)),),
    }


def test_levels_are_sorted_mildest_first() -> None:
    backwards = windows(
        *(window(level, clock(n * 10), clock(n * 10 + 5)) for n, level in enumerate(LEVELS[::-1]))
    )
    assert list(by_level(backwards, site(), LATER)) == list(LEVELS)
    assert [one.level for one in totals(backwards, site(), LATER).levels] == list(LEVELS)


def test_a_level_that_was_never_the_worst_is_left_out() -> None:
    hidden = windows(window("degraded", clock(5), clock(6)), window("overloaded", clock(0), clock(9)))
    assert list(by_level(hidden, site(), LATER)) == ["overloaded"]
    assert list(level_spans(hidden, site(), LATER)) == ["degraded", "overloaded"]


def test_levels_that_the_site_maps_to_operational_or_does_not_know_are_left_out() -> None:
    found = windows(window("fine", clock(0), clock(60)), window("martian", clock(0), clock(60)))
    assert totals(found, site(), LATER) == Totals()


@given(spells, st.integers(0, 150))
def test_totals_of_levels_add_up_to_the_total_of_the_union(
    drawn: list[tuple[str, int, int | None, str]], now: int
) -> None:
    found = windows(*typed(drawn))
    result = totals(found, site(), minute(now))
    bad = (window_interval(one, minute(now)) for one in found if one.level != "fine")
    assert result.overall == total(interval for interval in bad if interval)
    assert sum((one.duration for one in result.levels), timedelta()) == result.overall


@given(spells, st.integers(0, 150))
def test_each_minute_counts_for_its_worst_level(
    drawn: list[tuple[str, int, int | None, str]], now: int
) -> None:
    scale = ("fine", *LEVELS)
    expected: dict[str, list[Interval]] = {}
    for number in range(now):
        present = [level for level, start, length, _ in drawn if start <= number < start + (length or 999)]
        worst = max(present, key=scale.index, default="fine")
        if worst != "fine":
            expected.setdefault(worst, []).append(Interval(minute(number), minute(number + 1)))
    found = by_level(windows(*typed(drawn)), site(), minute(now))
    assert found == {level: merge(spans) for level, spans in expected.items()}


def test_a_component_is_at_its_worst_level_at_the_instant() -> None:
    both = project(
        trouble(window("very_overloaded", clock(10), clock(20))),
        trouble(window("degraded", clock(0)), name="2026-03-01-other"),
    )
    assert [levels_at(both, minute(n))["search"] for n in (-1, 0, 9, 10, 19, 20)] == [
        "operational",
        "degraded",
        "degraded",
        "very_overloaded",
        "very_overloaded",
        "degraded",
    ]


def test_a_window_that_ends_in_the_future_counts_now() -> None:
    assert levels_at(project(trouble(window("upkeep", clock(0), clock(60)))), minute(5))["search"] == "upkeep"


def test_a_level_that_the_site_maps_to_operational_is_operational() -> None:
    assert levels_at(project(trouble(window("fine", clock(0)))), minute(5))["search"] == "operational"


def test_near_misses_and_drills_do_not_change_what_readers_see() -> None:
    quiet = (trouble(window("overloaded", clock(0)), kind=kind) for kind in ("near_miss", "drill"))
    assert levels_at(project(*quiet), minute(5))["search"] == "operational"


UPDATES_ONLY = f"""\
updates:
  - {{at: {clock(0)}, status: investigating, body: Slow., levels: {{search: degraded, api: overloaded}}}}
  - {{at: {clock(10)}, status: identified, body: Found.}}
  - {{at: {clock(20)}, status: monitoring, body: Better., levels: {{search: operational}}}}
  - {{at: {clock(30)}, status: resolved, body: Fine., levels: {{api: overloaded}}}}
"""


def test_without_windows_the_last_level_in_updates_counts_until_the_record_is_closed() -> None:
    result = project(record(UPDATES_ONLY))
    assert [levels_at(result, minute(n)) for n in (-1, 0, 15, 20, 30)] == [
        {"search": "operational", "api": "operational"},
        {"search": "degraded", "api": "overloaded"},
        {"search": "degraded", "api": "overloaded"},
        {"search": "operational", "api": "overloaded"},
        {"search": "operational", "api": "operational"},
    ]


def test_levels_in_updates_do_not_count_for_a_component_with_a_window_in_the_record() -> None:
    result = project(record(UPDATES_ONLY + "windows:\n" + window("upkeep", clock(300), clock(310), "api")))
    assert levels_at(result, minute(5)) == {"search": "degraded", "api": "operational"}


def test_levels_in_an_announcement_do_not_count_yet() -> None:
    announced = f"""\
kind: maintenance
scheduled: {{start: {clock(60)}, end: {clock(90)}}}
updates:
  - {{at: {clock(0)}, status: scheduled, body: Soon., levels: {{search: upkeep}}}}
  - {{at: {clock(60)}, status: in_progress, body: Now.}}
"""
    result = project(record(announced))
    assert levels_at(result, minute(5))["search"] == "operational"
    assert levels_at(result, minute(60))["search"] == "upkeep"


def test_there_is_a_level_for_each_component_of_the_site_in_its_order() -> None:
    stray = trouble(window("overloaded", clock(0), component="martian"))
    assert list(levels_at(project(stray), minute(5))) == ["search", "api"]


PLANNED = """\
kind: maintenance
scheduled: {start: 2026-03-01 10:00, end: 2026-03-01 12:00}
updates:
  - {at: 2026-02-20 09:00, status: scheduled, body: Planned., levels: {search: overloaded}}
"""
UPDATED_AGAIN = """\
updates:
  - {at: 2026-03-01 09:00, status: investigating, body: We look., levels: {search: overloaded}}
  - {at: 2026-03-01 09:30, status: monitoring, body: Still so., levels: {search: overloaded, api: fine}}
  - {at: 2026-03-01 11:00, status: resolved, body: It is over.}
  - {at: 2026-03-02 11:00, status: resolved, body: A late report.}
"""


def changes(text: str, now: str) -> dict[str, str]:
    found = level_changes(record(text), at(now))
    return {component: f"{each:%m-%d %H:%M}" for component, each in found.items()}


def test_a_level_in_updates_changes_with_a_new_one_and_when_the_record_closes() -> None:
    assert changes(UPDATED_AGAIN, "2026-03-01 08:00") == {}
    assert changes(UPDATED_AGAIN, "2026-03-01 10:00") == {"search": "03-01 09:00", "api": "03-01 09:30"}
    assert changes(UPDATED_AGAIN, "2026-03-03 00:00") == {"search": "03-01 11:00", "api": "03-01 11:00"}


def test_a_level_that_is_announced_changes_at_the_announced_start_unless_it_was_cancelled() -> None:
    cancelled = f"{PLANNED}  - {{at: 2026-02-21 09:00, status: cancelled, body: Not now.}}\n"
    assert changes(PLANNED, "2026-03-01 09:59") == {}
    assert changes(PLANNED, "2026-03-01 11:00") == {"search": "03-01 10:00"}
    assert changes(cancelled, "2026-03-01 11:00") == {}


def test_a_window_changes_a_level_at_its_start_and_its_end_but_not_in_a_near_miss() -> None:
    text = "windows:\n" + window("overloaded", "2026-03-01 09:00", "2026-03-01 10:00")
    assert changes(text, "2026-03-01 09:30") == {"search": "03-01 09:00"}
    assert changes(text, "2026-03-01 10:00") == {"search": "03-01 10:00"}
    assert changes(f"kind: near_miss\n{text}", "2026-03-01 10:00") == {}
