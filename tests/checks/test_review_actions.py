"""The rules of review about action items find those that will not be done, and leave usual ones alone."""

from __future__ import annotations

import pytest

from tests.checks.reviewing import HEAD, review

USUAL = {
    "title": "Give reports a queue of their own",
    "priority": "p1",
    "owner": "team-search",
    "due": "2027-01-31",
    "status": "open",
}


def item(number: int = 1, **values: str) -> str:
    return f"  - {{id: a{number}, " + ", ".join(f"{k}: {v}" for k, v in (USUAL | values).items() if v) + "}\n"


def actions(*items: str) -> str:
    return f"{HEAD}action_items:\n" + "".join(items)


def titled(title: str) -> str:
    return actions(item(title=f"'{title}'"))


FOUND = [
    ("action-dates", actions(item(due="2026-11-01")), "before the incident"),
    ("action-dates", actions(item(due="2026-Q3")), "is due on 2026-Q3"),
    ("action-dates", actions(item(status="done", closed="2027-11-24")), "which is in the future"),
    (
        "action-dates",
        actions(item(status="done", closed="2025-11-24")),
        "was closed on 2025-11-24, before the incident",
    ),
    ("action-dates", actions(item(moved="[{on: 2027-11-24, from: 2026-12-31}]")), "was moved on 2027-11-24"),
    ("open-action-with-closed", actions(item(closed="2026-11-24")), "is `open`, but was closed"),
    (
        "open-action-with-closed",
        actions(item(status="in_progress", closed="2026-11-24")),
        "status: done",
    ),
    ("done-without-closed", actions(item(status="done")), "closed: 2026-12-01"),
    (
        "same-action-twice",
        actions(item(), item(2, title="Give reports a queue of their own!")),
        "the one on line 4",
    ),
    (
        "dropped-urgent-action",
        actions(item(priority="p0", status="wont_do", reason="It is replaced in May.")),
        "accepted_risk",
    ),
    ("same-priority", actions(*(item(n, title=f"Move {n}") for n in range(4))), "all 4 unfinished"),
    ("many-actions", actions(*(item(n, title=f"Move {n}") for n in range(11))), "there are 11"),
    ("several-owners", actions(item(owner="'team-search, team-api'")), "owner: team-search"),
    ("several-owners", actions(item(owner="team-search and team-api")), "owner: team-search"),
    ("several-owners", actions(item(owner="'@ann/@bob'")), "has several owners"),
    ("several-owners", actions(item(owner="Ann; Bob; Cem")), "owner: Ann"),
]

QUIET = [
    ("action-dates", actions(item(due="2026-11"))),
    ("action-dates", actions(item(due="2026-Q4"))),
    ("action-dates", actions(item(status="done", closed="2026-12-02"))),
    ("action-dates", actions(item(due=""))),
    ("open-action-with-closed", actions(item(status="done", closed="2026-11-24"))),
    (
        "open-action-with-closed",
        actions(item(status="wont_do", closed="2026-11-24", reason="It is replaced.")),
    ),
    ("done-without-closed", actions(item(status="wont_do", reason="It is replaced."))),
    (
        "done-without-closed",
        actions(item(status="done")) + "unknowns: [{field: action_items, reason: not_stated}]\n",
    ),
    ("same-action-twice", actions(item(), item(2, title="Give exports a queue of their own"))),
    ("dropped-urgent-action", actions(item(priority="p1", status="wont_do", reason="It is replaced."))),
    (
        "dropped-urgent-action",
        actions(item(priority="p0", status="wont_do", reason="See the cause.", addresses="[queue]"))
        + "root_causes: [{id: queue, text: One queue., accepted_risk: It is replaced in May.}]\n",
    ),
    ("same-priority", actions(*(item(n, title=f"Move {n}") for n in range(3)))),
    ("same-priority", actions(*(item(n, title=f"Move {n}", priority=f"p{n % 2}") for n in range(4)))),
    ("same-priority", actions(*(item(n, title=f"Move {n}", priority="") for n in range(4)))),
    ("many-actions", actions(*(item(n, title=f"Move {n}") for n in range(10)))),
    ("several-owners", actions(item(owner="Research and Development"))),
    ("several-owners", actions(item(owner="Search & Discovery"))),
    ("several-owners", actions(item(owner="platform/storage"))),
    ("several-owners", actions(item(owner="'Doe, Jane'"))),
    ("several-owners", actions(item(owner="'@acme/search-team'"))),
    ("several-owners", actions(item(owner="Trust and Safety (on-call)"))),
]

