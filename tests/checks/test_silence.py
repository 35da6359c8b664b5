"""When an open incident has been without news for too long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterword.records.decode import decode_site
from tests.checks import demo
from tests.checks.demo import BEGIN, SITE, SMALLEST, check, only, rules

AT = datetime(2026, 11, 20, 8, 52, tzinfo=UTC)
"""The time of the only update, at 09:52 in Berlin."""
WINDOW = "windows: [{component: search, level: degraded, start: 2026-11-20 09:40}]\n"
OVER = "although its announced time is over, and"
ENDED = WINDOW.replace("}]", ", end: 2026-11-20 11:00}]")


@pytest.fixture(autouse=True)
def _usual_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "PATIENT", {})


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


REOPENED = """\
updates:
  - {at: 2026-11-20 11:05, status: resolved, body: It is over.}
  - {at: 2026-11-20 11:40, status: investigating, body: It is back.}
  - {at: 2026-11-20 11:50, status: update, body: We look.}
"""


def test_a_reopened_incident_is_missing_its_window() -> None:
    found = only(f"{BEGIN}{ENDED}{REOPENED}", "open-without-news", now=AT + timedelta(hours=2))
    assert found.example == "- {component: search, level: degraded, start: 2026-11-20 11:40}"
    both = ENDED.replace("component: search", "components: [search, api]")
    found = only(f"{BEGIN}{both}{REOPENED}", "open-without-news", now=AT + timedelta(hours=2))
    assert found.example == "- {components: [search, api], level: degraded, start: 2026-11-20 11:40}"


def test_a_reopened_incident_whose_window_has_ended_is_missing_its_last_update() -> None:
    again = ENDED.replace(
        "}]", "}, {component: search, level: degraded, start: 2026-11-20 11:35, end: 2026-11-20 11:55}]"
    )
    found = only(f"{BEGIN}{again}{REOPENED}", "open-without-news", now=AT + timedelta(hours=3))
    assert found.example == "- {at: 2026-11-20 11:55, status: resolved, body: It is over.}"


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


@pytest.mark.parametrize("text", [BEGIN, f"{BEGIN}status: identified\n"])
def test_without_any_time_the_silence_begins_after_the_day_of_the_id(text: str) -> None:
    midnight = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)  # in Berlin, after 20 November
    assert check(text, now=midnight + timedelta(hours=23)) == ()
    found = only(text, "open-without-news", now=midnight + timedelta(days=7))
    assert "has had no update for 7 days, since 2026-11-20; add an update" in found.message
    assert found.location.line == (3 if "status" in text else 1)


def test_a_typed_start_stands_for_the_windows_that_are_missing() -> None:
    started = f"{BEGIN}milestones: {{started: 2026-11-20 09:40}}\n"
    assert check(started, now=AT + timedelta(hours=23)) == ()
    found = only(started, "open-without-news", now=AT + timedelta(days=2))
    assert "for 2 days, since 2026-11-20 09:40" in found.message


def test_a_site_sets_its_own_limits() -> None:
    site = f"{SITE}review: {{silence: 90 min, silence_monitoring: 2 days}}\n"
    assert rules(told("identified"), site=site, now=AT + timedelta(minutes=89)) == []
    assert rules(told("identified"), site=site, now=AT + timedelta(minutes=90)) == ["open-without-news"]
    assert rules(told("monitoring"), site=site, now=AT + timedelta(hours=47)) == []
    assert rules(told("monitoring"), site=site, now=AT + timedelta(hours=48)) == ["open-without-news"]


def test_until_a_promised_update_no_silence_is_too_long() -> None:
    promised = told("identified").replace("body:", "next_update: 2026-11-23 09:00, body:")
    assert rules(promised, now=AT + timedelta(days=2)) == []
    assert rules(promised, now=AT + timedelta(days=3)) == ["open-without-news"]


def test_what_is_over_and_a_near_miss_need_no_news() -> None:
    late = AT + timedelta(days=400)
    assert check(SMALLEST, now=late) == ()
    assert "open-without-news" not in rules(f"kind: near_miss\n{told('identified')}", now=late)


@pytest.mark.parametrize(
    ("scheduled", "limit", "message"),
    [
        ("{start: 2026-11-20 22:00, end: 2026-11-20 23:00}", "2026-11-21 23:00", OVER),
        (
            "[{start: 2026-11-20 22:00, end: 2026-11-20 23:00}, {start: 2026-11-21 22:00}]",
            "2026-11-28 22:00",
            "but",
        ),
        ("{start: 2026-11-20, end: 2026-11-21}", "2026-11-23 00:00", OVER),
        ("{start: 2026-11-20 22:00}", "2026-11-27 22:00", "but"),
        ("{start: 2026-11}", "2026-12-02 00:00", OVER),
    ],
)
def test_maintenance_needs_news_once_its_announced_time_is_over(
    scheduled: str, limit: str, message: str
) -> None:
    text = f"title: The search index moves\nkind: maintenance\nscheduled: {scheduled}\n"
    text += (
        "updates:\n  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow for an hour.}\n"
    )
    at = datetime.fromisoformat(f"{limit}+01:00")
    assert "open-without-news" not in rules(text, now=at - timedelta(seconds=1))
    found = only(text, "open-without-news", now=at)
    assert f"`, {message} has had no update for " in found.message
    assert found.message.endswith("since 2026-11-13 10:00; add an update, or complete it if it is over")
    assert found.example == f"- {{at: {limit}, status: completed, body: It is over.}}"


def test_maintenance_that_is_over_or_says_when_it_goes_on_needs_no_news() -> None:
    late = AT + timedelta(days=400)
    plan = "scheduled: {start: 2026-11-20 22:00, end: 2026-11-20 23:00"
    begin = "title: The search index moves\nkind: maintenance\nsummary: Searches may be slow.\n"
    assert "open-without-news" not in rules(f"{begin}{plan}, completes_itself: true}}\n", now=late)
    assert "open-without-news" not in rules(f"{begin}{plan}}}\nstatus: cancelled\n", now=late)
    news = "{at: 2026-11-20 23:00, status: update, body: It takes longer., next_update: 2026-11-25 09:00}"
    text = f"{begin}{plan}}}\nupdates: [{news}]\n"
    assert "open-without-news" not in rules(text, now=AT + timedelta(days=4))
    assert "open-without-news" in rules(text, now=AT + timedelta(days=6))


@pytest.mark.parametrize(
    ("typed", "meant"), [("24", "24 h"), ("1.5 h", "12 h"), ("0 h", "12 h"), ("one day", "12 h")]
)
def test_a_limit_is_a_number_with_a_unit(typed: str, meant: str) -> None:
    decoded = decode_site("status.yml", f"page: {{name: T}}\nreview: {{silence: {typed}}}\n".encode())
    (found,) = decoded.diagnostics
    assert f"`{typed}` is not a length of time" in found.message
    assert found.example == f"silence: {meant}"
