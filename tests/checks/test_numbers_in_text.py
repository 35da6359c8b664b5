"""Rules that compare numbers and names in a text with the record: a labelled table of sentences and records."""

from __future__ import annotations

import pytest

from afterword.diagnostics import Severity
from tests.checks.demo import SITE, check, only

RULES = {
    "duration-in-text",
    "time-in-text",
    "number-in-text",
    "share-of-what",
    "outage-in-text",
    "component-in-text",
}
DOWN = "  - {component: search, level: major_outage, start: 2026-11-20 10:00, end: 2026-11-20 11:12}\n"
SLOW = "  - {component: search, level: degraded, start: 2026-11-20 10:00, end: 2026-11-20 11:12}\n"
LATER = "  - {component: api, level: degraded, start: 2026-11-20 13:00, end: 2026-11-20 15:30}\n"
LONG = "  - {component: search, level: degraded, start: 2026-11-18 06:00, end: 2026-11-20 02:00}\n"
ROUGH = "  - {component: search, level: major_outage, start: 2026-11-20 10:00~, end: 2026-11-20 11:12~}\n"
DAYS = "  - {component: search, level: degraded, start: 2026-11-18, end: 2026-11-20}\n"
IMPACT = """\
impact:
  customers_affected: 312
  requests_failed: "~12000"
  support_tickets: 14
  other: [{name: dashboards affected, value: ~310 dashboards}, {name: searches failed, value: 38 %}]
"""


def record(summary: str, windows: str = DOWN, more: str = "", title: str = "Trouble with search") -> str:
    """Write a record with a summary."""
    return f"title: {title}\nsummary: |-\n  {summary}\nwindows:\n{windows}{more}"


def found(text: str, site: str = SITE) -> set[str]:
    """Return which of the rules find something in a record, which has no errors."""
    findings = check(text, site=site)
    assert Severity.ERROR not in {each.severity for each in findings}, findings
    return {each.rule for each in findings} & RULES


@pytest.mark.parametrize(
    "summary",
    [
        "Search was unavailable for 72 minutes.",
        "Search was down for 72 min.",
        "The outage lasted 1 h 12 min.",
        "The outage lasted for one hour and twelve minutes.",
        "The outage lasted about an hour.",
        "The incident lasted a little over an hour.",
        "The outage lasted nearly an hour and a quarter, or 75 minutes at most.",
        "The outage lasted less than two hours.",
        "The outage lasted between 60 and 90 minutes.",
        "The total downtime was 72 minutes.",
        "This 72-minute outage hit all customers.",
        "A 72-minute incident made searches fail.",
        "The incident was resolved after 72 minutes.",
        "Service was restored after half an hour, and the incident was resolved after 72 minutes.",
        "The missing index was resolved after three days.",
        "The issue will be resolved after three days.",
        "Duration: 72 minutes",
        "For about 70 minutes, search was unavailable.",
        # A part of it, or something else.
        "The outage lasted 20 minutes for most customers, and longer for some.",
        "The outage lasted only half an hour in Europe.",
        "The outage lasted a few minutes for customers with a cached page.",
        "Search was unavailable for up to an hour for some customers.",
        "For 20 minutes, no page loaded and search failed.",
        "The API was slow for 20 minutes.",
        "Answers are kept for 5 hours.",
        "The cache lasts 24 hours.",
        "Sessions last for two weeks.",
        "A search timed out after 30 seconds.",
        "The backlog took 5 hours to clear.",
        "Restarting takes most of an hour.",
        "We retried every 5 minutes.",
        "New documents were found after a delay of 3 hours.",
        "Indexing was delayed for 3 hours.",
        "Imports were queued for 3 hours.",
        "The certificate was issued two weeks before.",
        "In the last 24 hours all went well.",
        "The outage lasted 6 times as long as the one before.",
        "Had we not acted, search would have been down for 5 hours.",
        "We expect that search will be unavailable for 3 hours.",
        "Without the spare replica the outage may have lasted 5 hours.",
        "Last year's outage lasted 5 hours.",
        "The previous outage lasted 5 hours.",
        "On average, an outage lasts 3 hours.",
        "Did the outage last for 3 hours?",
        "The objective allows downtime of 4 hours a month.",
        'The page said "search was down for 5 hours".',
        "We ran `sleep 5 hours` and waited.",
        "See [the outage lasted 72 minutes](https://example.com/was-down-for-5-hours).",
        "The outage recurred and lasted 5 minutes each time.",
        "Each outage lasted 5 minutes.",
        "The team was on call for 9 hours.",
        "Our 30-minute maintenance window was not used.",
        "Backups of the 30 days before it were kept.",
        "Metrics are kept for 90 days.",
        "Five hours after the outage, all reports were complete.",
        "The outage was over 30 minutes before anyone called.",
        "Search failed after 2 hours of heavy load.",
    ],
)
def test_lengths_that_fit_or_are_of_something_else(summary: str) -> None:
    assert "duration-in-text" not in found(record(summary))


