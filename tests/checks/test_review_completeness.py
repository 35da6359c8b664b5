"""The rules of review about what a post-mortem lacks, and about records that say something twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.diagnostics import Severity
from tests.checks.demo import NOW, check_files
from tests.checks.reviewing import HEAD, SLOW, review

PUBLISHED = "post_mortem: {status: published, published: 2026-11-27}\n"
TOLD = PUBLISHED.replace("}", ", resolution: We added a replica.}")
CAUSE = "root_causes:\n  - {id: queue, text: One queue serves all.}\n"
REPORTED = "detection: {method: customer_report}\n"


def item(kind: str, addresses: str = "[queue]", number: int = 1) -> str:
    values = f"id: a{number}, title: Add queue {number}, {kind} priority: p{number}, owner: team-search"
    return f"  - {{{values}, due: 2027-01-31, status: open, addresses: {addresses}}}\n"


def actions(*items: str) -> str:
    return "action_items:\n" + "".join(items)


def updates(*lines: str) -> str:
    return "title: Search is slow\nupdates:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def timeline(*lines: str) -> str:
    return SLOW + "timeline:\n" + "".join(f"  - {{{line}, text: A.}}\n" for line in lines)


NOTICED = (
    "at: 2026-11-20 09:48, kind: detection",
    "at: 2026-11-20 10:02, kind: action",
    "at: 2026-11-20 10:15, kind: recovery",
)
LOOKING = "at: 2026-11-20 09:52, status: investigating, body: We are looking."

FOUND = [
    ("missing-severity", HEAD + SLOW + PUBLISHED, "severity: sev4"),
    ("empty-post-mortem", HEAD + PUBLISHED, "status: draft"),
    ("empty-post-mortem", HEAD + "post_mortem: {status: in_review}\n", "is in review, but has no cause"),
    ("missing-impact-number", f"severity: sev1\n{HEAD}{PUBLISHED}", "an estimate is enough"),
    ("missing-impact-number", f"severity: sev2\n{HEAD}impact: {{data_loss: None.}}\n{PUBLISHED}", "`sev2`"),
    ("missing-detection", HEAD + CAUSE + PUBLISHED, "method: customer_report"),
    ("missing-recovery", HEAD + CAUSE + PUBLISHED, "resolution:"),
    ("cause-without-action", HEAD + CAUSE + PUBLISHED, "`queue`"),
    (
        "cause-without-action",
        HEAD + CAUSE + "  - {text: No alert.}\n" + actions(item("")) + PUBLISHED,
        "this cause",
    ),
    (
        "no-detecting-action",
        HEAD + REPORTED + CAUSE + actions(item("type: prevent,")) + PUBLISHED,
        "delayed_detection",
    ),
    (
        "no-preventing-action",
        HEAD + actions(*(item("type: mitigate,", "[]", n) for n in (1, 2, 3))) + PUBLISHED,
        "none of them prevents",
    ),
    ("detected-at-start", HEAD + SLOW + "milestones: {detected: 2026-11-20 09:40}\n", "the first window"),
    ("timeline-starts-late", HEAD + timeline(*NOTICED) + PUBLISHED, "what led to it"),
    (
        "same-update",
        updates(LOOKING, LOOKING.replace("52", "53")),
        "same as the one on line 3",
    ),
    (
        "same-update",
        updates(LOOKING, LOOKING.replace("09:52, status: investigating", "11:00, status: resolved")),
        "say what has changed",
    ),
    (
        "maintenance-as-incident",
        "title: Scheduled database maintenance\nstatus: resolved\nsummary: A.\n",
        "its kind",
    ),
    (
        "maintenance-as-incident",
        "title: Maintenance window\nstatus: resolved\nsummary: A.\n",
        "kind: maintenance",
    ),
    (
        "related-to-later",
        HEAD + "related: [{id: 2026-11-24-search-is-slow, relation: recurrence_of}]\n",
        "4 days later",
    ),
    ("picture-without-text", 'title: A\nsummary: "Slow ![ ](queue.png)"\n', "`queue.png`"),
    ("picture-without-text", 'title: A\nsummary: "Slow ![Screenshot 2](queue.png)"\n', "`queue.png`"),
    ("picture-without-text", 'title: A\nsummary: "Slow ![Queue.PNG](queue.png)"\n', "`queue.png`"),
    (
        "maintenance-as-incident",
        "title: Search is slow\nupdates:\n"
        "  - {at: 2026-11-20 09:52, status: investigating, body: Scheduled maintenance is currently in progress.}\n"
        "  - {at: 2026-11-20 10:20, status: resolved, body: The scheduled maintenance has been completed.}\n",
        "kind: maintenance",
    ),
]

QUIET = [
    ("missing-severity", HEAD + SLOW),
    ("missing-severity", HEAD + SLOW + "post_mortem: {status: not_required}\n"),
    ("missing-severity", f"kind: near_miss\n{HEAD}{SLOW}{PUBLISHED}"),
    ("missing-severity", HEAD + SLOW + PUBLISHED + "unknowns: [{field: severity, reason: not_stated}]\n"),
    ("empty-post-mortem", HEAD + TOLD),
    ("empty-post-mortem", HEAD + "post_mortem: {status: draft}\n"),
    (
        "empty-post-mortem",
        HEAD + PUBLISHED + "links: [{title: The report, url: https://example.com/report.pdf}]\n",
    ),
    ("missing-impact-number", f"severity: sev3\n{HEAD}{PUBLISHED}"),
    ("missing-impact-number", f"severity: sev1\n{HEAD}{PUBLISHED}impact: {{requests_failed: ~5000}}\n"),
    (
        "missing-impact-number",
        f"severity: sev1\n{HEAD}{PUBLISHED}{SLOW.replace('level:', 'share: 3 %, level:')}",
    ),
    (
        "missing-impact-number",
        f"severity: sev1\n{HEAD}{PUBLISHED}unknowns: [{{field: impact, reason: not_stated}}]\n",
    ),
    ("missing-impact-number", f"severity: sev1\n{HEAD}{SLOW}"),
    ("missing-detection", HEAD + CAUSE + REPORTED + PUBLISHED),
    ("missing-detection", HEAD + CAUSE + timeline(*NOTICED) + PUBLISHED),
    ("missing-detection", HEAD + CAUSE + PUBLISHED + "unknowns: [{field: detection, reason: not_stated}]\n"),
    ("missing-recovery", HEAD + CAUSE + TOLD),
    ("missing-recovery", HEAD + CAUSE + timeline(*NOTICED) + PUBLISHED),
    (
        "missing-recovery",
        HEAD
        + CAUSE
        + "updates: [{at: 2026-11-20 10:02, status: monitoring, body: We added a replica.}]\n"
        + PUBLISHED,
    ),
    ("cause-without-action", HEAD + CAUSE.replace("all.", "all., accepted_risk: Rare.") + PUBLISHED),
    ("cause-without-action", HEAD + CAUSE + actions(item("")) + PUBLISHED),
    ("cause-without-action", HEAD + CAUSE + actions(item("", "[]")) + PUBLISHED),
    ("cause-without-action", HEAD + CAUSE),
    (
        "cause-without-action",
        HEAD + CAUSE + PUBLISHED + "unknowns: [{field: action_items, reason: announced_but_absent}]\n",
    ),
    ("no-detecting-action", HEAD + REPORTED + CAUSE + actions(item("type: detect,")) + PUBLISHED),
    ("no-detecting-action", HEAD + REPORTED + CAUSE + actions(item("")) + PUBLISHED),
    (
        "no-detecting-action",
        HEAD + "detection: {method: alert}\n" + actions(item("type: prevent,", "[]")) + PUBLISHED,
    ),
    (
        "no-preventing-action",
        HEAD + actions(*(item("type: mitigate,", "[]", n) for n in (1, 2))) + PUBLISHED,
    ),
    ("no-preventing-action", HEAD + actions(*(item("", "[]", n) for n in (1, 2, 3))) + PUBLISHED),
    ("detected-at-start", HEAD + SLOW + "milestones: {detected: 2026-11-20 09:41}\n"),
    ("detected-at-start", HEAD + SLOW + "milestones: {detected: 2026-11-20 09:40~}\n"),
    (
        "detected-at-start",
        HEAD + timeline("at: 2026-11-20 09:39, kind: change") + "milestones: {detected: 2026-11-20 09:40}\n",
    ),
    ("timeline-starts-late", HEAD + timeline("at: 2026-11-20 09:40, kind: change", *NOTICED) + PUBLISHED),
    ("timeline-starts-late", HEAD + timeline(*NOTICED[:2]) + PUBLISHED),
    ("timeline-starts-late", HEAD + timeline(*NOTICED)),
    ("same-update", updates(LOOKING, LOOKING.replace("52", "58").replace("looking", "adding memory"))),
    ("same-update", updates(LOOKING, LOOKING.replace("09:52", "10:30"))),
    (
        "maintenance-as-incident",
        "title: Search slow after scheduled maintenance\nstatus: resolved\nsummary: A.\n",
    ),
    ("maintenance-as-incident", "title: Scheduled maintenance overran\nstatus: resolved\nsummary: A.\n"),
    (
        "maintenance-as-incident",
        "title: Maintenance page shown to customers\nstatus: resolved\nsummary: A.\n",
    ),
    ("maintenance-as-incident", "title: Scheduled reports are late\nstatus: resolved\nsummary: A.\n"),
    ("related-to-later", HEAD + "related: [{id: 2026-11-21-search-is-slow, relation: recurrence_of}]\n"),
    ("related-to-later", HEAD + "related: [{id: 2026-12-24-search-is-slow, relation: part_of}]\n"),
    ("picture-without-text", 'title: A\nsummary: "Slow ![The queue grows.](queue.png)"\n'),
    ("picture-without-text", 'title: A\nsummary: "Slow ![Graph of the queue](queue.png)"\n'),
    (
        "maintenance-as-incident",
        "title: Search is slow\nupdates:\n"
        "  - {at: 2026-11-20 09:52, status: investigating, body: Scheduled maintenance has made searches slow.}\n"
        "  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}\n",
    ),
    ("picture-without-text", 'title: A\nsummary: "Type `![](queue.png)` for a picture."\n'),
]


@pytest.mark.parametrize(("rule", "record", "words"), FOUND)
def test_what_is_missing_is_found_once_and_explained(rule: str, record: str, words: str) -> None:
    (found,) = review(rule, record)
    assert words in f"{found.message} {found.example}"


@pytest.mark.parametrize(("rule", "record"), QUIET)
def test_what_is_there_or_known_to_be_missing_is_not(rule: str, record: str) -> None:
    assert review(rule, record) == []


def test_a_draft_is_only_informed() -> None:
    draft = f"severity: sev1\n{HEAD}{SLOW}{CAUSE}post_mortem: {{status: draft}}\n"
    found = review("missing-impact-number", draft) + review("cause-without-action", draft)
    assert [each.severity for each in found] == [Severity.INFO, Severity.INFO]


def test_something_may_be_pending_for_two_months() -> None:
    record = HEAD + PUBLISHED + "unknowns: [{field: impact.customers_affected, reason: pending}]\n"
    later = datetime(2027, 1, 25, 22, 59, tzinfo=UTC)
    assert review("pending-unknown", record, now=later) == []
    (found,) = review("pending-unknown", record, now=later.replace(hour=23))
    assert "`impact.customers_affected`" in found.message
    assert review("pending-unknown", record, site="review: {pending: 3 days}\n")


def _promised(severity: str, more: str = "", within: str = "7 days") -> bool:
    site = f"review: {{post_mortem: {{from: sev2, within: {within}}}}}\n"
    return bool(review("late-post-mortem", f"severity: {severity}\n{HEAD}{SLOW}{more}", site=site))


def test_a_site_promises_post_mortems_from_a_severity_on() -> None:
    assert not review("late-post-mortem", f"severity: sev1\n{HEAD}{SLOW}")
    assert _promised("sev2")
    assert _promised("sev1")
    assert not _promised("sev3")
    assert not _promised("sev1", within="14 days")
    assert not _promised("sev1", PUBLISHED)
    assert _promised("sev1", "post_mortem: {status: draft}\n")
    assert _promised("sev1", "post_mortem: {status: not_required}\n")
    assert not _promised("sev1", "related: [{id: 2026-11-19-a, relation: part_of}]\n")


def _covering(other: str, own: str = "published", aliases: str = "") -> list[str]:
    first, second = "2026-11-18-search-times-out", "2026-11-20-search-is-slow"
    files = {
        f"incidents/2026/{first}.yml": f"{HEAD}post_mortem: {other}\n",
        f"incidents/2026/{second}.yml": f"{HEAD}{aliases}post_mortem: {{status: {own}, covers: [{first}]}}\n",
    }
    found = [each for each in check_files(files, NOW) if each.rule == "covers-post-mortem"]
    return [each.message for each in found]


def test_a_post_mortem_covers_no_record_that_has_one() -> None:
    assert "of its own" in _covering("{status: published}")[0]
    assert not _covering("{status: not_required}")
    assert not _covering("{status: draft}")
    assert not _covering("{status: published}", own="draft")


def test_two_post_mortems_do_not_cover_each_other() -> None:
    assert len(_covering("{status: draft, covers: [2026-11-20-search-is-slow]}", own="draft")) == 2
    former = _covering(
        "{status: draft, covers: [2026-11-20-search]}", "draft", "aliases: [2026-11-20-search]\n"
    )
    assert len(former) == 2


@pytest.mark.parametrize(
    ("objective", "example"),
    [("0.999", "objective: 99.9"), ("0.9995", "objective: 99.95"), ("1", ""), ("99.9", None), ("50", None)],
)
def test_an_objective_is_a_percentage(objective: str, example: str | None) -> None:
    site = "page: {name: X, id: x, url: https://x.example.com/}\ntimezone: UTC\n"
    site += f"components: [{{id: search, name: Search, objective: {objective}}}]\n"
    found = [each for each in check_files({"status.yml": site}, NOW) if each.rule == "site-objective"]
    assert [each.example for each in found] == ([] if example is None else [example])
