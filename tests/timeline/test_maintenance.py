"""When maintenance takes place: several announced periods, an open end, and completion without an update."""

from __future__ import annotations

import pytest

from afterword.timeline.levels import record_levels
from afterword.timeline.lifecycle import lifecycle
from afterword.timeline.maintenance import next_period
from afterword.timeline.valid_until import is_live
from tests.timeline.building import at, clock, maintenance, minute, record, site, update, window

NIGHTS = """\
kind: maintenance
scheduled:
  - {start: 2026-03-03 22:00, end: 2026-03-04 02:00, announced: 2026-03-01 10:00}
  - {start: 2026-03-04 22:00, end: 2026-03-05 02:00}
  - {start: 2026-03-05 22:00, end: 2026-03-06 02:00}
"""
ANNOUNCED = (
    "updates:\n  - {at: 2026-03-01 10:00, status: scheduled, body: We work., levels: {search: upkeep}}\n"
)


def seen(text: str, now: str) -> tuple[str, str]:
    found = lifecycle(record(text), at(f"2026-03-{now}"))
    return found.state.value, found.phase.value


def later(when: str, status: str) -> str:
    return f"  - {{at: 2026-03-{when}, status: {status}, body: Words.}}\n"


BEFORE, WORK, PAUSE, OVER = (
    ("scheduled", "upcoming"),
    ("in_progress", "ongoing"),
    ("scheduled", "upcoming"),
    ("in_progress", "overrun"),
)


@pytest.mark.parametrize("updates", ["", ANNOUNCED, ANNOUNCED + later("03 22:05", "in_progress")])
def test_work_on_several_nights_pauses_between_them(updates: str) -> None:
    times = ("03 21:00", "03 23:00", "04 12:00", "04 23:00", "05 12:00", "05 23:00", "06 03:00")
    assert [seen(NIGHTS + updates, now) for now in times] == [BEFORE, WORK, PAUSE, WORK, PAUSE, WORK, OVER]


def test_the_order_in_which_periods_were_typed_does_not_matter() -> None:
    head, *nights = NIGHTS.splitlines(keepends=True)[1:]
    text = "".join(("kind: maintenance\n", head, *reversed(nights)))
    assert [seen(text, now) for now in ("04 12:00", "04 23:00")] == [PAUSE, WORK]


def test_announced_levels_hold_only_while_the_work_is_in_progress() -> None:
    one = record(NIGHTS + ANNOUNCED)
    levels = [
        record_levels(one, site(), at(f"2026-03-{now}")) for now in ("03 23:00", "04 12:00", "04 22:00")
    ]
    assert levels == [{"search": "upkeep"}, {}, {"search": "upkeep"}]


def test_a_night_that_runs_over_is_no_pause() -> None:
    by_update = NIGHTS + ANNOUNCED + later("04 02:10", "in_progress")
    by_window = NIGHTS + "windows:\n" + window("upkeep", "2026-03-03 22:00", "2026-03-04 03:00")
    assert [seen(text, "04 02:30") for text in (by_update, by_window)] == [OVER, OVER]
    assert seen(by_window, "04 03:00") == PAUSE


EARLY = "windows:\n" + window("upkeep", "2026-03-03 22:00", "2026-03-04 00:30")
BEGUN = ANNOUNCED + later("03 22:00", "in_progress")


@pytest.mark.parametrize(
    ("updates", "states"),
    [
        (ANNOUNCED, [WORK, PAUSE, PAUSE, WORK]),
        (BEGUN, [WORK, WORK, PAUSE, WORK]),
        (BEGUN + later("04 00:30", "update"), [WORK, PAUSE, PAUSE, WORK]),
        (BEGUN + later("04 00:30", "verifying"), [WORK, ("verifying", "ongoing"), ("verifying", "overrun"), WORK]),
    ],
)  # fmt: skip
def test_a_night_that_is_done_early_is_over(updates: str, states: list[tuple[str, str]]) -> None:
    text = NIGHTS + EARLY + updates
    assert [seen(text, now) for now in ("04 00:29", "04 00:30", "04 02:00", "04 22:00")] == states


