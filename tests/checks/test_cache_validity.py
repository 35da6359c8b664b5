"""What the findings in a record depend on: other records' names, and the span of `now` that they hold for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.checks.cache_validity import answers, neighbours, steady
from afterword.checks.lookup import build_lookup
from afterword.checks.samples import SAMPLE_FILE
from afterword.diagnostics import Diagnostic
from afterword.records.record import Record
from tests.checks.demo import ACTIONS, NOW, SMALLEST, load

ID = "2026-11-20-search-is-slow"
RELATED = f"{SMALLEST}related: [{{id: 2026-11-18-index-moves, relation: caused_by}}]\n"
LATE = SMALLEST.replace("10:20", "10:20:30")
UNDATED = f"{SMALLEST}action_items:\n  - {{id: a, title: Add, type: repair, priority: p2, owner: b, status: open}}\n"

ANNOUNCED = """\
title: Index moves
kind: maintenance
scheduled: {announced: 2026-11-19 10:00, start: 2026-11-20 10:00, end: 2026-11-20 11:00}
updates:
  - {at: 2026-11-19 10:00, status: scheduled, body: B., levels: {search: under_maintenance}}
  - {at: 2026-11-20 12:00, status: in_progress, body: B., levels: {api: under_maintenance}}
"""


def read(text: str) -> Record:
    return load({SAMPLE_FILE: text}).records[SAMPLE_FILE]


def found(text: str, now: datetime, others: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
    loaded = load({SAMPLE_FILE: text})
    return loaded.checker(*others).record_diagnostics(
        loaded.documents[SAMPLE_FILE], loaded.records[SAMPLE_FILE], now
    )


def said(others: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return answers(neighbours(read(RELATED)), build_lookup(load({}).project.site, [SAMPLE_FILE, *others]))


def test_a_record_asks_about_itself_and_those_it_is_related_to() -> None:
    assert neighbours(read(SMALLEST)) == {ID}
    assert neighbours(read(RELATED)) == {ID, "2026-11-18-index-moves"}


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(("incidents/2026/2026-11-18-index-moves.yml",), id="the related one exists"),
        pytest.param(("incidents/2026/2026-11-18-index-moved.yml",), id="one of that day is meant"),
        pytest.param(("incidents/2026/2026-11-19-index-moves.yml",), id="one of those words is meant"),
        pytest.param(("incidents/2026/2026-11-20-search-is-slow.yaml",), id="another claims the same id"),
    ],
)
def test_where_the_findings_are_others_so_are_the_answers(others: tuple[str, ...]) -> None:
    assert found(RELATED, NOW, others) != found(RELATED, NOW)
    assert said(others) != said(())


def test_a_record_that_nobody_asks_about_changes_no_answer() -> None:
    assert said(("incidents/2026/2026-01-02-elsewhere.yml",)) == said(())


def test_the_findings_in_a_record_hold_for_good_once_its_times_have_passed() -> None:
    since, until = steady(read(SMALLEST), NOW)
    assert since == datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "a quarter of an hour before its last time"
    assert until.year == 9999


def test_where_a_message_tells_the_time_of_day_it_holds_for_that_time_alone() -> None:
    early = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert steady(read(SMALLEST), early) == (early, early)
    assert found(SMALLEST, early) != found(SMALLEST, early + timedelta(minutes=1))


def test_where_an_example_is_a_day_that_follows_from_today_it_holds_for_today() -> None:
    day = datetime(2026, 12, 1, tzinfo=UTC)
    assert steady(read(UNDATED), NOW) == (day, day + timedelta(days=1))


def test_what_is_announced_for_later_holds_until_a_quarter_of_an_hour_before_it() -> None:
    told = datetime(2026, 11, 19, 8, 45, tzinfo=UTC)
    assert steady(read(ANNOUNCED), told - timedelta(days=1))[1] == told
    assert [each.rule for each in found(ANNOUNCED, told - timedelta(seconds=1))] == ["announced-ahead"]
    assert found(ANNOUNCED, told) == ()


def test_what_is_asked_of_running_work_holds_until_the_next_time_of_the_record() -> None:
    begins, ends = (datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (9, 10))
    assert steady(read(ANNOUNCED), begins) == (begins, ends)
    assert found(ANNOUNCED, begins) != found(ANNOUNCED, begins - timedelta(seconds=1))


def test_an_open_record_never_says_that_it_is_over() -> None:
    since, until = steady(read("title: Search is slow\n"), NOW)
    assert (since.year, until.year) == (1, 9999)


@settings(deadline=None)
@given(
    st.sampled_from([SMALLEST, LATE, UNDATED, ACTIONS, ANNOUNCED, "title: Search is slow\n"]),
    st.lists(st.integers(-3 * 86_400, 3 * 86_400), min_size=2, max_size=2),
)
def test_within_the_span_the_findings_stay_what_they_are(text: str, seconds: list[int]) -> None:
    one, other = (datetime(2026, 11, 20, 9, 5, tzinfo=UTC) + timedelta(seconds=each) for each in seconds)
    since, until = steady(read(text), one)
    if since <= other < until:
        assert found(text, one) == found(text, other)
