"""The lifecycle of a record."""

from __future__ import annotations

from datetime import date

import pytest

from afterword.records.response import Milestones
from afterword.records.vocabulary import State
from afterword.timeline.lifecycle import MILESTONE_NAMES, Phase, lifecycle, milestones, updates_until
from tests.timeline.building import INCIDENT, at, clock, maintenance, minute, record, update, window

FOREVER = at("2030-01-01 00:00")


@pytest.mark.parametrize(
    ("now", "state"),
    [(5, "investigating"), (10, "investigating"), (34, "identified"), (35, "monitoring"), (50, "resolved")],
)
def test_the_latest_update_until_now_determines_the_state(now: int, state: str) -> None:
    assert lifecycle(record(INCIDENT), minute(now)).state == State(state)


def test_the_state_does_not_depend_on_the_order_in_which_updates_were_typed() -> None:
    newest_first = record("updates:\n" + update(50, "resolved") + update(10, "investigating"))
    assert lifecycle(newest_first, minute(60)).state is State.RESOLVED
    assert [one.at for one in updates_until(newest_first, minute(60))] == [minute(10), minute(50)]


def test_an_update_in_the_future_does_not_count_yet() -> None:
    assert [one.at for one in updates_until(record(INCIDENT), minute(20))] == [minute(10), minute(20)]


def test_a_record_is_open_until_its_state_is_final() -> None:
    result = [lifecycle(record(INCIDENT), minute(now)) for now in (35, 49, 50)]
    assert [(one.is_open, one.phase) for one in result] == [
        (True, Phase.ONGOING),
        (True, Phase.ONGOING),
        (False, Phase.OVER),
    ]


def test_a_typed_status_is_the_state_if_there_are_no_updates() -> None:
    text = "status: monitoring\nwindows:\n" + window("degraded", clock(0))
    assert lifecycle(record(text), minute(10)).state is State.MONITORING


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (window("degraded", clock(0)), State.INVESTIGATING),
        (window("degraded", clock(0), clock(90)), State.INVESTIGATING),
        (window("degraded", clock(0), clock(30)), State.RESOLVED),
        (window("degraded", clock(0), clock(30)) + window("degraded", clock(10)), State.INVESTIGATING),
    ],
)
def test_without_updates_an_incident_is_open_while_a_window_is(lines: str, state: State) -> None:
    assert lifecycle(record("windows:\n" + lines), minute(60)).state is state


def test_without_updates_the_typed_end_closes_a_record() -> None:
    text = f"milestones: {{started: {clock(0)}, resolved: {clock(30)}}}\n"
    assert [lifecycle(record(text), minute(now)).is_open for now in (29, 30)] == [True, False]


@pytest.mark.parametrize(("kind", "is_open"), [("incident", True), ("near_miss", False), ("drill", False)])
def test_a_record_without_any_time_is_open_only_if_it_is_an_incident(kind: str, is_open: bool) -> None:
    assert lifecycle(record(f"kind: {kind}\n"), minute(0)).is_open is is_open


@pytest.mark.parametrize(
    ("now", "state", "phase"),
    [
        (0, State.SCHEDULED, Phase.UPCOMING),
        (59, State.SCHEDULED, Phase.UPCOMING),
        (60, State.IN_PROGRESS, Phase.ONGOING),
        (119, State.IN_PROGRESS, Phase.ONGOING),
        (120, State.IN_PROGRESS, Phase.OVERRUN),
    ],
)
def test_a_maintenance_with_only_announced_times_follows_the_clock(
    now: int, state: State, phase: Phase
) -> None:
    result = lifecycle(record(maintenance()), minute(now))
    assert (result.state, result.phase, result.is_open) == (state, phase, True)


@pytest.mark.parametrize(("now", "phase"), [(30, "upcoming"), (60, "ongoing"), (120, "overrun")])
def test_the_phase_of_a_maintenance_follows_the_clock_even_without_an_update(now: int, phase: str) -> None:
    result = lifecycle(record(maintenance("updates:\n", update(0, "scheduled"))), minute(now))
    state = State.SCHEDULED if phase == "upcoming" else State.IN_PROGRESS
    assert (result.state, result.phase) == (state, Phase(phase))


def test_a_maintenance_that_begins_early_is_not_upcoming() -> None:
    by_update = maintenance("updates:\n", update(0, "scheduled"), update(30, "in_progress"))
    by_window = maintenance("windows:\n", window("upkeep", clock(30)))
    by_status = maintenance("status: in_progress\n")
    assert [lifecycle(record(text), minute(40)).phase for text in (by_update, by_window, by_status)] == [
        Phase.ONGOING,
        Phase.ONGOING,
        Phase.ONGOING,
    ]


def test_a_maintenance_is_over_once_completed_or_cancelled_even_before_its_announced_end() -> None:
    for final in ("completed", "cancelled"):
        result = lifecycle(
            record(maintenance("updates:\n", update(0, "scheduled"), update(40, final))), minute(50)
        )
        assert (result.phase, result.is_open) == (Phase.OVER, False)


def test_a_maintenance_without_updates_is_completed_when_its_windows_have_ended() -> None:
    text = maintenance("windows:\n", window("upkeep", clock(60), clock(100)))
    states = [lifecycle(record(text), minute(now)).state for now in (59, 60, 100)]
    assert states == [State.SCHEDULED, State.IN_PROGRESS, State.COMPLETED]