@pytest.mark.parametrize(
    "summary",
    [
        "Search was unavailable for 66 minutes.",
        "Search was down for 27 minutes.",
        "For 66 minutes, search was unavailable.",
        "The outage lasted 66 minutes.",
        "The incident lasted for two hours.",
        "The disruption continued for 1 h 21 min.",
        "The outage lasted about 3 hours.",
        "The outage lasted nearly an hour.",
        "The outage lasted over two hours.",
        "The outage lasted less than an hour.",
        "The outage lasted between 2 and 3 hours.",
        "The total downtime was 20 minutes.",
        "The total impact duration was 20 minutes.",
        "During this 66-minute outage nobody could search.",
        "Duration: 66 minutes",
        "**Duration:** 2 hours, 12 minutes",
        "Searches failed for five hours.",
        "Customers were unable to search for half a day.",
        "Customers experienced errors for a duration of 2 hours and 30 minutes.",
        "Reports were slow for two days.",
        "An outage of 4 hours hit all customers.",
        "A 4-hour incident made searches fail.",
        "The incident was resolved after 4 hours.",
        "The outage was fully mitigated after about 100 minutes.",
        "There were 4 hours of downtime.",
        "Search was unavailable for an hour and a half.",
        "Search was offline for three quarters of an hour.",
        "Search went down for a couple of hours.",
    ],
)
def test_lengths_that_contradict_the_windows(summary: str) -> None:
    assert found(record(summary)) == {"duration-in-text"}


def test_a_contradiction_names_both() -> None:
    text = record("Search was unavailable for 66 minutes.")
    assert only(text, "duration-in-text").message == (
        "the text says that something lasted 66 minutes, and the windows say 1 h 12 min "
        "(2026-11-20 10:00 to 11:12); correct the one that is wrong"
    )
    text = record("The incident lasted about 6 days.", LONG)
    assert "(2026-11-18 06:00 to 2026-11-20 02:00)" in only(text, "duration-in-text").message


@pytest.mark.parametrize(
    ("summary", "windows", "more"),
    [
        # Both windows together, from the first to the last, and each of them.
        ("The incident lasted 5 h 30 min.", SLOW + LATER, ""),
        ("The incident lasted 3 h 42 min in all.", SLOW + LATER, ""),
        ("The degradation lasted two and a half hours.", SLOW + LATER, ""),
        # From the first notice, or to a milestone.
        ("The incident lasted 50 minutes.", SLOW, "milestones: {detected: 2026-11-20 10:22}\n"),
        ("The outage lasted 20 minutes.", DOWN, "milestones: {mitigated: 2026-11-20 10:20}\n"),
        (
            "The outage lasted 2 hours.",
            DOWN,
            "updates: [{at: 2026-11-20 12:00, status: resolved, body: It is over.}]\n",
        ),
        # An event of the timeline took as long.
        (
            "The outage lasted 25 minutes.",
            SLOW,
            "timeline: [{at: 2026-11-20 10:10, until: 2026-11-20 10:35, text: No answers.}]\n",
        ),
        ("The incident lasted nearly two days.", LONG, ""),
        ("The incident lasted 44 hours.", LONG, ""),
        ("The outage lasted 100 minutes.", ROUGH, ""),
        # Not known well enough.
        ("The incident lasted 5 hours.", DAYS, ""),
        # Nobody knows yet.
        (
            "The outage lasted 20 minutes.",
            "  - {component: search, level: major_outage, start: 2026-11-30 20:00}\n",
            "updates: [{at: 2026-12-01 11:00, status: investigating, body: We are looking.}]\n",
        ),
        # The title and the text of a window, without a second text that says the same.
        (
            "The first lasted 20 minutes. From 10:05 to 10:25, search was unavailable for 20 minutes.",
            DOWN,
            "",
        ),
    ],
)
def test_lengths_that_fit_something_in_the_record(summary: str, windows: str, more: str) -> None:
    if "start: 2026-11-30" in windows:
        assert {each.rule for each in check(record(summary, windows, more))} <= {"start-far-from-id"}
    else:
        assert not found(record(summary, windows, more)) - {"outage-in-text"}


@pytest.mark.parametrize(
    ("summary", "windows"),
    [
        ("The incident lasted 4.5 hours.", SLOW + LATER),
        ("The outage lasted 3 h.", ROUGH),
        ("The incident lasted 30 hours.", LONG),
        ("The API was slow for 9 hours.", SLOW + LATER),
    ],
)
def test_lengths_that_fit_nothing_in_the_record(summary: str, windows: str) -> None:
    assert "duration-in-text" in found(record(summary, windows))