def test_a_night_that_runs_over_is_over_with_its_windows() -> None:
    text = NIGHTS + EARLY.replace("00:30", "03:00") + ANNOUNCED + later("04 02:10", "in_progress")
    assert [seen(text, now) for now in ("04 02:30", "04 03:00")] == [OVER, PAUSE]


def test_what_was_said_in_one_night_does_not_hold_in_the_next() -> None:
    text = NIGHTS + ANNOUNCED + later("04 01:50", "verifying")
    assert [seen(text, now)[0] for now in ("04 01:55", "04 12:00", "04 22:00")] == [
        "verifying",
        "scheduled",
        "in_progress",
    ]


def test_windows_of_past_nights_do_not_complete_work_that_is_announced_to_go_on() -> None:
    lines = [window("upkeep", f"2026-03-0{day} 22:00", f"2026-03-0{day + 1} 01:30") for day in (3, 4, 5)]
    for updates in ("", ANNOUNCED):
        text = NIGHTS + updates + "windows:\n" + lines[0]
        assert seen(text, "04 12:00") == PAUSE
        whole = lifecycle(record(text + "".join(lines[1:])), at("2026-03-06 12:00"))
        assert (whole.state.value, whole.resolved) == ("completed", at("2026-03-06 01:30"))


def test_work_that_is_done_early_can_be_completed_by_an_update() -> None:
    assert seen(NIGHTS + ANNOUNCED + later("05 01:00", "completed"), "05 12:00") == ("completed", "over")


def test_the_next_period_is_the_one_that_runs_or_comes_next() -> None:
    one = record(NIGHTS)
    starts = []
    for now in ("02 00:00", "03 23:00", "04 12:00", "09 00:00"):
        period = next_period(one, at(f"2026-03-{now}"))
        assert period
        starts.append(period.start)
    assert starts == [at(f"2026-03-0{day} 22:00") for day in (3, 3, 4, 5)]


SCHEDULED = "updates:\n" + update(0, "scheduled")


@pytest.mark.parametrize(
    "updates", ["", SCHEDULED, SCHEDULED + update(61, "in_progress"), "status: scheduled\n"]
)
def test_a_maintenance_whose_windows_are_over_is_completed_at_their_end(updates: str) -> None:
    text = maintenance(
        updates,
        "windows:\n",
        window("upkeep", clock(60), clock(110)),
        window("upkeep", clock(70), clock(120)),
    )
    states = [lifecycle(record(text), minute(now)).state.value for now in (30, 60, 119, 120, 1000)]
    assert states == ["scheduled", "in_progress", "in_progress", "completed", "completed"]
    assert lifecycle(record(text), minute(1000)).resolved == minute(120)


def test_a_maintenance_that_takes_longer_is_completed_at_the_end_of_its_last_window() -> None:
    text = maintenance(SCHEDULED, "windows:\n", window("upkeep", clock(60), clock(150)))
    found = [lifecycle(record(text), minute(now)) for now in (130, 150)]
    assert [(each.state.value, each.phase.value) for each in found] == [OVER, ("completed", "over")]


def test_an_update_after_the_windows_says_that_the_work_goes_on() -> None:
    text = maintenance(
        SCHEDULED, update(125, "verifying"), "windows:\n", window("upkeep", clock(60), clock(120))
    )
    assert [lifecycle(record(text), minute(now)).state.value for now in (121, 126)] == [
        "completed",
        "verifying",
    ]


def test_work_that_an_update_calls_in_progress_lasts_as_long_as_announced() -> None:
    windows = "windows:\n" + window("upkeep", clock(60), clock(70))
    by_update = maintenance(SCHEDULED, update(60, "in_progress"), windows)
    by_plan = maintenance(SCHEDULED, windows)
    states = [
        [lifecycle(record(text), minute(now)).state.value for now in (80, 120)]
        for text in (by_update, by_plan)
    ]
    assert states == [["in_progress", "completed"], ["completed", "completed"]]
    assert lifecycle(record(by_update), minute(120)).resolved == minute(70)


