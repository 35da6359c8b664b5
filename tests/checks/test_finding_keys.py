"""A finding is the same one although its line, or an entry before it, has moved."""

from __future__ import annotations

import pytest

from afterword.checks.finding_keys import field_at, finding_keys, fingerprints, record_of, without_lines
from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.source.parse import parse

FILE = "incidents/2026/2026-11-20-search-is-slow.yml"
TEXT = """\
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - at: 2026-11-20 09:52
    status: investigating
    body: |
      We are looking.
      It is slow.
action_items:
  - id: a1
    due: soon
links:
  - https://example.com/?token=secret
"""


@pytest.mark.parametrize(
    ("line", "column", "field"),
    [
        (1, 1, "title"),
        (1, 8, "title"),
        (3, 17, "windows[search 2026-11-20 09:40].component"),
        (3, 72, "windows[search 2026-11-20 09:40].end"),
        (4, 1, "updates"),
        (5, 5, "updates[2026-11-20 09:52].at"),
        (9, 7, "updates[2026-11-20 09:52].body"),
        (12, 10, "action_items[a1].due"),
        (14, 5, "links[0]"),
        (0, 0, ""),
        (99, 1, ""),
    ],
)
def test_a_field_is_named_by_what_stays(line: int, column: int, field: str) -> None:
    root = parse(FILE, TEXT)[0]
    assert root is not None
    assert field_at(root, Location(FILE, line, column)) == field


def found(message: str, line: int = 1) -> Diagnostic:
    return Diagnostic("long-title", Severity.WARNING, Location(FILE, line, 1, line, 6), message)


def test_line_numbers_in_a_message_do_not_matter() -> None:
    one, other, further = finding_keys(
        [found("see line 5"), found("see line 17"), found("after 5 days")], {FILE: TEXT}
    )
    assert one == other != further
    one, other = finding_keys([found(f"also in {FILE}:{line}") for line in (3, 4)], {FILE: TEXT})
    assert one == other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("after the one on line 7 (09:40)", "after the one on line 12 (09:40)"),
        ("in line 999 of it", "in line 1,000 of it"),
        ("lines 3–9 are", "lines 4–10 are"),
        ("lines 3, 5 and 7 are", "lines 4, 6 and 8 are"),
        ("x (and 3 more like it in this file)", "x (and 1,004 more like it in this file)"),
    ],
)
def test_every_way_to_name_a_line_is_left_out(one: str, other: str) -> None:
    assert without_lines(found(one)) == without_lines(found(other))
    assert without_lines(found("after 5 days, and 3 more")) != without_lines(
        found("after 6 days, and 3 more")
    )


def test_a_fingerprint_stays_while_days_go_by_and_differs_among_findings() -> None:
    assert fingerprints([found("for 3 days")], {FILE: TEXT}) == fingerprints(
        [found("for 4 days")], {FILE: TEXT}
    )
    assert len(set(fingerprints([found("a"), found("a"), found("b")], {FILE: TEXT}))) == 3


def test_a_file_that_cannot_be_parsed_has_no_fields() -> None:
    (key,) = finding_keys([found("x")], {FILE: "title: [\n"})
    assert (key.field, key.record) == ("", "2026-11-20-search-is-slow")
    assert record_of("status.yml") == "status.yml"
