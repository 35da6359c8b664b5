"""What the runner does with findings: locations, suppressions, the site's severities, and rules that do not run."""

from __future__ import annotations

import pytest

from afterword.checks.samples import SAMPLE_FILE
from afterword.diagnostics import Location, Severity
from tests.checks.demo import (
    ACTIONS,
    BECAUSE,
    NO_ZONE,
    NOW,
    SITE,
    SMALLEST,
    check,
    check_files,
    load,
    only,
    rules,
    run,
)

AHEAD = "{component: search, level: degraded, start: 2027-11-20 10:00, end: 2027-11-20 11:00}\n"


def test_the_smallest_record_has_no_findings() -> None:
    assert check(SMALLEST) == ()


def test_a_finding_is_located_at_the_value_that_the_rule_names() -> None:
    found = only(SMALLEST.replace("10:15", "09:10"), "end-before-start")
    assert found.location == Location(SAMPLE_FILE, 3, 72, 3, 88)


def test_a_finding_about_a_missing_field_is_located_at_the_entry_that_lacks_it() -> None:
    assert only(ACTIONS, "action-without-owner").location == Location(SAMPLE_FILE, 4, 5, 4, 7)


def test_a_finding_about_the_name_of_a_file_is_located_at_the_file() -> None:
    (found,) = check_files({"incidents/2026/Search.yml": SMALLEST})
    assert (found.rule, found.location) == ("record-id", Location("incidents/2026/Search.yml"))


def test_locations_are_right_although_an_earlier_entry_could_not_be_read() -> None:
    broken = "  - {component: search, level: degraded, start: yesterday}\n"
    record = SMALLEST.replace("search", "serach").replace("windows:\n", f"windows:\n{broken}")
    assert [(found.rule, found.location.line) for found in check(record)] == [
        ("wrong-value", 3),
        ("unknown-component", 4),
    ]


@pytest.mark.parametrize("level", ["error", "info"])
def test_a_site_can_change_the_severity_of_a_rule(level: str) -> None:
    site = f"{SITE}review: {{rules: {{action-without-owner: {level}}}}}\n"
    assert only(ACTIONS, "action-without-owner", site=site).severity is Severity(level)


def test_a_site_can_switch_a_rule_off_and_its_suppressions_may_stay() -> None:
    site = f"{SITE}review: {{rules: {{action-without-owner: off}}}}\n"
    assert check(ACTIONS, site=site) == ()
    assert check(ACTIONS.replace("  - id: a1", f"  - id: a1  {BECAUSE}"), site=site) == ()


def test_a_site_can_switch_off_the_report_of_unused_suppressions() -> None:
    site = f"{SITE}review: {{rules: {{unused-suppression: off}}}}\n"
    assert check(f"{BECAUSE}\n{SMALLEST}", site=site) == ()


@pytest.mark.parametrize("rule", ["end-before-start", "wrong-value", "unknown-component"])
def test_a_rule_that_pages_depend_on_cannot_be_lowered(rule: str) -> None:
    site = f"{SITE}review: {{rules: {{{rule}: off}}}}\n"
    record = SMALLEST.replace("end: 2026-11-20 10:15", "end: 2026-11-20 09:10")
    found = check(record, site=site)
    assert [each.rule for each in found] == ["end-before-start", "site-unknown-rule"]
    assert [each.severity for each in found] == [Severity.ERROR, Severity.ERROR]
    assert f"`{rule}` is an error on every site" in found[1].message
    assert found[1].location.end_column - found[1].location.column == len(rule)


