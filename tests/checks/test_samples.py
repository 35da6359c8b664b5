"""The samples on the page of each rule are right: one passes, the other fails, and only because of this rule."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from afterword.checks.rule_pages import RulePage, every_page, page_of
from afterword.checks.samples import SAMPLE_FILE, sample_files
from afterword.diagnostics import Diagnostic, Severity
from afterword.records.introspection import keys
from afterword.records.record import Record
from afterword.records.site import Site
from tests.checks.changing import change_findings
from tests.checks.demo import check_files

_WITHOUT_SAMPLES = {
    "rule-failed",
    "template-error",
    "mkdocs-config",
    "unusable-plugin",
    "unreadable-file",
    "file-too-large",
    "not-utf-8",
    "byte-order-mark",
    "control-character",
    "site-zone-changed",
    "attachment-metadata",
}
"""Problems that no text in a handbook can show."""


def findings(page: RulePage, verdict: str, files: Mapping[str, str] | None = None) -> list[Diagnostic]:
    """Return all findings in a sample, or in other files in its place; with those about the change, if it is one."""
    after = files or {"Passes": page.passes, "Fails": page.fails}[verdict]
    found = [*check_files(after)]
    if page.bases:
        found += change_findings(page.bases[verdict], after)
    return found


def pasted(text: str, found: Diagnostic) -> str | None:
    """Put the example of a finding in place of the value that it is about, or add it as a key of the file.

    None if an example says something else.
    """
    key = re.match(r"([a-z_]+): ", found.example)
    if not key:
        return None
    lines = text.split("\n")
    line, column, end = (
        lines[found.location.line - 1],
        found.location.column - 1,
        found.location.end_column - 1,
    )
    if line[:column].endswith(key[0]):
        lines[found.location.line - 1] = line[:column].removesuffix(key[0]) + found.example + line[end:]
    elif key[1] in (*keys(Record), *keys(Site)):
        lines = [found.example, *(each for each in lines if not each.startswith(key[0]))]
    else:
        return None
    return "\n".join(lines)


with_samples = pytest.mark.parametrize(
    "page", [page for page in every_page() if page.id not in _WITHOUT_SAMPLES], ids=lambda page: page.id
)


@with_samples
def test_the_passing_sample_has_no_errors_and_no_findings_of_its_own_rule(page: RulePage) -> None:
    assert page.passes
    found = findings(page, "Passes")
    assert [each for each in found if each.severity is Severity.ERROR] == []
    assert page.id not in {each.rule for each in found}


@with_samples
def test_the_failing_sample_breaks_exactly_its_own_rule(page: RulePage) -> None:
    assert page.fails
    found = findings(page, "Fails")
    assert {each.rule for each in found} == {page.id}
    assert {each.severity for each in found} == {page.severity}


@with_samples
def test_the_finding_in_the_failing_sample_has_a_location_in_its_text(page: RulePage) -> None:
    assert page.fails
    if page.id in ("record-id", "duplicate-id", "lost-address"):
        return  # about the name of the file, not its content
    for found in findings(page, "Fails"):
        assert found.location.line > 0
        assert found.location.line <= len(page.fails[found.location.file].splitlines())


@with_samples
def test_the_example_in_a_finding_works_when_it_is_pasted(page: RulePage) -> None:
    assert page.fails
    for found in findings(page, "Fails"):
        is_whole_file = page.id == "not-a-record" or not found.location.line
        text = None if is_whole_file else pasted(page.fails[found.location.file], found)
        if text is not None:
            now = findings(page, "Fails", {**page.fails, found.location.file: text})
            assert found.rule not in {each.rule for each in now}, text
            assert not {each.rule for each in now} & {"yaml-syntax", "wrong-value", "unknown-key"}, text


@pytest.mark.parametrize("page", every_page(), ids=lambda page: page.id)
def test_a_page_begins_with_one_sentence_followed_by_the_reason(page: RulePage) -> None:
    assert page.summary.endswith(".")
    assert "\n" not in page.summary
    reason = page.body.partition("\n\n")[2]
    assert len(reason) > 60
    assert not reason.startswith("Passes:")


def test_a_page_is_found_by_its_id() -> None:
    page = page_of("end-before-start")
    assert page is not None
    assert page.severity is Severity.ERROR
    assert not page.can_be_lowered
    assert page.summary == "Something ends before it starts."
    assert page_of("no-such-rule") is None


def test_a_sample_may_contain_several_files() -> None:
    text = "# status.yml\npage: {name: X}\n# incidents/2026/2026-01-01-a.yml\ntitle: A\n"
    assert sample_files(text) == {
        "status.yml": "page: {name: X}\n",
        "incidents/2026/2026-01-01-a.yml": "title: A\n",
    }


def test_a_sample_that_names_no_file_is_one_record() -> None:
    assert sample_files("title: A\n") == {SAMPLE_FILE: "title: A\n"}