def test_updates_before_the_end_and_internal_texts_are_not_read() -> None:
    updates = """\
updates:
  - {at: 2026-11-20 10:20, status: identified, body: Search was down for 5 hours.}
  - {at: 2026-11-20 11:12, status: resolved, body: It is over.}
"""
    assert not found(record("It was bad.", more=updates))
    event = "timeline: [{at: 2026-11-20 10:20, text: Search was down for 5 hours., visibility: internal}]\n"
    assert not found(record("It was bad.", more=event))
    closing = "updates: [{at: 2026-11-20 11:12, status: resolved, body: Search was down for 5 hours.}]\n"
    assert found(record("It was bad.", more=closing)) == {"duration-in-text"}
    section = "post_mortem: {status: published, background: The outage lasted 5 hours.}\n"
    assert found(record("It was bad.", more=section)) == {"duration-in-text"}


@pytest.mark.parametrize(
    ("language", "site"),
    [("language: de\n", SITE), ("", SITE.replace("url:", "language: pt-BR, url:"))],
)
def test_only_english_is_read(language: str, site: str) -> None:
    text = record("The outage lasted 5 hours. From 02:00 to 04:00 it was down, and 12 % were affected.", SLOW)
    assert not found(text + language, site)
    assert found(text + "language: en-GB\n", site) >= {"duration-in-text", "time-in-text", "outage-in-text"}


@pytest.mark.parametrize(
    "summary",
    [
        "Search was unavailable from 10:00 to 11:12.",
        "Search was unavailable between 10:00 and 11:12 CET.",
        "Search was unavailable from 09:00 to 10:12 UTC.",
        "Search was unavailable from 1:00 AM to 2:12 AM PST.",
        "On 20 November, search was unavailable from 10:00 until 11:10.",
        "On 2026-11-20, search failed from about 9:45 to about 11:30.",
        "The outage began at 10:00 and ended at 11:12.",
        "Starting at 10:00, searches failed.",
        "The incident was resolved at 11:12.",
        # A part of it.
        "From 10:20 to 10:40 all searches failed.",
        # Not about when it failed.
        "From 08:00 to 09:00 the index was rebuilt.",
        "At 08:15 a deployment began, and search failed later.",
        "Support is reached from 08:00 to 18:00.",
        "We will do maintenance from 02:00 to 04:00.",
        "The next update comes at 16:00.",
        "The previous outage lasted from 02:00 to 04:00.",
        "Each night from 02:00 to 04:00 backups slow down the disks.",
        'The alert said "down from 02:00 to 04:00".',
        "We upgraded from 10.20 to 11.05, and errors stopped.",
    ],
)
def test_times_that_fit_or_are_of_something_else(summary: str) -> None:
    assert not found(record(summary))


@pytest.mark.parametrize(
    "summary",
    [
        "Search was unavailable from 14:00 to 15:12.",
        "Search was unavailable between 10:00 and 11:12 UTC.",
        "Search was unavailable between 9:40 and 11:12.",
        "Search was unavailable from 10:00 to 11:50.",
        "Search was unavailable from 10:00 AM to 11:12 AM PST.",
        "On 19 November, search was unavailable from 10:00 to 11:12.",
        "On 20 October 2026, searches failed from 10:00 to 11:12.",
        "The outage began at 09:10.",
        "The outage started on 19 November at 10:00.",
        "The incident was resolved at 12:30.",
        "Starting at 07:30, searches failed.",
    ],
)
def test_times_at_which_the_record_has_nothing(summary: str) -> None:
    assert found(record(summary)) == {"time-in-text"}


def test_a_time_of_another_zone_is_recognised() -> None:
    message = only(record("Search was unavailable from 09:00 to 10:12."), "time-in-text").message
    assert message == (
        "the text says from 09:00 to 10:12, and the record knows of the incident from 2026-11-20 10:00 to 11:12; "
        "it would fit 1 h later, so check the zone"
    )
    message = only(record("The outage began at 09:00."), "time-in-text").message
    assert message.endswith("it would fit 1 h later, so check the zone")
    assert "zone" not in only(record("The outage began at 08:00."), "time-in-text").message


def test_the_last_day_of_a_period_may_be_another_one() -> None:
    night = "  - {component: search, level: major_outage, start: 2026-11-20 22:00, end: 2026-11-21 02:00}\n"
    assert not found(record("From 22:00 to 02:00 search was unavailable.", night))
    assert not found(record("Search was down from 20 November 22:00 to 21 November 02:00.", night))
    assert found(record("Search was down from 22:00 on 20 November to 02:00 on 22 November.", night)) == {
        "time-in-text"
    }


