"""Response times."""

from __future__ import annotations

from datetime import timedelta

import pytest

from afterword.records.response import Milestones
from afterword.timeline.lifecycle import lifecycle
from afterword.timeline.response_times import RESPONSES, ResponseName, response_times
from tests.timeline.building import INCIDENT, clock, maintenance, minute, record, update, window

LATER = minute(1000)
FULL = f"""\
milestones:
  started: {clock(0)}
  detected: {clock(4)}
  acknowledged: {clock(6)}
  declared: {clock(9)}
  notified: {clock(12)}
  identified: {clock(30)}
  mitigated: {clock(45)}
  resolved: {clock(66)}
"""


def test_response_times_begin_with_the_start_except_the_time_to_acknowledge() -> None:
    assert {
        str(one.name): one.duration // timedelta(minutes=1) for one in response_times(record(FULL), LATER)
    } == {
        "time_to_detect": 4,
        "time_to_acknowledge": 2,
        "time_to_notify": 12,
        "time_to_identify": 30,
        "time_to_mitigate": 45,
        "time_to_resolve": 66,
    }


def test_response_times_use_defaults_for_start_first_public_notice_and_end() -> None:
    assert [(one.name, one.duration) for one in response_times(record(INCIDENT), LATER)] == [
        (ResponseName.NOTIFY, timedelta(minutes=10)),
        (ResponseName.RESOLVE, timedelta(minutes=40)),
    ]


def test_there_is_no_time_to_resolve_while_the_record_is_open() -> None:
    monitoring = record(INCIDENT.replace(update(50, "resolved"), ""))
    still_open = record("windows:\n" + window("degraded", clock(0)))
    named = {one.name for text in (monitoring, still_open) for one in response_times(text, LATER)}
    assert ResponseName.RESOLVE not in named


def test_updates_alone_give_no_response_time() -> None:
    """When the public was told is not when it began: time to notify would always be 0 minutes."""
    text = "updates:\n" + update(10, "investigating") + update(40, "resolved")
    assert response_times(record(text), LATER) == ()
    assert [
        one.name for one in response_times(record(f"milestones: {{started: {clock(0)}}}\n{text}"), LATER)
    ] == [ResponseName.NOTIFY]


def test_milestones_in_the_wrong_order_give_no_response_time() -> None:
    text = f"milestones: {{started: {clock(10)}, detected: {clock(4)}, mitigated: {clock(20)}}}\n"
    assert [one.name for one in response_times(record(text), LATER)] == [ResponseName.MITIGATE]


@pytest.mark.parametrize(
    ("milestone", "left"),
    [
        (f"started: {clock(7)}", []),
        (f"resolved: {clock(33)}", [ResponseName.NOTIFY]),
        (f"notified: {clock(11)}", [ResponseName.RESOLVE]),
        (f"started: {clock(-1)}, resolved: {clock(90)}", [ResponseName.NOTIFY, ResponseName.RESOLVE]),
    ],
)
def test_a_milestone_that_windows_or_updates_contradict_gives_no_response_time(
    milestone: str, left: list[ResponseName]
) -> None:
    text = f"milestones: {{{milestone}}}\n{INCIDENT}"
    assert [one.name for one in response_times(record(text), LATER)] == left


def test_a_record_lasts_as_long_as_its_windows_whatever_its_milestones_say() -> None:
    text = f"milestones: {{started: {clock(7)}, resolved: {clock(33)}}}\n{INCIDENT}"
    found = lifecycle(record(text), LATER)
    assert (found.started, found.resolved) == (minute(0), minute(40))


def test_maintenance_is_planned_and_has_no_response_times() -> None:
    text = maintenance(
        "updates:\n", update(0, "scheduled"), update(61, "in_progress"), update(110, "completed")
    )
    text += "windows:\n" + window("under_maintenance", clock(60), clock(110))
    assert response_times(record(text), LATER) == ()


def test_a_milestone_in_the_future_gives_no_response_time() -> None:
    assert [one.name for one in response_times(record(FULL), minute(5))] == [ResponseName.DETECT]


def test_every_response_time_is_between_milestones_of_records() -> None:
    instead = {ResponseName.RESOLVE_WITH_PAUSES}
    assert [name for name, _, _ in RESPONSES] == [name for name in ResponseName if name not in instead]
    named = {milestone for _, first, last in RESPONSES for milestone in (first, last)}
    assert named <= set(Milestones.model_fields)
