"""Keys with one mapping or a list of them: both forms are read alike, and problems are located in both."""

from __future__ import annotations

import json

import pytest

from afterword.records.field_reference import documents, record_page
from tests.checks.demo import BEGIN, check
from tests.records.decoding import decoded, record
from tests.source.problems import problems_of

ONE = "title: x\ndetection: {method: alert, source: p95}\n"
LISTED = "title: x\ndetection:\n  - {method: alert, source: p95}\n"


def test_a_mapping_is_read_as_a_list_of_one() -> None:
    assert record(ONE).detection == record(LISTED).detection
    assert len(record(ONE).detection) == 1


@pytest.mark.parametrize("absent", ["", "detection:\n", "detection: []\n"])
def test_an_absent_key_is_an_empty_list(absent: str) -> None:
    assert record(f"title: x\n{absent}").detection == ()


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("detection: {method: alrt, at: soon, sorce: x}", ["2:21-2:25", "2:31-2:35", "2:37-2:42"]),
        ("detection:\n  method: alrt\n  at: soon\n  sorce: x", ["3:11-3:15", "4:7-4:11", "5:3-5:8"]),
        ("detection:\n  - {method: staff}\n  - method: alrt\n    sorce: x", ["4:13-4:17", "5:5-5:10"]),
    ],
)
def test_a_problem_is_located_in_both_forms(text: str, positions: list[str]) -> None:
    assert [each.position for each in problems_of(decoded(f"title: x\n{text}").diagnostics)] == positions


@pytest.mark.parametrize(
    "text", ["detection: {methd: alert, source: p95}", "detection: [{methd: alert, source: p95}]"]
)
def test_the_rest_of_a_mapping_with_an_unknown_key_is_used(text: str) -> None:
    made = decoded(f"title: x\n{text}").model
    assert made
    assert [each.source for each in made.detection] == ["p95"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("detection: {windows: [w9]}", 3), ("detection:\n  - {method: staff}\n  - {windows: [w9]}", 5)],
)
def test_a_rule_finds_the_location_in_both_forms(text: str, line: int) -> None:
    (finding,) = check(f"{BEGIN}{text}\n")
    assert (finding.rule, finding.location.line) == ("unknown-reference", line)


def test_the_schema_allows_both_forms_and_no_value() -> None:
    schema = json.loads(documents()["schema/record-v1.json"])
    one = {"$ref": "#/$defs/Detection"}
    forms = schema["properties"]["detection"]["oneOf"]
    assert forms == [one, {"type": "array", "items": one}, {"type": "null"}]


def test_the_reference_names_both_forms() -> None:
    page = record_page()
    assert "| `detection` | optional; a mapping with [these keys](#detection), or a list of them |" in page
    assert "A mapping with these keys, or a list of such mappings." in page