def test_a_maintenance_without_announced_times_is_upcoming_until_a_window_begins() -> None:
    result = [
        lifecycle(record("kind: maintenance\n" + more), minute(0))
        for more in (
            "",
            "windows:\n" + window("upkeep", clock(10)),
            "windows:\n" + window("upkeep", clock(0)),
        )
    ]
    assert [one.phase for one in result] == [Phase.UPCOMING, Phase.UPCOMING, Phase.ONGOING]


def test_an_incident_without_any_time_is_ongoing() -> None:
    assert lifecycle(record(""), minute(0)).phase is Phase.ONGOING


def test_a_near_miss_is_open_from_the_start_of_its_window() -> None:
    text = "kind: near_miss\nwindows:\n" + window("degraded", clock(0), clock(9))
    assert [lifecycle(record(text), minute(now)).is_open for now in (-1, 0, 8, 9)] == [
        False,
        True,
        True,
        False,
    ]


def test_an_incident_with_all_times_in_the_future_is_not_ongoing() -> None:
    assert lifecycle(record(INCIDENT), minute(-5)).phase is Phase.UPCOMING


def test_an_incident_starts_and_ends_with_its_windows() -> None:
    text = "windows:\n" + window("degraded", clock(20), clock(30)) + window("overloaded", clock(5), clock(25))
    result = lifecycle(record(text), minute(60))
    assert (result.started, result.resolved) == (minute(5), minute(30))


def test_a_typed_end_does_not_resolve_a_record_whose_updates_leave_it_open() -> None:
    result = lifecycle(record(f"milestones: {{resolved: {clock(40)}}}\n" + INCIDENT), minute(45))
    assert (result.is_open, result.resolved) == (True, None)


def test_the_names_of_milestones_are_the_keys_of_a_record() -> None:
    assert tuple(Milestones.model_fields) == MILESTONE_NAMES


def test_milestones_take_precedence_over_windows() -> None:
    text = f"milestones: {{started: {clock(-10)}, resolved: {clock(55)}}}\n" + INCIDENT
    result = lifecycle(record(text), minute(60))
    assert (result.started, result.resolved) == (minute(-10), minute(55))


def test_a_record_is_not_resolved_while_it_or_one_of_its_windows_is_open() -> None:
    assert lifecycle(record(INCIDENT), minute(45)).resolved is None
    one_open = window("degraded", clock(0)) + window("degraded", clock(0), clock(5))
    contradictory = "status: resolved\nwindows:\n" + one_open
    assert lifecycle(record(contradictory), minute(60)).resolved is None


def test_a_milestone_in_the_future_has_not_been_reached() -> None:
    assert lifecycle(record(INCIDENT), minute(-5)).started is None
    typed = f"milestones: {{started: {clock(0)}, mitigated: {clock(30)}}}\n"
    assert list(milestones(record(typed), minute(29))) == ["started"]


def test_without_windows_an_incident_starts_with_its_first_update_and_ends_with_the_one_that_closed_it() -> (
    None
):
    text = (
        "updates:\n"
        + update(0, "investigating")
        + update(20, "resolved")
        + update(30, "investigating")  # opened again
        + update(40, "resolved")
        + update(90, "resolved")  # a late word that moves nothing
    )
    result = lifecycle(record(text), minute(100))
    assert (result.started, result.resolved) == (minute(0), minute(40))
    assert lifecycle(record(text), minute(25)).resolved == minute(20)


def test_an_incident_that_was_only_reported_as_resolved_has_no_start() -> None:
    result = lifecycle(record("updates:\n" + update(20, "resolved")), minute(100))
    assert (result.started, result.resolved) == (None, minute(20))


def test_a_maintenance_starts_when_it_is_in_progress_not_when_it_is_announced() -> None:
    text = maintenance(
        "updates:\n", update(0, "scheduled"), update(61, "in_progress"), update(110, "completed")
    )
    result = lifecycle(record(text), minute(200))
    assert (result.notified, result.started, result.resolved) == (minute(0), minute(61), minute(110))
    cancelled = lifecycle(
        record(maintenance("updates:\n", update(0, "scheduled"), update(9, "cancelled"))), FOREVER
    )
    assert (cancelled.started, cancelled.resolved) == (None, minute(9))


def test_a_maintenance_was_notified_when_it_was_announced() -> None:
    text = maintenance("updates:\n", update(50, "scheduled")).replace(
        "scheduled: {", f"scheduled: {{announced: {clock(-900)}, "
    )
    assert lifecycle(record(text), FOREVER).notified == minute(-900)


@pytest.mark.parametrize(
    ("post_mortem", "now", "published_on"),
    [
        ("{status: published, published: 2026-03-04}", "2026-03-05 00:00", date(2026, 3, 4)),
        ("{status: published, published: 2026-03-04}", "2026-03-03 20:00", None),
        ("{status: published}", "2026-03-05 00:00", None),
        ("{status: draft, published: 2026-03-04}", "2026-03-05 00:00", None),
    ],
)
def test_a_post_mortem_is_published_from_its_day_on(
    post_mortem: str, now: str, published_on: date | None
) -> None:
    assert lifecycle(record(f"post_mortem: {post_mortem}\n"), at(now)).published_on == published_on


def test_the_day_of_publication_is_a_day_in_the_zone_of_the_record() -> None:
    text = "timezone: Pacific/Auckland\npost_mortem: {status: published, published: 2026-03-04}\n"
    assert lifecycle(record(text), at("2026-03-03 12:00")).published_on == date(2026, 3, 4)
