"""Findings as our own JSON, validated against its published schema."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from afterword.report.check_json import render_json
from afterword.report.report import Base, Report
from tests.report.hostile import FILE, REPORT
from tests.sites import REPOSITORY

SCHEMA = json.loads((REPOSITORY / "schema" / "check-v1.json").read_text("utf-8"))


def read(report: Report) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(render_json(report))
    Draft202012Validator(SCHEMA).validate(content)
    return content


@pytest.mark.parametrize(
    "report",
    [
        Report(()),
        REPORT,
        replace(REPORT, handbook="https://example.org/", folder="", base=Base("origin/main", "0" * 40, 3)),
    ],
)
def test_a_report_is_valid(report: Report) -> None:
    assert read(report)["version"] == 1


def test_a_finding_says_where_it_is_in_lines_and_in_the_record() -> None:
    note, broken, whole = read(REPORT)["findings"]
    assert (note["file"], note["record"], note["field"]) == (FILE, "2026-11-20-search-is-slow", "title")
    assert broken["field"] == "windows[serch 2026-11-20 09:40].component"
    assert broken["location"] == {"line": 3, "column": 17, "end_line": 3, "end_column": 22}
    assert whole["location"] is None
    assert broken["example"] == "component: search\n::x"


def test_the_base_says_how_many_findings_are_older() -> None:
    assert read(replace(REPORT, base=Base("main", "abc", 2)))["base"] == {
        "ref": "main",
        "commit": "abc",
        "older": 2,
    }


def test_only_ascii_is_written() -> None:
    text = render_json(REPORT)
    assert text.isascii()
    assert all(each.isprintable() for each in text.splitlines())