def test_a_window_that_is_planned_or_open_keeps_a_maintenance_from_being_completed() -> None:
    ended = "windows:\n" + window("upkeep", clock(60), clock(120))
    ahead, still = window("upkeep", clock(180), clock(200)), window("upkeep", clock(90))
    assert lifecycle(record(maintenance(SCHEDULED, ended, ahead)), minute(130)).is_open
    assert lifecycle(record(maintenance(SCHEDULED, ended, still)), minute(500)).is_open


ITSELF = f"kind: maintenance\nscheduled: {{start: {clock(60)}, end: {clock(120)}, completes_itself: true}}\n"


@pytest.mark.parametrize("updates", ["", SCHEDULED, SCHEDULED + update(61, "in_progress")])
def test_a_maintenance_completes_itself_if_it_says_so(updates: str) -> None:
    one = record(ITSELF + updates)
    assert [lifecycle(one, minute(now)).state.value for now in (59, 60, 119, 120)] == [
        "scheduled", "in_progress", "in_progress", "completed",
    ]  # fmt: skip
    assert lifecycle(one, minute(130)).resolved == minute(120)


def test_a_maintenance_that_completes_itself_waits_for_its_windows() -> None:
    longer = record(ITSELF + "windows:\n" + window("upkeep", clock(60), clock(150)))
    assert [lifecycle(longer, minute(now)).state.value for now in (130, 150)] == ["in_progress", "completed"]
    assert lifecycle(record(ITSELF + "windows:\n" + window("upkeep", clock(60))), minute(500)).is_open
    shorter = record(ITSELF + "windows:\n" + window("upkeep", clock(60), clock(70)))
    assert [lifecycle(shorter, minute(now)).state.value for now in (80, 120)] == ["in_progress", "completed"]


def test_an_update_after_the_end_keeps_it_from_completing_itself() -> None:
    text = ITSELF + SCHEDULED + update(125, "in_progress")
    assert lifecycle(record(text), minute(130)).phase.value == "overrun"


def test_several_nights_complete_themselves_after_the_last() -> None:
    text = NIGHTS.replace("2026-03-06 02:00}", "2026-03-06 02:00, completes_itself: true}")
    assert [seen(text, now)[0] for now in ("04 12:00", "06 01:00", "06 02:00")] == [
        "scheduled",
        "in_progress",
        "completed",
    ]


def test_work_with_an_open_end_never_runs_over() -> None:
    text = f"kind: maintenance\nscheduled: {{start: {clock(60)}}}\n"
    assert [lifecycle(record(text), minute(now)).phase.value for now in (59, 60, 100_000)] == [
        "upcoming",
        "ongoing",
        "ongoing",
    ]
    ended = record(text + "windows:\n" + window("upkeep", clock(60), clock(300)))
    assert lifecycle(ended, minute(300)).state.value == "completed"


def test_whole_days_count_from_their_first_to_their_last_minute() -> None:
    text = "kind: maintenance\nscheduled: {start: 2026-03-05, end: 2026-03-06, completes_itself: true}\n"
    times = ("04 23:59", "05 00:00", "06 23:59", "07 00:00")
    states = [seen(text, now)[0] for now in times]
    assert states == ["scheduled", "in_progress", "in_progress", "completed"]


def test_work_whose_day_is_not_announced_yet_does_not_begin_by_itself() -> None:
    text = "kind: maintenance\nscheduled: {start: 2026-03}\n" + ANNOUNCED
    assert [seen(text, now) for now in ("01 12:00", "15 12:00", "31 23:00")] == [BEFORE, BEFORE, BEFORE]
    assert seen(text + later("20 10:00", "in_progress"), "20 10:00") == WORK


def test_a_cancelled_maintenance_is_current_until_its_planned_end() -> None:
    one = record(maintenance(SCHEDULED, update(30, "cancelled")))
    assert [is_live(one, minute(now)) for now in (29, 31, 119, 120)] == [True, True, True, False]
