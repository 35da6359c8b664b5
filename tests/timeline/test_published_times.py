"""When a record was published and changed: revisions only increase."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.timeline.lifecycle import lifecycle
from afterword.timeline.published_times import PublishedTimes, published_times
from tests.timeline.building import BASE, at, clock, record, update, window

INCIDENT = """\
windows:
  - {component: search, level: degraded, start: 2026-03-01 09:40, end: 2026-03-01 10:15}
updates:
  - {at: 2026-03-01 09:52, status: investigating, body: We look into it.}
  - {at: 2026-03-01 10:20, status: resolved, body: Over.}
"""
PLAN = "scheduled: {start: 2026-03-05 22:00, end: 2026-03-06 02:00"
UNANNOUNCED = f"kind: maintenance\n{PLAN}}}\n"
MAINTENANCE = f"kind: maintenance\n{PLAN}, announced: 2026-03-01 10:00}}\n"
CANCELLED = """\
updates:
  - {at: 2026-03-01 10:00, status: scheduled, body: We work.}
  - {at: 2026-03-05 21:50, status: cancelled, body: We do not.}
"""
FULL = f"""\
{INCIDENT}\
corrections:
  - {{on: 2026-03-01, text: It began earlier.}}
  - {{on: 2026-03-09, text: It ended later.}}
post_mortem: {{status: published, published: 2026-03-07}}
"""
LATER = "2026-04-01 00:00"
DAY = 60 * 24


def seen(text: str, now: str, day: str = "2026-03-01") -> PublishedTimes:
    return published_at(text, at(now), day)


def published_at(text: str, now: datetime, day: str = "2026-03-01") -> PublishedTimes:
    one = record(text, name=f"{day}-trouble")
    return published_times(one, lifecycle(one, now), now)


def test_an_update_is_a_change_and_not_a_first_publication() -> None:
    before, after = seen(INCIDENT, "2026-03-01 10:00"), seen(INCIDENT, "2026-03-01 11:00")
    assert before.first == after.first == at("2026-03-01 09:40")
    assert (before.latest, after.latest) == (at("2026-03-01 09:52"), at("2026-03-01 10:20"))


def test_an_update_about_an_earlier_window_does_not_change_the_first_publication() -> None:
    alone = "windows:\n" + window("degraded", "2026-03-01 09:40")
    updated = alone + "updates:\n  - {at: 2026-03-01 09:52, status: investigating, body: We look.}\n"
    assert seen(alone, "2026-03-01 09:45").first == seen(updated, "2026-03-01 10:00").first


def test_each_update_and_each_end_of_a_window_is_one_revision() -> None:
    assert [
        seen(INCIDENT, f"2026-03-01 {clock}").revision for clock in ("09:45", "10:00", "10:16", "11:00")
    ] == [1, 2, 3, 4]


def test_times_in_the_future_do_not_count() -> None:
    assert seen(MAINTENANCE, "2026-03-02 00:00") == (at("2026-03-01 10:00"), at("2026-03-01 10:00"), 0)


def test_the_announced_start_of_a_maintenance_is_a_revision() -> None:
    after = seen(MAINTENANCE, "2026-03-05 23:00")
    assert (after.latest, after.revision) == (at("2026-03-05 22:00"), 1)


def test_a_cancellation_written_after_the_start_is_a_later_revision() -> None:
    begun = CANCELLED.rpartition("  - ")[0]
    before = seen(MAINTENANCE + begun, "2026-03-05 22:03")
    after = seen(MAINTENANCE + CANCELLED, "2026-03-05 22:05")
    assert (before.latest, before.revision) == (at("2026-03-05 22:00"), 2)
    assert (after.latest, after.revision) == (at("2026-03-05 22:00"), 4)


CANCELLED_AHEAD = """\
updates:
  - {at: 2026-03-01 10:00, status: scheduled, body: We work.}
  - {at: 2026-03-03 12:00, status: cancelled, body: We do not.}
"""
NIGHTS = """\
kind: maintenance
scheduled:
  - {start: 2026-03-05 22:00, end: 2026-03-06 02:00}
  - {start: 2026-03-06 22:00, end: 2026-03-07 02:00}
updates:
  - {at: 2026-03-01 10:00, status: scheduled, body: We work.}
