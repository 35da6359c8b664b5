"""What a comment suppresses, and what is reported about comments that suppress nothing."""

from __future__ import annotations

import pytest

from afterword.diagnostics import Severity
from tests.checks.demo import ACTIONS, BECAUSE, SITE, SMALLEST, check, rules


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(ACTIONS.replace("  - id: a1", f"  - id: a1  {BECAUSE}"), id="after its line"),
        pytest.param(ACTIONS.replace("  - id: a1", f"  {BECAUSE}\n  - id: a1"), id="above its line"),
        pytest.param(
            ACTIONS.replace("status: open\n  -", f"status: open  {BECAUSE}\n  -"), id="in the entry"
        ),
        pytest.param(ACTIONS.replace("action_items", f"{BECAUSE}\naction_items"), id="above the list"),
        pytest.param(f"{BECAUSE}\n\n{ACTIONS}", id="above the file"),
    ],
)
def test_a_comment_suppresses_its_finding(record: str) -> None:
    assert check(record) == ()


def test_a_comment_on_another_entry_suppresses_nothing() -> None:
    record = ACTIONS.replace("  - {id: a2", f"  {BECAUSE}\n  - {{id: a2")
    assert rules(record) == ["action-without-owner", "unused-suppression"]


def test_a_comment_about_another_rule_suppresses_nothing() -> None:
    record = ACTIONS.replace(
        "  - id: a1", "  # afterword: ignore zone-missing because of the source\n  - id: a1"
    )
    assert sorted(rules(record)) == ["action-without-owner", "unused-suppression"]


def test_a_suppression_of_a_rule_that_does_not_exist_is_reported_with_the_nearest_name() -> None:
    record = ACTIONS.replace(
        "  - id: a1", "  - id: a1  # afterword: ignore action-without-ower because it is late"
    )
    found = [each for each in check(record) if each.rule == "unused-suppression"]
    assert [each.message for each in found] == [
        "there is no rule `action-without-ower`; did you mean `action-without-owner`?"
    ]
    assert found[0].severity is Severity.WARNING


def test_a_rule_that_pages_depend_on_cannot_be_suppressed() -> None:
    record = SMALLEST.replace(
        "10:15}", "09:10}  # afterword: ignore end-before-start because we are in a hurry"
    )
    found = check(record)
    assert [each.rule for each in found] == ["end-before-start", "unused-suppression"]
    assert "cannot be suppressed" in found[1].message


def test_a_suppression_without_a_reason_is_an_error() -> None:
    record = ACTIONS.replace("  - id: a1", "  - id: a1  # afterword: ignore action-without-owner")
    assert sorted(rules(record)) == ["action-without-owner", "suppression-without-reason"]


def test_unused_suppressions_are_not_reported_in_a_record_that_cannot_be_read() -> None:
    record = ACTIONS.replace("  - id: a1", f"  - id: a1  {BECAUSE}").replace("type: prevent", "type: pervent")
    assert rules(record) == ["wrong-value"]
    assert rules(f"{BECAUSE}\ntitle: [\n") == ["yaml-syntax"]


def test_a_suppression_in_the_sites_own_file_is_read_too() -> None:
    comment = "# afterword: ignore site-unknown-rule because I say so"
    site = f"{SITE}{comment}\nreview: {{rules: {{missing-sumary: off}}}}\n"
    assert [found.rule for found in check(SMALLEST, site=site)] == ["unused-suppression", "site-unknown-rule"]
