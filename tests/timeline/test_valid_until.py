"""The content of a record stays the same between two of its times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from afterword.records.zone import UTC_ZONE, Zone
from afterword.timeline.valid_until import is_live, valid_interval
from tests.timeline.building import at, record

OVER = """\
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Over.}
  - {at: 2026-11-22 08:00, status: resolved, body: A late word.}
"""
MOMENT = timedelta(microseconds=1)


def test_a_record_that_is_over_stays_the_same_between_its_times() -> None:
    interval = valid_interval(record(OVER), UTC_ZONE, at("2026-11-21 12:00"))
    assert (interval.start, interval.end) == (at("2026-11-20 10:20") + MOMENT, at("2026-11-22 08:00"))


def test_a_record_stays_the_same_for_ever_after_its_last_time() -> None:
    interval = valid_interval(record(OVER), UTC_ZONE, at("2026-11-23 12:00"))
    assert interval.start == at("2026-11-22 08:00") + MOMENT
    assert interval.end > at("2200-01-01 00:00")


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("status: investigating\n", "2026-11-20 12:00"),
        (OVER.replace(", end: 2026-11-20 10:15", ""), "2026-11-20 12:00"),
        (OVER.replace("10:15", "23:00"), "2026-11-20 12:00"),
    ],
    ids=["open", "a window without an end", "a window that ends in the future"],
)
def test_a_live_record_is_only_valid_now(text: str, now: str) -> None:
    assert is_live(record(text), at(now))
    assert valid_interval(record(text), UTC_ZONE, at(now)).end == at(now) + MOMENT


@pytest.mark.parametrize(
    ("name", "now"),
    [("2026-12-05-work", "2026-11-30 12:00"), ("2026-11-20-work", "2026-11-22 08:00")],
    ids=["whose day is in the future", "whose latest time has just come"],
)
def test_a_record_is_only_valid_now_while_its_latest_change_depends_on_the_clock(name: str, now: str) -> None:
    text = f"corrections:\n  - {{on: 2026-11-22, text: Corrected.}}\n{OVER}"
    assert valid_interval(record(text, name=name), UTC_ZONE, at(now)).end == at(now) + MOMENT


def test_a_day_begins_and_ends_in_the_zones_of_record_and_pages() -> None:
    text = (
        OVER
        + "action_items:\n  - {id: a, title: x, type: prevent, priority: p1, status: open, due: 2026-12-24}\n"
    )
    tokyo = Zone("Asia/Tokyo", ZoneInfo("Asia/Tokyo"))
    interval = valid_interval(record(text), tokyo, at("2026-12-23 16:00"))
    assert interval.start == datetime(2026, 12, 23, 15, tzinfo=UTC)
    assert interval.end == datetime(2026, 12, 24, tzinfo=UTC)
