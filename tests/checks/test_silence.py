"""When an open incident has been without news for too long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterword.records.decode import decode_site
from tests.checks.demo import BEGIN, SITE, SMALLEST, check, maintenance, only, rules

AT = datetime(2026, 11, 20, 8, 52, tzinfo=UTC)
"""The time of the only update, at 09:52 in Berlin."""
WINDOW = "windows: [{component: search, level: degraded, start: 2026-11-20 09:40}]\n"
ENDED = WINDOW.replace("}]", ", end: 2026-11-20 11:00}]")


def told(state: str, window: str = WINDOW) -> str:
    """Write an incident with one update."""
    return f"title: T\n{window}updates: [{{at: 2026-11-20 09:52, status: {state}, body: We know.}}]\n"


@pytest.mark.parametrize(
    ("state", "limit"),
    [
        ("investigating", timedelta(hours=24)),
        ("identified", timedelta(hours=24)),
        ("monitoring", timedelta(days=7)),
    ],
)
def test_news_is_missed_after_a_day_and_while_monitoring_after_a_week(state: str, limit: timedelta) -> None:
    assert check(told(state), now=AT + limit - timedelta(seconds=1)) == ()
    assert rules(told(state), now=AT + limit) == ["open-without-news"]


def test_the_silence_is_spelled_out_with_an_update_to_paste() -> None:
    found = only(told("monitoring"), "open-without-news", now=AT + timedelta(days=97))
    assert found.message == (
        "the incident is `monitoring`, but has had no update for 97 days, since 2026-11-20 09:52; "
        "add an update, or close it if it is over"
    )
    assert (found.location.line, found.location.column) == (3, 42)
    assert found.example == "- {at: 2027-02-25 09:52, status: resolved, body: It is over.}"


@pytest.mark.parametrize("state", ["investigating", "identified"])
def test_an_incident_without_an_open_window_is_missing_its_last_update_at_once(state: str) -> None:
    end = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    found = only(told(state, ENDED), "open-without-news", now=end)
    assert found.message == (
        f"all windows have ended, the last one at 2026-11-20 11:00, but the incident is still `{state}`; "
        "add an update that closes it, or a window for what is still wrong"
    )
    assert found.example == "- {at: 2026-11-20 11:00, status: resolved, body: It is over.}"


def test_after_the_last_window_monitoring_may_go_on_for_a_day() -> None:
    end = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert check(told("monitoring", ENDED), now=end + timedelta(hours=23)) == ()
    assert rules(told("monitoring", ENDED), now=end + timedelta(hours=24)) == ["open-without-news"]


def test_without_updates_the_silence_begins_with_the_window() -> None:
    found = only(f"{BEGIN}status: identified\n{WINDOW}", "open-without-news", now=AT + timedelta(days=2))
    assert "for 2 days, since 2026-11-20 09:40" in found.message
    assert (found.location.line, found.example) == (
        3,
        "- {at: 2026-11-22 09:52, status: resolved, body: It is over.}",
    )
    assert rules(f"{BEGIN}{WINDOW}", now=AT + timedelta(days=2)) == ["open-without-news"]


def test_a_site_sets_its_own_limits() -> None:
    site = f"{SITE}review: {{silence: 90 min, silence_monitoring: 2 days}}\n"
    assert rules(told("identified"), site=site, now=AT + timedelta(minutes=89)) == []
    assert rules(told("identified"), site=site, now=AT + timedelta(minutes=90)) == ["open-without-news"]
    assert rules(told("monitoring"), site=site, now=AT + timedelta(hours=47)) == []
    assert rules(told("monitoring"), site=site, now=AT + timedelta(hours=48)) == ["open-without-news"]


def test_until_a_promised_update_no_silence_is_too_long() -> None:
    promised = told("identified").replace("body:", "next_update: 2026-11-23 09:00, body:")
    assert check(promised, now=AT + timedelta(days=2)) == ()
    assert rules(promised, now=AT + timedelta(days=3)) == ["open-without-news"]


def test_only_open_incidents_need_news() -> None:
    late = AT + timedelta(days=400)
    assert check(SMALLEST, now=late) == ()
    assert "open-without-news" not in rules(f"kind: near_miss\n{told('identified')}", now=late)
    record = maintenance("  - {at: 2026-11-20 22:00, status: in_progress, body: We begin.}\n")
    assert "open-without-news" not in rules(record, now=late)


@pytest.mark.parametrize(
    ("typed", "meant"), [("24", "24 h"), ("1.5 h", "12 h"), ("0 h", "12 h"), ("one day", "12 h")]
)
def test_a_limit_is_a_number_with_a_unit(typed: str, meant: str) -> None:
    decoded = decode_site("status.yml", f"page: {{name: T}}\nreview: {{silence: {typed}}}\n".encode())
    (found,) = decoded.diagnostics
    assert f"`{typed}` is not a length of time" in found.message
    assert found.example == f"silence: {meant}"
