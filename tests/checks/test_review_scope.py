"""Rules of review spare old and imported records, and are milder while a post-mortem is unfinished."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from afterword.checks import runner, severity
from afterword.checks.registry import RECORD_RULES, RULES
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from tests.checks.demo import NOW, SITE, SMALLEST, check


def _ask(_: Subject) -> Iterator[Finding]:
    yield Finding(("title",), "which searches were slow?")


@pytest.fixture(autouse=True)
def _question(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule("new-rule", Severity.WARNING, _ask, None, review=True)
    monkeypatch.setattr(runner, "RECORD_RULES", (*RECORD_RULES, rule))
    monkeypatch.setattr(severity, "RULES", (*RULES, rule))


def _severities(record: str, site: str = SITE, days: int = 0) -> list[Severity]:
    found = check(record, site=site, now=NOW + timedelta(days=days))
    return [each.severity for each in found if each.rule == "new-rule"]


def test_a_record_of_a_recent_incident_is_reviewed() -> None:
    assert _severities(SMALLEST) == [Severity.WARNING]


def test_a_suppression_in_a_record_that_is_not_reviewed_any_more_is_not_unused() -> None:
    suppressed = SMALLEST.replace("\n", " # afterword: ignore new-rule because the title says it\n", 1)
    for days in (0, 1000):
        found = check(suppressed, site=SITE, now=NOW + timedelta(days=days))
        assert not {each.rule for each in found} & {"new-rule", "unused-suppression"}


def test_an_imported_record_is_not() -> None:
    assert _severities(SMALLEST + "origin: {system: statuspage, id: abc}\n") == []


@pytest.mark.parametrize(("days", "found"), [(353, [Severity.WARNING]), (354, [])])
def test_an_incident_of_more_than_a_year_ago_is_not(days: int, found: list[Severity]) -> None:
    assert _severities(SMALLEST, days=days) == found


def test_a_site_chooses_how_long_it_looks_back() -> None:
    assert _severities(SMALLEST, site=SITE + "review: {look_back: 10 days}\n") == []


@pytest.mark.parametrize(
    ("status", "found"),
    [("draft", Severity.INFO), ("in_review", Severity.INFO), ("not_required", Severity.WARNING)],
)
def test_findings_in_an_unfinished_post_mortem_are_milder(status: str, found: Severity) -> None:
    assert _severities(SMALLEST + f"post_mortem: {{status: {status}}}\n") == [found]
