"""Findings as a code quality report. The schema states what GitLab's documentation requires of one."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from jsonschema import Draft202012Validator

from afterword.diagnostics import Severity
from afterword.report.gitlab import render_gitlab
from afterword.report.report import Report
from tests.report.hostile import FILE, NOTE, REPORT

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!/)(?!\\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def read(report: Report) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads(render_gitlab(report))
    Draft202012Validator(SCHEMA).validate(content)
    return content


def test_a_report_is_valid_and_names_paths_in_the_repository() -> None:
    found = read(REPORT)
    assert [each["check_name"] for each in found] == ["long-title", "unknown-component", "record-id"]
    assert found[0]["location"] == {"path": f"my site/{FILE}", "lines": {"begin": 1, "end": 1}}
    assert found[2]["location"]["lines"]["begin"] == 1


def test_no_findings_are_an_empty_list() -> None:
    assert read(Report(())) == []


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    fingerprints = [
        each["fingerprint"] for each in read(Report((NOTE, NOTE, replace(NOTE, message="another"))))
    ]
    assert len(set(fingerprints)) == 3


def test_severities_are_those_of_gitlab() -> None:
    severities = [read(Report((replace(NOTE, severity=each),)))[0]["severity"] for each in Severity]
    assert severities == ["critical", "minor", "info"]


def test_only_ascii_is_written_so_that_nothing_acts_on_a_terminal() -> None:
    text = render_gitlab(REPORT)
    assert text.isascii()
    assert all(each.isprintable() for each in text.splitlines())
