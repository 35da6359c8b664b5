"""What rules find in a change of one record, and what they pass over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.checks import change_runner
from afterword.checks.change_rules import changed_update, dropped_action
from afterword.diagnostics import Diagnostic, Severity
from tests.checks.changing import change_findings, changed_record
from tests.checks.demo import SITE, check
from tests.checks.test_rule_failure import broken
from tests.timeline.building import at

HEAD = "title: Search is slow\nseverity: sev2\nsummary: Searches took several seconds.\n"
WINDOWS = """\
windows:
  - {component: search, level: major_outage, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
  - {component: api, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 09:50}
"""
UPDATES = """\
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds. We are looking into it.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
"""
ACTIONS = """\
action_items:
  - {id: a1, title: Add a replica, priority: p1, status: open, owner: team-search, due: 2026-12-15, tracker: OPS-1}
  - {id: a2, title: Watch the queue, priority: p2, status: done, owner: team-api, due: 2026-11-25, closed: 2026-11-24}
"""
REPORT = """\
root_causes: [{id: queue, text: Reports shared a queue with searches.}]
timeline:
  - {at: 2026-11-20 09:41, text: The queue fills.}
  - {at: 2026-11-20 09:45, text: On call looks at the wrong graph., visibility: internal}
  - {at: 2026-11-20 10:10, text: Reports are stopped.}
"""
PUBLISHED = "post_mortem: {status: published, published: 2026-11-24, background: Searches use a queue.}\n"
IN_REVIEW = "post_mortem: {status: in_review, background: Searches use a queue.}\n"
DRAFT = "post_mortem: {status: draft, background: Searches use a queue.}\n"
CORRECTION = "corrections: [{on: 2026-11-30, text: The outage ended at 11:15.}]\n"
RECORD = HEAD + WINDOWS + UPDATES + REPORT + ACTIONS + PUBLISHED


def found(old: str, new: str, *, record: str = RECORD, more: str = "") -> list[Diagnostic]:
    """Return what is found if a part of a record is replaced, and something is added."""
    assert old in record
    return changed_record(record, record.replace(old, new, 1) + more)


def rules(old: str, new: str, *, record: str = RECORD, more: str = "") -> list[str]:
    """Return the rules of what is found, those of infos in brackets."""
    return [
        each.rule if each.severity is not Severity.INFO else f"({each.rule})"
        for each in found(old, new, record=record, more=more)
    ]


def test_nothing_is_found_in_what_has_not_changed() -> None:
    assert changed_record(RECORD, RECORD) == []
    assert changed_record(RECORD, RECORD.replace("{id: queue", "{ id: 'queue'") + "# a comment\n") == []


END, LATER = "end: 2026-11-20 09:50", "end: 2026-11-20 11:50"


def test_a_moved_end_names_the_field_and_the_numbers_of_the_second_component() -> None:
    site = SITE.replace("{id: api, name: API}", "{id: api, name: API, since: 2026-01-01}").replace(
        "components:", "uptime: {policy: strict}\ncomponents:"
    )
    (finding,) = changed_record(RECORD, RECORD.replace(END, LATER), site=site)
    assert finding.rule == "uncorrected-number"
    assert "API, November 2026: 99.97 % → 99.69 %, 90 days: 99.99 % → 99.89 %" in finding.message
    assert "windows.end (api 2026-11-20 09:40): 2026-11-20 09:50 → 2026-11-20 11:50" in finding.message
    assert "Search" not in finding.message
    assert (finding.location.line, finding.location.column) == (6, 69)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (END, LATER, ["uncorrected-number"]),
        ("09:40, end: 2026-11-20 10:15", "09:20, end: 2026-11-20 10:15", ["uncorrected-number"]),
        ("09:40, end: 2026-11-20 10:15", "09:30, end: 2026-11-20 10:05", ["uncorrected-number"]),
        ("level: major_outage", "level: degraded", ["uncorrected-number"]),
        ("end: 2026-11-20 10:15", "end: 2026-11-20 10:15~", ["uncorrected-number"]),
        (WINDOWS.splitlines(keepends=True)[2], "", ["uncorrected-number"]),
        ("updates:", "milestones: {detected: 2026-11-20 09:50}\nupdates:", ["uncorrected-number"]),
        ("component: api, level: degraded", "component: api, id: w2, level: degraded", []),
        ("component: api, level: degraded", "component: api, scope: Europe, level: degraded", ["uncorrected-text"]),
    ],
)  # fmt: skip
def test_numbers(old: str, new: str, expected: list[str]) -> None:
    assert rules(old, new) == expected
    assert rules(old, new, more=CORRECTION) == []


def test_numbers_of_a_report_in_work_are_an_info() -> None:
    for report in (DRAFT, IN_REVIEW, PUBLISHED.replace("2026-11-24", "2026-12-01")):
        record = HEAD + WINDOWS + UPDATES + ACTIONS + report
        assert rules(END, LATER, record=record) == ["(uncorrected-number)"], report
    assert rules(END, LATER, record=HEAD + WINDOWS + UPDATES) == ["uncorrected-number"]
    assert rules(END, LATER, record=HEAD + WINDOWS + UPDATES + "post_mortem: {status: not_required}\n") == [
        "uncorrected-number"
    ]


def test_milestones_that_are_added_before_there_is_a_post_mortem_are_an_info() -> None:
    record = HEAD + WINDOWS + UPDATES
    detected = "milestones: {detected: 2026-11-20 09:50}\nupdates:"
    assert rules("updates:", detected, record=record) == ["(uncorrected-number)"]
    later = record.replace("updates:", detected)
    assert rules("09:50}", "09:45}", record=later) == ["uncorrected-number"]
    assert rules(
        "end: 2026-11-20 09:50}\nupdates:", f"end: 2026-11-20 11:50}}\n{detected}", record=record
    ) == ["uncorrected-number"]


def test_an_open_incident_may_change_all_the_time() -> None:
    open_one = (
        HEAD
        + WINDOWS.replace(", end: 2026-11-20 10:15", "")
        + UPDATES.partition("  - {at: 2026-11-20 10:20")[0]
    )
    assert rules("09:40}", "09:30, end: 2026-11-20 10:15}", record=open_one) == []


def test_an_incident_that_goes_on_may_be_changed() -> None:
    again = "updates:\n  - {at: 2026-12-01 12:30, status: investigating, body: Searches are slow again.}"
    record = HEAD + WINDOWS + UPDATES
    reopened = record.replace(
        "updates:", f"  - {{component: search, level: degraded, start: 2026-12-01 12:20}}\n{again}"
    )
    assert changed_record(record, reopened) == []


def test_an_incident_may_be_changed_for_an_hour() -> None:
    text = HEAD + WINDOWS + UPDATES
    changed = text.replace(END, "end: 2026-11-20 10:10")
    for now, expected in (("2026-11-20 10:19", []), ("2026-11-20 10:21", ["uncorrected-number"])):
        assert [each.rule for each in changed_record(text, changed, now=at(now))] == expected
    patient = SITE + "review: {settled_after: 2 days}\n"
    assert changed_record(text, changed, site=patient, now=at("2026-11-22 09:00")) == []


def test_numbers_count_in_imports_and_old_records_and_texts_do_not() -> None:
    origin = "origin: {system: statuspage, id: abc}\n"
    assert rules(END, LATER, record=RECORD + origin) == ["uncorrected-number"]
    assert rules("The queue fills.", "The disk fills.", record=RECORD + origin) == []
    old = (HEAD + WINDOWS + UPDATES).replace("2026-11-20", "2015-03-05")
    file = "incidents/2015/2015-03-05-search-is-slow.yml"
    site = SITE.replace("{id: search, name: Search}", "{id: search, name: Search, since: 2015-01-01}")

    def changed(one: str, other: str) -> list[str]:
        findings = changed_record(old, old.replace(one, other), site=site, file=file)
        return [each.rule for each in findings]

    assert changed("end: 2015-03-05 10:15", "end: 2015-03-05 11:15") == ["uncorrected-number"]
    assert changed("take several seconds", "are sometimes slow") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Searches took several seconds.", "Half of all searches took several seconds.", ["uncorrected-text"]),
        ("Searches took several seconds.", "Searchs took several seconds.", ["(uncorrected-text)"]),
        ("Searches took several seconds.", "Searches took several seconds!", ["(uncorrected-text)"]),
        ("The queue fills.", "The disk fills.", ["uncorrected-text"]),
        ("On call looks at the wrong graph.", "On call looks at the right graph.", []),
        ("Reports shared a queue", "Reports did not share a queue", ["uncorrected-text"]),
        ("timeline:", "limited_by: [A spare replica took over.]\ntimeline:", ["uncorrected-text"]),
        ("background: Searches use a queue.", "background: Searches use two queues.", ["uncorrected-text"]),
        ("severity:", "impact: {customers_affected: 12}\nseverity:", ["uncorrected-text"]),
        ("severity:", "tags: [queue]\nseverity:", []),
        ("severity:", "links: [{title: Talk, url: https://example.com/}]\nseverity:", []),
        ("severity:", "internal: {call: room 4}\nseverity:", []),
        ("published: 2026-11-24,", "published: 2026-11-24, thanks: We thank Acme.,", []),
    ],
)  # fmt: skip
def test_texts(old: str, new: str, expected: list[str]) -> None:
    assert rules(old, new) == expected
    assert rules(old, new, more=CORRECTION) == []


def test_a_text_is_located_past_entries_that_readers_do_not_see() -> None:
    (finding,) = found("Reports are stopped.", "All reports are stopped.")
    assert finding.location.line == 1 + RECORD[: RECORD.index("Reports are stopped.")].count("\n")


def test_only_a_published_and_final_report_needs_corrections() -> None:
    for report, expected in (
        (DRAFT, []),
        (IN_REVIEW, []),
        (PUBLISHED.replace("2026-11-24", "2026-12-01"), []),
        (
            PUBLISHED.replace("status: published", "status: published, stage: preliminary"),
            ["(uncorrected-text)"],
        ),
    ):
        record = HEAD + WINDOWS + UPDATES + REPORT + report
        assert rules("The queue fills.", "The disk fills.", record=record) == expected, report
    assert rules("Searches took", "Most searches took", record=HEAD + WINDOWS + UPDATES) == []


FIRST = "Searches take several seconds. We are looking into it."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (FIRST, "Some searches are slow. We are looking into it.", ["changed-update"]),
        (FIRST, "Searches take several seconds. We are lookin into it.", ["(changed-update)"]),
        (FIRST, "Searches take 70 seconds. We are looking into it.", ["changed-update"]),
        (f"{FIRST}}}", "Some searches are slow., edited: 2026-12-01 10:00}", []),
        ("at: 2026-11-20 09:52", "at: 2026-11-20 09:42", ["changed-update"]),
        ("status: investigating", "status: identified", ["changed-update"]),
        (f"body: {FIRST}", f"body: {FIRST}, levels: {{search: degraded}}", ["changed-update"]),
        (f"  - {{at: 2026-11-20 09:52, status: investigating, body: {FIRST}}}\n", "", ["changed-update"]),
        (f"body: {FIRST}", f"body: {FIRST}, sent_to: [mail]", []),
        ("updates:", "updates:\n  - {at: 2026-11-20 09:45, status: update, body: We see slow searches.}", []),
    ],
)  # fmt: skip
def test_updates(old: str, new: str, expected: list[str]) -> None:
    record = HEAD + UPDATES
    assert rules(old, new, record=record) == expected
    assert rules(old, new, record=record, more=CORRECTION) == []
    assert changed_record("visibility: internal\n" + record, record.replace(old, new)) == []


def test_a_record_in_another_time_zone_names_the_offsets() -> None:
    (update, *_) = found("title:", "timezone: America/New_York\ntitle:", record=HEAD + UPDATES)
    assert "of 2026-11-20 09:52+01:00 now has the time 2026-11-20 09:52-05:00" in update.message
    assert update.example == "at: 2026-11-20 09:52+01:00"


def test_an_update_may_be_changed_for_an_hour() -> None:
    record = HEAD + UPDATES
    changed = record.replace("are fast", "are quick and complete").replace("several seconds.", "ten seconds.")
    for now, expected in (("2026-11-20 09:51", 0), ("2026-11-20 09:53", 1), ("2026-11-20 10:21", 2)):
        assert (
            len(
                [
                    each
                    for each in changed_record(record, changed, now=at(now))
                    if each.rule == "changed-update"
                ]
            )
            == expected
        )


def test_updates_are_compared_by_what_they_say_and_not_by_position() -> None:
    first, second = UPDATES.splitlines()[1:]
    swapped = f"{HEAD}updates:\n{second}\n{first}\n"
    assert changed_record(HEAD + UPDATES, swapped) == []


DONE = "status: done, owner: team-api, due: 2026-11-25, closed: 2026-11-24"
OPEN_AGAIN = "status: open, owner: team-api, due: 2026-12-25"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("due: 2026-12-15", "due: 2027-01-31", ["slipped-due-date"]),
        ("due: 2026-12-15", "due: 2027-Q1", ["slipped-due-date"]),
        ("due: 2026-12-15", "due: 2026-12-01", []),
        ("due: 2026-12-15", "due: 2026-12", ["slipped-due-date"]),
        ("due: 2026-12-15, ", "", ["slipped-due-date"]),
        ("due: 2026-12-15", "due: 2027-01-31, moved: [{on: 2026-12-01, from: 2026-12-15}]", []),
        ("due: 2026-12-15", "due: 2027-01-31, moved: [{on: 2026-12-01, from: 2026-11-15}]", ["slipped-due-date"]),
        ("due: 2026-11-25", "due: 2026-12-25", []),
        ("owner: team-search, ", "", ["removed-owner"]),
        ("owner: team-search, ", "owner: team-api, ", []),
        ("owner: team-api, ", "", []),
        ("priority: p1", "priority: p2", ["(lowered-priority)"]),
        ("priority: p1", "priority: p0", []),
        (", tracker: OPS-1", "", ["(removed-tracker)"]),
        (", tracker: OPS-1", ", tracker: OPS-2", []),
        (DONE, OPEN_AGAIN, ["reopened-action"]),
        (DONE, f"{OPEN_AGAIN}, moved: [{{on: 2026-12-01, from: 2026-11-24}}]", []),
        ("status: open", "status: in_progress", []),
        ("status: open, owner: team-search, due: 2026-12-15", "status: done, closed: 2026-11-30", []),
        (ACTIONS.splitlines(keepends=True)[1], "", ["dropped-action"]),
        (ACTIONS.splitlines(keepends=True)[2], "", ["dropped-action"]),
        (ACTIONS, "", ["dropped-action", "dropped-action"]),
        ("id: a1", "id: replica", []),
        ("id: a1, title: Add a replica", "id: b1, title: Write a runbook", ["dropped-action"]),
        ("title: Add a replica", "title: Add two replicas", []),
        ("status: open", "visibility: internal, status: open", []),
    ],
)  # fmt: skip
def test_action_items(old: str, new: str, expected: list[str]) -> None:
    assert rules(old, new) == expected
    assert rules(old, new, record=HEAD + ACTIONS + DRAFT) == []
    mild = [each if each.startswith("(") else f"({each})" for each in expected]
    assert rules(old, new, record=HEAD + ACTIONS + IN_REVIEW) == mild
    assert rules(old, new, record="visibility: internal\n" + HEAD + ACTIONS) == expected, "also a promise"


def test_a_due_date_that_was_moved_before_stays_noted() -> None:
    moved = "due: 2026-12-15, moved: [{on: 2026-11-25, from: 2026-12-01}]"
    record = RECORD.replace("due: 2026-12-15", moved)
    assert rules(moved, "due: 2026-12-15", record=record) == ["forgotten-due-date"]
    assert rules("from: 2026-12-01", "from: 2026-12-02", record=record) == ["forgotten-due-date"]
    assert rules("from: 2026-12-01", "from: 2026-12-01, reason: It needs a new index", record=record) == []
    (slipped,) = found("due: 2026-12-15", "due: 2026-12-16", record=record)
    assert "slipped by 1 day, from 2026-12-15 to 2026-12-16" in slipped.message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("reason: pending", "reason: not_stated", []),
        ("{field: severity, reason: pending}", "{what: The severity, reason: pending}", ["dropped-unknown"]),
        ("unknowns: [{field: severity, reason: pending}]", "severity: sev3", []),
        ("unknowns: [{field: severity, reason: pending}]\n", "", ["dropped-unknown"]),
    ],
)  # fmt: skip
def test_unknowns(old: str, new: str, expected: list[str]) -> None:
    record = HEAD.replace("severity: sev2\n", "") + "unknowns: [{field: severity, reason: pending}]\n"
    assert rules(old, new, record=record) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (CORRECTION, "", ["changed-correction"]),
        ("ended at 11:15", "ended at 11:20", ["changed-correction"]),
        ("on: 2026-11-30", "on: 2026-11-29", ["changed-correction"]),
        ("The outage ended", "The outtage ended", ["(changed-correction)"]),
        ("11:15.}]", "11:15.}, {on: 2026-12-01, text: It ended at 11:20.}]", []),
    ],
)  # fmt: skip
def test_corrections(old: str, new: str, expected: list[str]) -> None:
    assert rules(old, new, record=HEAD + CORRECTION) == expected


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (DRAFT, ["withdrawn-post-mortem"]),
        (IN_REVIEW, ["withdrawn-post-mortem"]),
        ("", ["withdrawn-post-mortem"]),
        (PUBLISHED.replace("2026-11-24", "2026-12-24"), ["withdrawn-post-mortem"]),
        (PUBLISHED.replace("2026-11-24", "2026-11-25"), []),
        (PUBLISHED.replace("status: published", "status: published, stage: preliminary"), []),
    ],
)
def test_a_published_post_mortem_stays(report: str, expected: list[str]) -> None:
    assert rules(PUBLISHED, report, record=HEAD + WINDOWS + UPDATES + PUBLISHED) == expected


def test_a_draft_may_become_anything() -> None:
    for report in (PUBLISHED, IN_REVIEW, ""):
        assert rules(DRAFT, report, record=HEAD + DRAFT) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("sev2", "sev3", ["(lowered-severity)"]),
        ("sev2", "sev1", []),
        ("severity: sev2\n", "", []),
    ],
)  # fmt: skip
def test_severities(old: str, new: str, expected: list[str]) -> None:
    record = HEAD + WINDOWS + UPDATES
    assert rules(old, new, record=record) == expected
    timed = "timeline: [{at: 2026-11-20 10:00, kind: severity_change, text: It is a sev3.}]\n"
    assert rules(old, new, record=record, more=timed) == []


WORK = """\
title: New disks
kind: maintenance
summary: We install new disks.
scheduled: {start: 2026-12-08 20:00, end: 2026-12-08 22:00}
updates:
  - {at: 2026-11-18 10:00, status: scheduled, body: New disks on 8 December.}
"""
SCHEDULED = "scheduled: {start: 2026-12-08 20:00, end: 2026-12-08 22:00}\n"


@pytest.mark.parametrize(
    ("old", "new", "more", "expected"),
    [
        (SCHEDULED, "", "", ["cancelled-without-update"]),
        (SCHEDULED, "", "  - {at: 2026-12-01 10:00, status: cancelled, body: It does not take place.}\n", []),
        ("status: scheduled", "status: cancelled", "", ["changed-update"]),
        ("title: New disks", "title: Newer disks", "", []),
        ("start: 2026-12-08 20:00", "start: 2026-12-08 21:00", "", []),
    ],
)
def test_announced_maintenance(old: str, new: str, more: str, expected: list[str]) -> None:
    assert sorted(rules(old, new, record=WORK, more=more)) == sorted(expected)


COUNTED = """\
page: {name: Example, id: example, url: https://status.example.com/}
timezone: Europe/Berlin
uptime: {policy: levels}
levels:
  - {id: slow, name: Slow, status: degraded_performance, weight: 0.2}
  - {id: down, name: Down, status: major_outage}
components:
  - {id: search, name: Search, since: 2026-01-01, objective: 99.9}
  - {id: api, name: API, since: 2026-01-01}
"""
SLOW = (
    f"{HEAD}windows: [{{component: search, level: slow, start: 2026-11-20 09:40, end: 2026-11-20 12:15}}]\n"
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("policy: levels", "policy: strict", "Search, 90 days: 99.97 % → 99.87 %"),
        ("name: Search", "name: Find", ""),
        ("weight: 0.2", "weight: 0.5", "levels.weight (slow): 0.2 → 0.5"),
        ("status: degraded_performance, weight: 0.2", "status: operational, weight: 0", "Search, 90 days"),
        ("since: 2026-01-01, objective", "since: 2026-11-21, objective", "components.since (search): 2026-01-01"),
        ("objective: 99.9", "objective: 99.5", "Search, error budget"),
        (", objective: 99.9", "", "→ none"),
        ("name: Slow", "name: Slower", ""),
        ("since: 2026-01-01}", "since: 2026-02-01}", ""),
        ("timezone: Europe/Berlin", "timezone: Pacific/Auckland", "timezone: Europe/Berlin → Pacific/Auckland"),
    ],
)  # fmt: skip
def test_settings(old: str, new: str, told: str) -> None:
    record = {"incidents/2026/2026-11-20-search-is-slow.yml": SLOW}
    findings = change_findings(
        {"status.yml": COUNTED, **record}, {"status.yml": COUNTED.replace(old, new), **record}
    )
    assert [each.rule for each in findings] == (["site-moves-numbers"] if told else [])
    assert not findings or told in findings[0].message
    assert not findings or findings[0].location.line > 1


def test_other_ids_for_the_same_components_and_levels_move_nothing() -> None:
    file = "incidents/2026/2026-11-20-search-is-slow.yml"
    for old, new, aliases in (("search", "finder", "aliases: [search], "), ("slow", "crawling", "")):
        site = COUNTED.replace(f"id: {old},", f"id: {new}, {aliases}")
        record = SLOW.replace(f": {old},", f": {new},")
        assert change_findings({"status.yml": COUNTED, file: SLOW}, {"status.yml": site, file: record}) == []


def test_a_finding_can_be_suppressed_and_the_comment_stays() -> None:
    because = "end: 2026-11-20 11:50}  # afterword: ignore uncorrected-number because the mail of 1 December says so"
    assert rules(f"{END}}}", because) == []
    assert "unused-suppression" not in {each.rule for each in check(RECORD.replace(f"{END}}}", because))}


def test_hiding_a_record_can_be_accepted_with_a_reason() -> None:
    because = "  # afterword: ignore hidden-after-publishing because it was a test"
    assert [each.rule for each in changed_record(HEAD, f"visibility: internal\n{HEAD}")] == [
        "hidden-after-publishing"
    ]
    assert changed_record(HEAD, f"visibility: internal{because}\n{HEAD}") == []


def test_a_site_can_change_the_severity_or_switch_a_rule_off() -> None:
    for level, expected in (("error", [Severity.ERROR]), ("info", [Severity.INFO]), ("off", [])):
        site = f"{SITE}review: {{rules: {{dropped-action: {level}}}}}\n"
        after = RECORD.replace(ACTIONS.splitlines(keepends=True)[1], "")
        assert [each.severity for each in changed_record(RECORD, after, site=site)] == expected


def test_what_errors_hide_has_not_gone() -> None:
    assert changed_record(RECORD, RECORD.replace("id: a1, ", "")) == []
    assert changed_record(RECORD.replace("id: a1, ", ""), RECORD.replace(ACTIONS, "")) == []


def test_a_secret_that_was_removed_is_not_printed() -> None:
    key = "AKIA" + "IOSFODNN7QRSTUVW"
    before = RECORD.replace("Searches use a queue.", f"The key {key} was used.")
    (finding,) = changed_record(before, RECORD)
    assert finding.rule == "uncorrected-text"
    assert key not in finding.message


def test_a_rule_with_a_bug_is_reported_and_the_others_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        change_runner,
        "RECORD_CHANGE_RULES",
        (replace(dropped_action.RULE, check=broken), changed_update.RULE),
    )
    assert rules(FIRST, "Some searches are slow.") == ["rule-failed", "dropped-action", "changed-update"]