@pytest.mark.parametrize(
    ("rule", "record"),
    [
        ("missing-summary", "title: Slow search\nstatus: resolved\nsummary: []\n"),
        ("missing-summary", "title: Slow search\nstatus: resolved\nvisibility: intrenal\n"),
        ("missing-summary", "title: Slow search\nstatus: resolved\nkind: maintenence\n"),
        (
            "update-status-of-other-kind",
            "title: Slow search\nkind: maintenence\n"
            "updates:\n  - {at: 2026-11-20 10:20, status: completed, body: It is done.}\n",
        ),
        (
            "maintenance-without-schedule",
            "title: Move\nkind: maintenance\nscheduled: {start: tonight, end: 2026-11-20 23:00}\n"
            "updates:\n  - {at: 2026-11-20 10:20, status: completed, body: It is done.}\n",
        ),
        (
            "unknown-reference",
            "title: Slow search\nsummary: Slow.\n"
            "root_causes: [{id: queue, role: couse, category: capacity, text: A.}]\naction_items:\n"
            "  - {id: a1, title: B, type: other, priority: p3, status: done, addresses: [queue]}\n",
        ),
        ("future-time", "title: Drill\nkind: dril\nwindows:\n  - " + AHEAD),
        (
            "future-time",
            "title: Slow search\nupdates:\n  - {at: 2027-11-20 10:20, status: resolved, body: It is over.}\n"
            "  - {at: 2027-11-20 11:20, status: investigatin, body: It is back.}\n",
        ),
        (
            "milestone-before-start",
            "title: Slow search\nsummary: Slow.\nmilestones: {started: 9 am, detected: 2026-11-20 09:40}\n"
            "windows:\n  - {component: search, level: degraded, start: 2026-11-20 10:00, end: 2026-11-20 11:00}\n",
        ),
        (
            "milestone-before-start",
            "title: Slow search\nsummary: Slow.\nmilestones: {detected: 2026-11-20 09:40}\nwindows:\n"
            "  - {component: search, level: degraded, start: 09:30, end: 2026-11-20 10:00}\n"
            "  - {component: search, level: degraded, start: 2026-11-20 10:00, end: 2026-11-20 11:00}\n",
        ),
        (
            "milestone-before-start",
            "title: Move\nkind: maintenence\nstatus: resolved\nsummary: Slow.\n"
            "milestones: {started: 2026-11-20 09:40, notified: 2026-11-19 09:40}\n",
        ),
        (
            "milestone-order",
            "title: Move\nkind: maintenence\nstatus: resolved\nsummary: Slow.\n"
            "milestones: {detected: 2026-11-20 09:40, notified: 2026-11-19 09:40}\n",
        ),
        (
            "update-after-end",
            "title: Slow search\nupdates:\n  - {at: 2026-11-20 10:20, status: resolved, body: It is over.}\n"
            "  - {at: 2026-11-20 11:20, status: investigatin, body: It is back.}\n"
            "  - {at: 2026-11-20 11:30, status: monitoring, body: It is better.}\n",
        ),
        (
            "status-against-updates",
            "title: Slow search\nstatus: resolved\nupdates:\n"
            "  - {at: 2026-11-20 10:20, status: investigating, body: It is slow.}\n"
            "  - {at: 2026-11-20 11:20, status: resolvd, body: It is over.}\n",
        ),
        (
            "scheduled-without-maintenance",
            "title: Move\nkind: maintenence\nsummary: Slow.\n"
            "scheduled: {start: 2026-11-20 22:00, end: 2026-11-20 23:00}\n",
        ),
        (
            "open-window-in-resolved",
            "title: Slow search\nwindows:\n  - {component: search, level: degraded, start: 2026-11-20 10:00}\n"
            "updates:\n  - {at: 2026-11-20 10:20, status: resolved, body: It is over.}\n"
            "  - {at: 2026-11-20 11:20, status: investigatin, body: It is back.}\n",
        ),
    ],
)
def test_a_rule_does_not_run_on_what_could_not_be_read(rule: str, record: str) -> None:
    assert rules(record) == ["wrong-value"], (
        f"{rule} would report what is missing only because it could not be read"
    )


@pytest.mark.parametrize(
    "site",
    [
        SITE.replace("{id: search, name: Search}", "{id: search, nmae: Search}"),
        f"{SITE}levels: [{{id: degraded, name: A, status: slow}}, {{id: down, name: B, status: major_outage}}]\n",
        f"{SITE}severities: [{{id: sev3, impact: minro}}, {{id: sev9, impact: none}}]\n",
        f"{SITE}cause_categories: [Capacity!, process]\n",
        SITE.replace("Europe/Berlin", "Berlin"),
        SITE.replace("name: Search}", "name: Search, group: a}") + "groups: [{id: a}, {id: b, name: B}]\n",
    ],
)
def test_records_are_not_blamed_for_what_is_missing_in_the_site(site: str) -> None:
    cause = "root_causes: [{role: cause, category: capacity, text: One queue.}]\n"
    found = check(f"{SMALLEST}severity: sev3\n{cause}", site=site)
    assert {each.location.file for each in found} == {"status.yml"}
    assert {each.rule for each in found} <= {"wrong-value", "unknown-key", "missing-key"}


