"""The rules of review about times, levels and severities find contradictions, and leave usual records alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.checks.reviewing import HEAD, OUTAGE, SLOW, WORK, review


def _severity(word: str, window: str = OUTAGE) -> str:
    return f"{HEAD}severity: {word}\nwindows:\n{window}"


def _closed(end: str, at: str, *before: str) -> str:
    window = f"windows:\n  - {{component: search, level: degraded, start: 2026-11-20 09:40, end: {end}}}\n"
    updates = "".join(f"  - {{{each}, body: We are looking.}}\n" for each in before)
    return f"{HEAD}{window}updates:\n{updates}  - {{at: {at}, status: resolved, body: It is over.}}\n"


_OPEN = "at: 2026-11-20 09:52, status: investigating"
_AGAIN = "at: 2026-11-20 09:58, status: investigating"
_WATCHED = "at: 2026-11-20 10:20, status: monitoring"
_PERIOD = "{start: 2026-11-20 22:00, end: 2026-11-20 23:00}"
_NEXT_DAY = "{start: 2026-11-21 22:00, end: 2026-11-21 23:00}"
_TIMELINE = SLOW + "timeline:\n"
_REPORT = HEAD + SLOW + "post_mortem: {status: published, published: "


def _work(periods: str, update: str, status: str = "completed", more: str = "") -> str:
    return f"{WORK}scheduled: [{periods}]\n{more}updates:\n  - {{at: {update}, status: {status}, body: It is done.}}\n"


def _overrun(end: str, more: str = "") -> str:
    window = f"{{component: search, level: under_maintenance, start: 2026-11-20 22:00, end: {end}}}"
    return _work(_PERIOD, end, more=f"windows: [{window}]\n{more}")


FOUND = [
    ("severity-too-low", _severity("sev4"), "severity"),
    ("severity-too-low", _severity("sev3"), "5 h of major outage"),
    ("severity-too-low", _severity("sev4", OUTAGE.replace("major", "partial")), "5 h of partial outage"),
    ("severity-too-low", _severity("sev4", OUTAGE.replace("14:40", "10:10")), "30 min of major outage"),
    (
        "severity-too-low",
        _severity(
            "sev3",
            OUTAGE.replace("14:40", "12:00") + OUTAGE.replace("09:40", "11:00").replace("search", "api"),
        ),
        "5 h of major outage",
    ),
    ("incident-under-maintenance", HEAD + SLOW.replace("degraded", "under_maintenance"), "kind: maintenance"),
    ("window-at-operational", HEAD + SLOW.replace("degraded", "operational"), "remove this one"),
    ("end-apart-from-resolved", _closed("2026-11-20 11:15", "2026-11-20 10:20"), "55 min after"),
    ("end-apart-from-resolved", _closed("2026-11-20 10:15", "2026-11-20 15:00", _OPEN), "4 h 45 min before"),
    ("end-apart-from-resolved", _closed("2026-11-20 10:15", "2026-11-20 22:15", _OPEN), "12 h before"),
    (
        "end-apart-from-resolved",
        _closed("2026-11-20 09:57", "2026-11-20 09:40"),
        "17 min after the update that says `resolved` (line 6, 2026-11-20 09:40); correct one of them, or say",
    ),
    (
        "notified-after-resolved",
        HEAD + SLOW + "milestones: {notified: 2026-11-20 11:15}\n",
        "1 h after the end",
    ),
    (
        "timeline-order",
        HEAD + _TIMELINE + "  - {at: 2026-11-20 10:02, text: A.}\n  - {at: 2026-11-20 09:48, text: B.}\n",
        "above it is from",
    ),
    ("timeline-far-away", HEAD + _TIMELINE + "  - {at: 2025-11-20 09:48, text: A.}\n", "364 days before"),
    ("timeline-far-away", HEAD + _TIMELINE + "  - {at: 1996-05-20 09:48, text: A.}\n", "check the year"),
    ("post-mortem-date", _REPORT + "2026-11-19}\n", "before the incident"),
    ("post-mortem-date", _REPORT + "2026-12-27}\n", "publish_at"),
    ("post-mortem-without-date", HEAD + "post_mortem: {status: published}\n", "published"),
    ("correction-date", HEAD + SLOW + "corrections: [{on: 2026-11-19, text: A.}]\n", "before the incident"),
    ("correction-date", HEAD + SLOW + "corrections: [{on: 2027-11-21, text: A.}]\n", "in the future"),
    (
        "correction-date",
        _REPORT + "2026-11-27}\ncorrections: [{on: 2026-11-25, text: A.}]\n",
        "before the post-mortem was published",
    ),
    ("completed-before-period", _work(f"{_PERIOD}, {_NEXT_DAY}", "2026-11-20 22:50"), "before the period"),
    ("scheduled-order", _work(f"{_NEXT_DAY}, {_PERIOD}", "2026-11-21 22:50"), "order of time"),
    (
        "scheduled-order",
        _work(f"{_PERIOD}, {_PERIOD.replace('22:00', '22:30')}", "2026-11-20 22:50"),
        "make them one period",
    ),
    ("maintenance-overran", _overrun("2026-11-21 01:00"), "2 h longer than announced"),
    (
        "promise-of-update-passed",
        f"{HEAD}updates: [{{at: 2026-12-01 09:52, status: identified, body: B., next_update: 2026-12-01 10:30}}]\n",
        "was promised for 2026-12-01 10:30",
    ),
    (
        "promise-of-update-passed",
        f"{HEAD}updates: [{{at: 2026-11-20 10:30, status: resolved, body: B., next_update: 2026-11-24}}]\n",
        "there is none",
    ),
    ("notice-already-over", "title: A\nkind: notice\nsummary: B.\nuntil: 2026-11-19 10:00\n", "never shown"),
]

QUIET = [
    ("severity-too-low", _severity("sev2")),
    ("severity-too-low", _severity("sev3", OUTAGE.replace("14:40", "13:30"))),
    ("severity-too-low", _severity("sev4", OUTAGE.replace("major_outage", "degraded"))),
    ("severity-too-low", _severity("sev4", OUTAGE.replace("14:40", "10:00"))),
    ("severity-too-low", _severity("sev4", OUTAGE.replace("level:", "share: 2 %, level:"))),
    ("severity-too-low", _severity("sev4", OUTAGE.replace("level:", "scope: Peru, level:"))),
    ("severity-too-low", _severity("sev4", OUTAGE.replace(", end: 2026-11-20 14:40", ""))),
    ("severity-too-low", "kind: drill\n" + _severity("sev4")),
    ("severity-too-low", HEAD + "windows:\n" + OUTAGE),
    (
        "incident-under-maintenance",
        "kind: maintenance\n" + HEAD + SLOW.replace("degraded", "under_maintenance"),
    ),
    ("end-apart-from-resolved", _closed("2026-11-20 10:15", "2026-11-20 10:12")),
    (
        "end-apart-from-resolved",
        _closed(
            "2026-11-20 10:15", "2026-11-20 10:15", "at: 2026-11-20 09:58, status: resolved", _AGAIN, _AGAIN
        ),
    ),
    ("end-apart-from-resolved", _closed("2026-11-20 10:15", "2026-11-20 14:00", _OPEN)),
    ("end-apart-from-resolved", _closed("2026-11-20 10:15", "2026-11-20 16:00", _OPEN, _WATCHED)),
    ("end-apart-from-resolved", _closed("2026-11-20 10:15", "2026-11-23 10:00")),
    ("end-apart-from-resolved", _closed("2026-11-20", "2026-11-20 10:00")),
    ("end-apart-from-resolved", _closed("2026-11-20 11:15~", "2026-11-20 11:00")),
    ("end-apart-from-resolved", _closed("unknown", "2026-11-20 11:00")),
    (
        "notified-after-resolved",
        HEAD + SLOW + "milestones: {notified: 2026-11-20 11:15}\nlessons: {went_poorly: [We told no one.]}\n",
    ),
    ("notified-after-resolved", HEAD + SLOW + "milestones: {notified: 2026-11-20 10:18}\n"),
    ("notified-after-resolved", HEAD + SLOW.replace(", end: 2026-11-20 10:15", "")),
    (
        "timeline-order",
        HEAD + _TIMELINE + "  - {at: 2026-11-20 10:02, text: A.}\n  - {at: 2026-11-20 10:02, text: B.}\n",
    ),
    (
        "timeline-order",
        HEAD + _TIMELINE + "  - {at: 2026-11-20 10:02, text: A.}\n  - {at: 2026-11-20, text: B.}\n",
    ),
    ("timeline-far-away", HEAD + _TIMELINE + "  - {at: 2025-03-02 09:48, text: A.}\n"),
    ("timeline-far-away", HEAD + _TIMELINE + "  - {at: 2027-03-02 09:48, text: A.}\n"),
    ("timeline-far-away", HEAD + "timeline: [{at: 2001-03-02 09:48, text: A.}]\n"),
    ("post-mortem-date", _REPORT + "2026-11-20}\n"),
    ("post-mortem-date", _REPORT + "2026-12-02}\n"),
    ("post-mortem-date", "publish_at: 2026-12-27 10:00\n" + _REPORT + "2026-12-27}\n"),
    ("post-mortem-date", HEAD + "post_mortem: {status: draft, published: 2026-12-27}\n"),
    (
        "post-mortem-without-date",
        HEAD
        + "post_mortem: {status: published}\nunknowns: [{field: post_mortem.published, reason: not_stated}]\n",
    ),
    ("post-mortem-without-date", HEAD + "post_mortem: {status: draft}\n"),
    ("correction-date", HEAD + SLOW + "corrections: [{on: 2026-11-20, text: A.}]\n"),
    ("correction-date", HEAD + SLOW + "corrections: [{on: 2026-12-02, text: A.}]\n"),
    (
        "correction-date",
        _work(_PERIOD, "2026-11-20 23:00", more="corrections: [{on: 2026-11-03, text: A.}]\n"),
    ),
    ("completed-before-period", _work(f"{_PERIOD}, {_NEXT_DAY}", "2026-11-21 22:50")),
    ("completed-before-period", _work(_NEXT_DAY, "2026-11-20 22:50")),
    ("completed-before-period", _work(f"{_PERIOD}, {_NEXT_DAY}", "2026-11-20 22:50", "cancelled")),
    ("scheduled-order", _work(f"{_PERIOD}, {_NEXT_DAY}", "2026-11-21 22:50")),
    ("scheduled-order", _work(f"{_PERIOD}, {{start: 2026-11-20 23:00}}", "2026-11-21 22:50")),
    ("maintenance-overran", _overrun("2026-11-20 23:20")),
    (
        "maintenance-overran",
        _overrun("2026-11-21 01:00", "related: [{id: 2026-11-19-index, relation: follows}]\n"),
    ),
    ("maintenance-overran", _overrun("2026-11-21 01:00").replace(", end: 2026-11-20 23:00", "")),
    (
        "promise-of-update-passed",
        f"{HEAD}updates: [{{at: 2026-12-01 12:50, status: identified, body: B., next_update: 2026-12-01 12:55}}]\n",
    ),
    (
        "promise-of-update-passed",
        f"{HEAD}updates: [{{at: 2026-11-20 10:30, status: resolved, body: B., next_update: 2026-11-24}}]\n"
        "post_mortem: {status: published}\n",
    ),
    ("notice-already-over", "title: A\nkind: notice\nsummary: B.\nuntil: 2026-11-20 10:00\n"),
]


@pytest.mark.parametrize(("rule", "record", "words"), FOUND)
def test_a_contradiction_is_found_once_and_explained(rule: str, record: str, words: str) -> None:
    (found,) = review(rule, record)
    assert words in f"{found.message} {found.example}"
    assert found.location.line > 0


@pytest.mark.parametrize(("rule", "record"), QUIET)
def test_a_usual_record_is_left_alone(rule: str, record: str) -> None:
    assert review(rule, record) == []


def test_a_site_sets_from_when_an_outage_is_long() -> None:
    record = _severity("sev3", OUTAGE.replace("14:40", "13:00"))
    assert review("severity-too-low", record) == []
    assert review("severity-too-low", record, site="review: {long_outage: 3 h}\n")


def test_the_severity_to_raise_to_is_the_mildest_one_of_the_site_with_the_impact() -> None:
    (found,) = review("severity-too-low", _severity("sev3"))
    assert found.example == "severity: sev2"


def test_a_promise_is_broken_a_quarter_of_an_hour_after_its_time() -> None:
    record = f"{HEAD}updates: [{{{_OPEN}, body: B., next_update: 2026-11-20 10:30}}]\n"
    at = datetime(2026, 11, 20, 9, 44, tzinfo=UTC)
    assert review("promise-of-update-passed", record, now=at) == []
    assert review("promise-of-update-passed", record, now=at.replace(minute=45))