"""


def test_a_cancelled_maintenance_is_news_once() -> None:
    days = [seen(MAINTENANCE + CANCELLED_AHEAD, f"2026-03-{day} 00:00") for day in ("04", "06", "09")]
    assert {(each.latest, each.revision) for each in days} == {(at("2026-03-03 12:00"), 3)}


def test_a_cancellation_that_was_taken_back_in_the_same_minute_is_none() -> None:
    again = CANCELLED_AHEAD + "  - {at: 2026-03-03 12:00, status: scheduled, body: We do.}\n"
    assert seen(MAINTENANCE + again, "2026-03-05 23:00").latest == at("2026-03-05 22:00")


def test_a_cancellation_counts_for_the_announced_times_that_may_have_been_published() -> None:
    cancelled = NIGHTS + "  - {at: 2026-03-03 12:00, status: cancelled, body: We do not.}\n"
    before, after = seen(NIGHTS, "2026-03-07 00:00"), seen(cancelled, "2026-03-07 00:01")
    assert before.revision < after.revision


def test_each_night_is_a_revision_and_so_is_the_pause_after_it() -> None:
    hours = ("05 21:00", "05 22:00", "06 02:00", "06 22:00", "07 02:00")
    assert [seen(NIGHTS, f"2026-03-{hour}").revision for hour in hours] == [1, 2, 3, 4, 4]


def test_corrections_and_the_post_mortem_are_revisions_on_their_days() -> None:
    days = ("2026-03-08 00:00", "2026-03-10 00:00")
    assert [seen(FULL, day).latest for day in days] == [at("2026-03-07 00:00"), at("2026-03-09 00:00")]
    assert [seen(FULL, day).revision for day in days] == [6, 7]


def test_a_correction_on_the_day_of_the_latest_change_comes_after_it_but_not_after_now() -> None:
    assert seen(FULL, "2026-03-01 12:00").latest == at("2026-03-01 10:20") + timedelta(seconds=1)
    assert seen(FULL, "2026-03-01 10:20").latest == at("2026-03-01 10:20")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("windows:\n  - {component: search, level: degraded, start: 2026-02-28 09:40}\n", "2026-02-28 09:40"),
        ("status: resolved\n", "2026-03-01 00:00"),
        (UNANNOUNCED, "2026-03-05 22:00"),
    ],
)
def test_without_updates_a_record_counts_as_published_when_it_began(text: str, first: str) -> None:
    assert seen(text, LATER)[:2] == (at(first), at(first))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-02 12:00", "2026-03-02 00:00"),
        ("2026-03-05 12:00", "2026-03-05 00:00"),
        ("2026-03-05 22:00", "2026-03-05 22:00"),
    ],
    ids=["before its day", "on its day", "after its start"],
)
def test_an_unannounced_maintenance_is_never_published_in_the_future(now: str, expected: str) -> None:
    assert seen(UNANNOUNCED, now, "2026-03-05")[:2] == (at(expected), at(expected))


_MINUTES = st.integers(0, DAY * 6)
_OPTIONAL = st.none() | _MINUTES


@st.composite
def _facts(draw: st.DrawFn) -> tuple[str, str]:
    """Write a maintenance twice, the second time with facts added; the first has a time at minute 0."""
    states = ("scheduled", "in_progress", "verifying", "completed")
    updates = draw(st.lists(st.tuples(_MINUTES, st.sampled_from(states)), max_size=4))
    windows = draw(st.lists(_MINUTES, max_size=3))
    days = draw(st.lists(st.integers(1, 7), max_size=3))
    announced, notified, published = draw(_OPTIONAL), draw(_OPTIONAL), draw(st.none() | st.integers(1, 7))
    kept = [draw(st.integers(0, len(each))) for each in (updates, windows, days)]
    some = [draw(st.booleans()) for _ in range(3)]
    whole = (announced, notified, published)
    part = tuple(each if keep else None for each, keep in zip(whole, some, strict=True))
    return (
        _written(updates[: kept[0]], windows[: kept[1]], days[: kept[2]], part),
        _written(updates, windows, days, whole),
    )


def _written(
    updates: list[tuple[int, str]], windows: list[int], days: list[int], single: tuple[int | None, ...]
) -> str:
    announced, notified, published = single
    lines = [f"kind: maintenance\nscheduled: {{start: {clock(3 * DAY)}, end: {clock(4 * DAY)}"]
    lines += ["" if announced is None else f", announced: {clock(announced)}", "}\n"]
    lines += ["updates:\n", update(0, "scheduled"), *(update(*each) for each in updates)]
    if notified is not None:
        lines.append(f"milestones: {{notified: {clock(notified)}}}\n")
    if windows:
        lines += ["windows:\n", *(window("upkeep", clock(each), clock(each + 90)) for each in windows)]
    if days:
        lines += ["corrections:\n", *(f"  - {{on: 2026-03-0{day}, text: Words.}}\n" for day in days)]
    if published is not None:
        lines.append(f"post_mortem: {{status: published, published: 2026-03-0{published}}}\n")
    return "".join(lines)


@given(texts=_facts(), minutes=st.tuples(st.integers(0, DAY * 8), st.integers(0, DAY * 8)))
def test_published_times_never_go_back_when_time_passes_and_facts_are_added(
    texts: tuple[str, str], minutes: tuple[int, int]
) -> None:
    earlier, later = (BASE + timedelta(minutes=each) for each in sorted(minutes))
    before, after = published_at(texts[0], earlier), published_at(texts[1], later)
    assert after.first <= before.first <= before.latest <= earlier
    assert before.latest <= after.latest <= later
    assert before.revision <= after.revision


@given(minutes=st.lists(st.integers(0, DAY * 12), min_size=2, max_size=5))
@pytest.mark.parametrize("text", [FULL, MAINTENANCE, MAINTENANCE + CANCELLED, UNANNOUNCED])
def test_the_latest_change_and_the_revision_never_decrease_when_time_passes(
    text: str, minutes: list[int]
) -> None:
    begin = at("2026-03-01 10:00")
    series = [published_at(text, begin + timedelta(minutes=each), "2026-03-05") for each in sorted(minutes)]
    assert series == sorted(series, key=lambda each: each.latest)
    assert series == sorted(series, key=lambda each: each.revision)