def test_unused_suppressions_are_not_reported_if_a_part_of_the_site_cannot_be_read() -> None:
    record = SMALLEST.replace(
        "windows:", "# afterword: ignore unknown-category because of the import\nwindows:"
    )
    assert rules(record) == ["unused-suppression"]
    site = f"{SITE}cause_categories: [Capacity!, process]\n"
    assert {each.rule for each in check(record, site=site)} == {"wrong-value"}


def test_an_invalid_zone_is_reported_once_and_not_as_missing() -> None:
    assert rules(f"timezone: Berlin\n{SMALLEST}", site=NO_ZONE) == ["wrong-value"]


def test_a_record_that_cannot_be_read_still_has_its_id() -> None:
    other = "incidents/2026/2026-11-21-broken.yml"
    related = f"{SMALLEST}related: [{{id: 2026-11-21-broken, relation: follows}}]\n"
    found = check_files({SAMPLE_FILE: related, other: "title: ["})
    assert {each.location.file for each in found} == {other}


def test_a_file_that_cannot_even_be_opened_still_has_its_id() -> None:
    other = "incidents/2026/2026-11-21-locked.yml"
    loaded = load({SAMPLE_FILE: f"{SMALLEST}related: [{{id: 2026-11-21-locked, relation: follows}}]\n"})
    document, record = loaded.documents[SAMPLE_FILE], loaded.records[SAMPLE_FILE]
    assert loaded.checker(other).check_record(document, record, NOW).diagnostics == ()
    assert [each.rule for each in loaded.checker().check_record(document, record, NOW).diagnostics] == [
        "unknown-reference"
    ]


def test_findings_are_sorted_by_file_and_location_and_reported_once() -> None:
    files = {
        "incidents/2026/2026-11-22-b.yml": SMALLEST.replace("search", "serach"),
        "incidents/2026/2026-11-21-a.yml": ACTIONS.replace("a2", "a1"),
    }
    found = check_files(files)
    assert [(each.location.file[-8:-4], each.location.line, each.rule) for each in found] == [
        ("21-a", 4, "action-without-owner"),
        ("21-a", 10, "repeated-id"),
        ("22-b", 3, "unknown-component"),
    ]
    assert found == check_files(dict(reversed(files.items())))


def test_the_problems_of_reading_are_part_of_the_result() -> None:
    loaded = load({SAMPLE_FILE: "title: Search is slow\nsumary: Slow.\n"})
    assert [each.rule for each in run(loaded)] == ["unknown-key"]


def test_a_record_is_checked_with_only_the_names_of_the_others() -> None:
    other = "incidents/2026/2026-11-21-unread.yml"
    text = f"{SMALLEST}related: [{{id: 2026-11-21-unread, relation: follows}}]\n".replace("search", "serach")
    loaded = load({SAMPLE_FILE: text})
    document, record = loaded.documents[SAMPLE_FILE], loaded.records[SAMPLE_FILE]
    checker = loaded.checker(other)
    found = checker.check_record(document, record, NOW).diagnostics
    assert [each.rule for each in found] == ["unknown-component"]
    assert checker.site_diagnostics() == ()
    assert [each.rule for each in loaded.checker().check_record(document, record, NOW).diagnostics] == [
        "unknown-component",
        "unknown-reference",
    ]


def test_the_suppressions_of_a_record_that_cannot_be_read_are_checked() -> None:
    comment = "# afterword: ignore nothing\ntitle: [\n"
    loaded = load({SAMPLE_FILE: comment})
    (found,) = loaded.checker().check_record(loaded.documents[SAMPLE_FILE], None, NOW).diagnostics
    assert found.rule == "suppression-without-reason"