FOR_PEOPLE = [
    "Remind the team to check the queue before a report",
    "Train all on-call engineers in the use of the console",
    "Retrain operators on the runbook",
    "Be more careful with the production shell",
    "Pay closer attention to the dashboard while deploying",
    "Ask developers to test migrations twice",
    "Make sure everyone knows the limits",
    "Ensure that all engineers understand the cache",
    "Tell new staff about the freeze",
    "Take more care when tables are renamed",
]
NOT_FOR_PEOPLE = [
    "Train the ranking model on data of this year",
    "Remind customers two weeks before their certificate expires",
    "Ask for confirmation before a table is dropped",
    "Warn in the console when the queue is half full",
    "Tell clients when to retry, with a Retry-After header",
    "Rehearse the failover with the on-call team every quarter",
    "Ensure that backups are restored once a night",
    "Show trained operators a second prompt",
]
VAGUE = [
    "Improve monitoring",
    "Improve the monitoring of the queue",
    "Consider a second index",
    "Look into the timeouts",
    "Think about rate limits",
    "Optimise database performance",
    "Make the deployment more robust",
    "Explore alternatives to the broker",
    "Work on documentation",
]
NOT_VAGUE = [
    "Improve the 95th percentile of searches to 300 ms",
    "Improve the error message so that it names the limit",
    "Improve the alert by paging when a replica lags",
    "Look into the timeouts, and publish what was found",
    "Consider the queue full when half of it is used",
    "Alert when the queue is half full",
    "Make retries back off",
    "Improve `fetch` to stop after the first failure",
    "Lookup tables are stored twice",
    "Explorer nodes get a disk of their own",
]


@pytest.mark.parametrize(("rule", "record", "words"), FOUND)
def test_a_problem_is_found_once_and_explained(rule: str, record: str, words: str) -> None:
    (found,) = review(rule, record)
    assert words in f"{found.message} {found.example}"


@pytest.mark.parametrize(("rule", "record"), QUIET)
def test_usual_items_are_left_alone(rule: str, record: str) -> None:
    assert review(rule, record) == []


@pytest.mark.parametrize("title", FOR_PEOPLE)
def test_an_item_that_wants_more_care_is_found(title: str) -> None:
    assert review("action-for-people", titled(title))
    assert not review("action-for-people", f"language: de\n{titled(title)}")
    assert not review("action-for-people", titled(title).replace("status: open", "status: done"))


@pytest.mark.parametrize("title", [*NOT_FOR_PEOPLE, *VAGUE, *NOT_VAGUE])
def test_an_item_about_the_system_is_not(title: str) -> None:
    assert not review("action-for-people", titled(title))


@pytest.mark.parametrize("title", VAGUE)
def test_a_vague_item_is_found(title: str) -> None:
    assert review("vague-action", titled(title))
    assert not review("vague-action", f"language: fr\n{titled(title)}")


@pytest.mark.parametrize("title", [*NOT_VAGUE, *NOT_FOR_PEOPLE, *FOR_PEOPLE])
def test_an_item_with_an_end_is_not(title: str) -> None:
    assert not review("vague-action", titled(title))


@pytest.mark.parametrize(
    ("due", "status", "found"),
    [
        ("2026-11-30", "open", False),
        ("2026-11-21", "open", False),
        ("2026-11-20", "open", False),
        ("2026-11-20", "done", False),
    ],
)
def test_two_weeks_pass_before_a_check_asks_for_an_overdue_item(due: str, status: str, found: bool) -> None:
    assert bool(review("overdue-action", actions(item(due=due, status=status)))) is found


def test_a_site_chooses_how_long_an_item_may_be_overdue() -> None:
    record = actions(item(due="2026-11-25"))
    assert review("overdue-action", record, site="review: {overdue: 5 days}\n")
    assert not review("overdue-action", record, site="review: {overdue: 6 days}\n")


def test_a_site_limits_how_late_items_of_a_priority_may_be_due() -> None:
    site = "review: {due_within: {p1: 30 days}}\n"
    assert not review("late-due-date", actions(item()))
    assert not review("late-due-date", actions(item(priority="p2")), site=site)
    assert not review("late-due-date", actions(item(due="2026-12-20")), site=site)
    (found,) = review("late-due-date", actions(item()), site=site)
    assert "72 days after the incident" in found.message
    assert found.example == "due: 2026-12-20"
    moved = actions(item(moved="[{on: 2026-11-30, from: 2026-12-20, reason: Disks are late.}]"))
    assert not review("late-due-date", moved, site=site)


def test_a_site_asks_for_a_tracker_from_a_priority_on() -> None:
    site = "review: {tracker_from: p1}\n"
    assert not review("action-without-tracker", actions(item()))
    assert review("action-without-tracker", actions(item()), site=site)
    assert review("action-without-tracker", actions(item(priority="p0")), site=site)
    assert not review("action-without-tracker", actions(item(priority="p2")), site=site)
    assert not review("action-without-tracker", actions(item(tracker="OPS-1")), site=site)
    assert not review("action-without-tracker", actions(item(status="done", closed="2026-11-30")), site=site)
