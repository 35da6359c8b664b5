"""Findings as JUnit XML, validated against the schema of Jenkins and read by a library."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from junitparser import Error, Failure, JUnitXml, TestCase
from xmlschema import XMLSchema

from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.report.junit import render_junit
from afterword.report.report import Report
from tests.report.hostile import BROKEN, FILE, NOTE, REPORT

SCHEMA = XMLSchema(str(Path(__file__).parent / "schemas" / "junit-10.xsd"))
FAILED = Diagnostic("rule-failed", Severity.WARNING, Location(FILE), "the rule `x` failed with KeyError")


def cases(report: Report) -> list[TestCase]:
    """Return the tests of a report, which must be valid, and have the numbers that it states."""
    text = render_junit(report)
    SCHEMA.validate(text)
    read = JUnitXml.fromstring(text.encode())
    (suite,) = read
    found = list(suite)
    assert read.tests == suite.tests == len(found)
    assert read.failures == sum(isinstance(each, Failure) for case in found for each in case.result)
    assert read.errors == sum(isinstance(each, Error) for case in found for each in case.result)
    return found


@pytest.mark.parametrize("report", [Report(()), REPORT, replace(REPORT, strict=True), Report((FAILED,))])
def test_a_report_is_valid(report: Report) -> None:
    cases(report)


def test_only_what_makes_the_check_fail_is_a_failure() -> None:
    assert [case.name for case in cases(REPORT) if case.result] == [
        "unknown-component: windows[serch 2026-11-20 09:40].component"
    ]
    strict = cases(replace(REPORT, strict=True))
    assert [case.result[0].type for case in strict if case.result] == ["warning", "error"]
    (passed,) = (case for case in cases(REPORT) if case.name == "long-title: title")
    assert f"my site/{FILE}:1: warning: the title is long" in (passed.system_out or "")


def test_a_rule_that_failed_is_an_error() -> None:
    (case,) = cases(Report((FAILED,)))
    assert isinstance(case.result[0], Error)


def test_a_file_without_findings_is_a_test_that_passes() -> None:
    (first,) = (case for case in cases(REPORT) if case.name == "no problems")
    assert (first.classname, first.result) == ("my site/status.yml", [])


def test_no_two_tests_have_the_same_name_in_a_file() -> None:
    found = cases(Report((NOTE, replace(NOTE, message="again"), BROKEN)))
    names = [(case.classname, case.name) for case in found]
    assert len(set(names)) == len(names) == 3


def test_only_ascii_is_written() -> None:
    assert render_junit(REPORT).isascii()
