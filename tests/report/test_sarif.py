"""Findings as SARIF, validated against the official schema."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.report.report import Report
from afterword.report.sarif import render_sarif
from tests.report.hostile import BROKEN, FILE, MULTILINE, NOTE, REPORT, TEXT, WHOLE

SCHEMAS = Path(__file__).parent / "schemas"
VALIDATOR = Draft202012Validator(
    json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8-sig")),
    format_checker=Draft202012Validator.FORMAT_CHECKER,
)
FAILED = Diagnostic("rule-failed", Severity.WARNING, Location(FILE), "the rule `x` failed with KeyError")


def run_of(report: Report) -> dict[str, Any]:
    """Return the only run of a report, which must be valid."""
    content = json.loads(render_sarif(report))
    VALIDATOR.validate(content)
    (run,) = content["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("name", ["sarif-2.1.0.json", "junit-10.xsd"])
def test_the_schemas_are_the_ones_that_are_stated(name: str) -> None:
    stated = (SCHEMAS / "VENDORED.md").read_text("utf-8")
    assert sha256((SCHEMAS / name).read_bytes()).hexdigest() in stated


@pytest.mark.parametrize(
    "report",
    [
        Report(()),
        REPORT,
        replace(REPORT, handbook="https://example.org/docs/", folder="", strict=True),
        Report((FAILED, MULTILINE)),
    ],
)
def test_a_report_is_valid(report: Report) -> None:
    assert len(run_of(report)["results"]) == len(report.findings)


def test_a_rule_is_described_with_its_page() -> None:
    run = run_of(replace(REPORT, handbook="https://example.org/docs/"))
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["help"]["markdown"].startswith(rule["shortDescription"]["text"][:20])
        assert rule["helpUri"].startswith("https://example.org/docs/handbook/record-rules/#")
        assert len(rule["shortDescription"]["text"]) <= 1024


def test_without_a_published_handbook_there_are_no_links_to_it() -> None:
    driver = run_of(REPORT)["tool"]["driver"]
    assert "informationUri" not in driver
    assert all("helpUri" not in rule for rule in driver["rules"])


def test_columns_count_utf_16_code_units() -> None:
    note = next(each for each in run_of(REPORT)["results"] if each["ruleId"] == "long-title")
    region = note["locations"][0]["physicalLocation"]["region"]
    line = TEXT.split("\n")[0].encode("utf-16-le")
    start, end = (2 * (region[column] - 1) for column in ("startColumn", "endColumn"))
    assert line[start:end].decode("utf-16-le") == "Search"


def test_addresses_are_relative_and_percent_encoded() -> None:
    results = run_of(REPORT)["results"]
    addresses = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in results]
    assert {each["uriBaseId"] for each in addresses} == {"%SRCROOT%"}
    assert all(each["uri"].isascii() and " " not in each["uri"] for each in addresses)
    assert [unquote(each["uri"]) for each in addresses] == [
        f"my site/{each.location.file}" for each in (NOTE, BROKEN, WHOLE)
    ]


def test_a_message_holds_no_controls_links_or_placeholders() -> None:
    (text,) = (each["message"]["text"] for each in run_of(REPORT)["results"] if each["level"] == "error")
    assert not [each for each in text if each != "\n" and unicodedata.category(each) in ("Cc", "Cf")]
    assert "\\[a](https" in text
    assert "{{0}}" in text


def test_a_rule_that_failed_makes_the_run_unsuccessful() -> None:
    assert run_of(REPORT)["invocations"] == [{"executionSuccessful": True}]
    (invocation,) = run_of(Report((FAILED,)))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "KeyError" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def moved(text: str, lines: int) -> str:
    return "# comment\n" * lines + text


def test_fingerprints_stay_while_lines_move() -> None:
    def fingerprints(lines: int) -> list[dict[str, str]]:
        location = Location(FILE, 3 + lines, 17, 3 + lines, 22)
        finding = replace(BROKEN, location=location, message=f"see line {7 + lines}, 3 days ago")
        run = run_of(Report((finding,), {FILE: moved(TEXT, lines)}))
        return [each["partialFingerprints"] for each in run["results"]]

    assert fingerprints(0) == fingerprints(5)


def test_another_field_has_another_fingerprint() -> None:
    elsewhere = replace(BROKEN, location=Location(FILE, 3, 31, 3, 39))
    run = run_of(Report((BROKEN, elsewhere), {FILE: TEXT}))
    first, second = (each["partialFingerprints"]["afterword/v1"] for each in run["results"])
    assert first != second
