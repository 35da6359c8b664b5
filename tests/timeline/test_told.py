"""When something of a record was told, and how many times: it only ever grows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.timeline.progress import progress
from afterword.timeline.told import Told, told
from tests.timeline.building import at, record

INCIDENT = """\
windows:
  - {component: search, level: degraded, start: 2026-03-01 09:40, end: 2026-03-01 10:15}
updates:
  - {at: 2026-03-01 09:52, status: investigating, body: We look into it.}
  - {at: 2026-03-01 10:20, status: resolved, body: Over.}
"""
MAINTENANCE = """\
kind: maintenance
scheduled: {start: 2026-03-05 22:00, end: 2026-03-06 02:00, announced: 2026-03-01 10:00}
"""
CANCELLED = """\
updates:
  - {at: 2026-03-01 10:00, status: scheduled, body: We work.}
  - {at: 2026-03-04 12:00, status: cancelled, body: We do not.}
"""
FULL = f"""\
{INCIDENT}\
corrections:
  - {{on: 2026-03-01, text: It began earlier.}}
  - {{on: 2026-03-09, text: It ended later.}}
post_mortem: {{status: published, published: 2026-03-07}}
"""
LATER = "2026-04-01 00:00"


def seen(text: str, now: str) -> Told:
    return told_at(text, at(now))


def told_at(text: str, now: datetime) -> Told:
    one = record(text)
    return told(one, progress(one, now), now)


def test_an_update_moves_the_latest_word_and_not_the_first() -> None:
    before, after = seen(INCIDENT, "2026-03-01 10:00"), seen(INCIDENT, "2026-03-01 11:00")
    assert before.first == after.first == at("2026-03-01 09:52")
    assert (before.latest, after.latest) == (at("2026-03-01 09:52"), at("2026-03-01 10:20"))


def test_each_update_and_each_end_of_a_window_counts_once() -> None:
    assert [
        seen(INCIDENT, f"2026-03-01 {clock}").times for clock in ("09:45", "10:00", "10:16", "11:00")
    ] == [1, 2, 3, 4]


def test_what_lies_ahead_has_not_been_told() -> None:
    assert seen(MAINTENANCE, "2026-03-02 00:00") == (at("2026-03-01 10:00"), at("2026-03-01 10:00"), 0)


def test_a_maintenance_whose_time_has_come_is_told_of_again() -> None:
    after = seen(MAINTENANCE, "2026-03-05 23:00")
    assert (after.latest, after.times) == (at("2026-03-05 22:00"), 1)


def test_the_time_of_a_maintenance_that_was_cancelled_before_tells_nothing() -> None:
    assert seen(MAINTENANCE + CANCELLED, LATER) == (at("2026-03-01 10:00"), at("2026-03-04 12:00"), 2)


def test_corrections_and_the_post_mortem_are_told_on_their_days() -> None:
    days = ("2026-03-08 00:00", "2026-03-10 00:00")
    assert [seen(FULL, day).latest for day in days] == [at("2026-03-07 00:00"), at("2026-03-09 00:00")]
    assert [seen(FULL, day).times for day in days] == [6, 7]


def test_a_correction_of_the_day_of_the_latest_word_comes_after_it() -> None:
    assert seen(FULL, "2026-03-01 12:00").latest == at("2026-03-01 10:20") + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("windows:\n  - {component: search, level: degraded, start: 2026-02-28 09:40}\n", "2026-02-28 09:40"),
        ("status: resolved\n", "2026-03-01 00:00"),
        (
            "kind: maintenance\nscheduled: {start: 2026-05-05 22:00, end: 2026-05-06 02:00}\n",
            "2026-05-05 22:00",
        ),
    ],
)
def test_where_nothing_was_told_the_record_counts_as_told_when_it_began(text: str, first: str) -> None:
    assert seen(text, LATER)[:2] == (at(first), at(first))


@given(minutes=st.lists(st.integers(0, 60 * 24 * 12), min_size=2, max_size=5))
@pytest.mark.parametrize("text", [FULL, MAINTENANCE, MAINTENANCE + CANCELLED])
def test_as_time_goes_by_the_latest_word_and_the_count_never_fall(text: str, minutes: list[int]) -> None:
    begin = at("2026-03-01 10:00")
    series = [told_at(text, begin + timedelta(minutes=each)) for each in sorted(minutes)]
    assert len({each.first for each in series}) == 1
    assert series == sorted(series, key=lambda each: each.latest)
    assert series == sorted(series, key=lambda each: each.times)