@pytest.mark.parametrize(
    "summary",
    [
        "312 customers were affected.",
        "312 customers saw errors.",
        "20 customers saw empty pages.",
        "Each month, 9000 customers see the page.",
        "About 300 customers were affected.",
        "This affected more than 300 of our customers.",
        "Fewer than 500 customers were affected.",
        "Some 12,000 requests failed.",
        "12 thousand requests failed.",
        "We got 14 support tickets.",
        "About 300 dashboards were affected.",
        "38 % of searches failed.",
        "More than a third of searches failed.",
        # Parts, and others.
        "20 customers in Europe were affected, and 312 in all.",
        "Another 20 customers were affected later.",
        "Of these, 20 customers were also affected by slow reports.",
        "90 % of requests failed.",
        "9000 users were affected.",
        "We have 9000 customers.",
        "No customers were affected.",
        "40 customers were affected at first, and 312 customers were affected in the end.",
    ],
)
def test_numbers_that_fit_or_are_of_something_else(summary: str) -> None:
    assert not found(record(summary, more=IMPACT))


@pytest.mark.parametrize(
    "summary",
    [
        "3120 customers were affected.",
        "3120 customers saw errors.",
        "About 500 customers experienced slow searches.",
        "About 5,000 customers were affected.",
        "This affected over 500 customers.",
        "Fewer than 100 customers were affected.",
        "120,000 requests failed.",
        "Half a million customers saw nothing, and 900 customers were affected.",
        "We got 41 support tickets about failed searches.",
        "Two dashboards were affected.",
        "83 % of searches failed.",
        "A quarter of all searches failed.",
    ],
)
def test_numbers_that_contradict_the_record(summary: str) -> None:
    assert found(record(summary, more=IMPACT)) == {"number-in-text"}


def test_a_contradiction_of_numbers_names_both() -> None:
    message = only(record("About 5,000 customers were affected.", more=IMPACT), "number-in-text").message
    assert message == (
        "the text says 5,000 customers, and `impact.customers_affected` says 312; correct one of them"
    )


@pytest.mark.parametrize(
    "summary",
    [
        "0.8 % of all uploads failed.",
        "The error rate rose to 8 %.",
        "Of all searches, 8 % failed.",
        "Searches failed at a rate of 8 %.",
        "38% of searches failed, and 2 % timed out.",
        "The load was at 100 %.",
        "Failed searches: 8 % were affected.",
    ],
)
def test_shares_that_say_of_what_they_are(summary: str) -> None:
    assert not found(record(summary))


@pytest.mark.parametrize(
    "summary", ["0.8 % were affected.", "At the worst time 12% failed.", "It affected about 5 percent."]
)
def test_shares_that_do_not_say_of_what_they_are(summary: str) -> None:
    assert found(record(summary)) == {"share-of-what"}


@pytest.mark.parametrize(
    ("title", "summary", "windows", "is_found"),
    [
        ("Outage of search", "It was bad.", SLOW, True),
        ("Search is down", "It was bad.", SLOW, True),
        ("Trouble", "Search was unavailable.", SLOW, True),
        ("Trouble", "Search was unavailable.", SLOW + LATER, True),
        ("Outage of search", "It was bad.", DOWN, False),
        ("Outage of search", "It was bad.", DOWN + LATER, False),
        ("Search is slow", "There was no outage.", SLOW, False),
        ("Search is slow", "Downloads took long because of a network outage.", SLOW, False),
        ("Search slows down", "It was bad.", SLOW, False),
    ],
)
def test_an_outage_needs_a_level_of_outage(title: str, summary: str, windows: str, *, is_found: bool) -> None:
    assert ("outage-in-text" in found(record(summary, windows, title=title))) is is_found


@pytest.mark.parametrize(
    "summary",
    [
        "Search was slow. The API was not affected.",
        "Search was slow. The API worked.",
        "All but the API was slow.",
        "Search could not reach the API.",
        "Unlike search, the API was never down.",
        "Search was slow because the API failed.",
        "Their API failed.",
        "The Billing API failed.",
        "The API-Gateway failed.",
    ],
)
def test_components_that_were_not_affected(summary: str) -> None:
    assert "component-in-text" not in found(record(summary))


@pytest.mark.parametrize(
    "summary",
    [
        "Search was down, and the API was unavailable.",
        "The API failed.",
        "In Europe the API returned errors.",
        "Search and API were very slow.",
        "The API was also overloaded.",
    ],
)
def test_components_that_the_record_does_not_name(summary: str) -> None:
    assert found(record(summary)) == {"component-in-text"}
    assert not found(record(summary, more="also_affected: [{component: api}]\n"))
    assert not found(record(summary, more="symptoms: [{component: api, seen: Errors.}]\n"))
