"""Milestones are set in an order that is possible."""

from __future__ import annotations

import pytest

from afterword.editing.changes import Put, RefusedError
from afterword.editing.milestones import set_milestones
from tests.editing.reading import at, record_of

RECORD = """\
title: Search is slow
milestones: {acknowledged: 2026-11-20 09:51}
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
"""
MAINTENANCE = "title: New disks\nkind: maintenance\nscheduled: {start: 2026-11-20 20:00}\n"


def test_they_are_set_in_the_order_of_the_reference() -> None:
    changes = set_milestones(record_of(RECORD), {"mitigated": at("10:05"), "detected": at("09:48")})
    assert changes == (
        Put(("milestones", "detected"), "2026-11-20 09:48"),
        Put(("milestones", "mitigated"), "2026-11-20 10:05"),
    )


def test_one_that_is_so_already_is_left_alone() -> None:
    assert set_milestones(record_of(RECORD), {"acknowledged": at("09:51")}) == ()


def test_several_can_be_corrected_at_once() -> None:
    later = {"acknowledged": at("10:05"), "detected": at("09:52")}
    assert len(set_milestones(record_of(RECORD), later)) == 2


@pytest.mark.parametrize(
    ("name", "time", "message"),
    [
        ("detected", "09:52", r"`detected` would be .* 09:52, after `acknowledged` \(2026-11-20 09:51\)"),
        ("detected", "09:39", r"09:39, before the start of the first window \(2026-11-20 09:40\)"),
        ("mitigated", "09:50", r"09:50, before `acknowledged` \(2026-11-20 09:51\)"),
        ("notified", "09:55", r"09:55, after the first update \(2026-11-20 09:52\)"),
        ("started", "09:41", r"09:41, after the start of the first window \(2026-11-20 09:40\)"),
        ("resolved", "10:14", r"10:14, before the end of the last window \(2026-11-20 10:15\)"),
    ],
)
def test_a_time_that_contradicts_another_is_refused(name: str, time: str, message: str) -> None:
    with pytest.raises(RefusedError, match=message):
        set_milestones(record_of(RECORD), {name: at(time)})


def test_what_contradicts_itself_already_does_not_matter() -> None:
    record = record_of(RECORD.replace("{acknowledged:", "{detected: 2026-11-20 09:52, acknowledged:"))
    assert set_milestones(record, {"mitigated": at("10:05")})


def test_it_is_not_over_while_a_window_is_open() -> None:
    with pytest.raises(RefusedError, match="the window of search is open, so this is not over"):
        set_milestones(record_of(RECORD.replace(", end: 2026-11-20 10:15", "")), {"resolved": at("10:15")})


def test_maintenance_is_announced_before_it_begins() -> None:
    assert set_milestones(record_of(MAINTENANCE), {"started": at("20:00"), "notified": at("09:00")})


def test_a_notice_has_none() -> None:
    with pytest.raises(RefusedError, match="has no milestones"):
        set_milestones(record_of("title: We are closed\nkind: notice\n"), {"detected": at("09:00")})
