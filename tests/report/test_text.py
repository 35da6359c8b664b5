"""Findings as they are shown in a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.report.report import Base
from afterword.report.source_line import excerpt
from afterword.report.terminal_width import cell_count
from afterword.report.text import render_text, summary, summary_line

FILE = "incidents/2026/2026-11-20-search-is-slow.yml"
TEXT = """\
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 09:10}
action_items:
  - id: a1
"""
END = Diagnostic(
    "end-before-start",
    Severity.ERROR,
    Location(FILE, 3, 72, 3, 88),
    "the window of `search` ends at 2026-11-20 09:10, before it starts at 2026-11-20 09:40",
    "end: 2026-11-21 09:10",
)
OWNER = Diagnostic(
    "action-without-owner",
    Severity.WARNING,
    Location(FILE, 5, 5, 5, 7),
    "action item `a1` has no owner; name the team that is responsible",
    "owner: team-search",
)
NAME = Diagnostic(
    "record-id",
    Severity.ERROR,
    Location("incidents/2026/x.yml"),
    "`x` is not a valid id",
    "incidents/2026/2026-11-20-x.yml",
)

GOLDEN = """\
incidents/2026/2026-11-20-search-is-slow.yml:3:72  ✗ error  end-before-start
  the window of `search` ends at 2026-11-20 09:10, before it starts at 2026-11-20 09:40
     3 │   - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 09:10}
       │                                                                        ^^^^^^^^^^^^^^^^
  example: end: 2026-11-21 09:10

incidents/2026/2026-11-20-search-is-slow.yml:5:5  ! warning  action-without-owner
  action item `a1` has no owner; name the team that is responsible
     5 │   - id: a1
       │     ^^
  example: owner: team-search

incidents/2026/x.yml  ✗ error  record-id
  `x` is not a valid id
  example: incidents/2026/2026-11-20-x.yml

2 errors, 1 warning in 2 of 12 records"""

_STYLE = re.compile(r"\x1b\[[0-9;]+m")


def report(*found: Diagnostic, text: str = TEXT, width: int = 100, colour: bool = False) -> str:
    return render_text(found, {FILE: text}, records=12, colour=colour, width=width)


def test_a_report_shows_location_rule_message_line_and_example() -> None:
    assert report(END, OWNER, NAME) == GOLDEN


def test_colour_adds_nothing_but_colour() -> None:
    coloured = report(END, OWNER, NAME, colour=True)
    assert _STYLE.search(coloured)
    assert _STYLE.sub("", coloured) == GOLDEN


def test_every_severity_has_a_glyph_and_a_word() -> None:
    heads = [
        report(Diagnostic("rule", severity, Location("x.yml", 1, 1), "message")).split("\n")[0]
        for severity in Severity
    ]
    assert heads == ["x.yml:1:1  ✗ error  rule", "x.yml:1:1  ! warning  rule", "x.yml:1:1  i info  rule"]


@pytest.mark.parametrize(
    ("found", "records", "line"),
    [
        ((), 12, "12 records, no problems"),
        ((), 1, "1 record, no problems"),
        ((), 0, "no records, no problems"),
        ((OWNER,), 1, "1 warning in 1 of 1 record"),
        ((END, END, OWNER), 12, "2 errors, 1 warning in 1 of 12 records"),
    ],
)
def test_the_summary_comes_last(found: tuple[Diagnostic, ...], records: int, line: str) -> None:
    assert summary_line(found, records) == line
    assert render_text(found, {}, records=records).split("\n")[-1] == line


def test_a_site_without_problems_is_one_line() -> None:
    assert report() == "12 records, no problems"


@pytest.mark.parametrize("width", [40, 60, 100])
def test_only_the_name_of_a_file_may_exceed_the_width(width: int) -> None:
    long = f"title: {'検索が遅い ' * 40}"
    message = (
        "`検索が遅い` is a very long value, and this message goes on for quite a while to say so: "
        + "x" * 120
    )
    found = Diagnostic(
        "wrong-value", Severity.ERROR, Location(FILE, 1, 108, 1, 112), message, "title: " + "slow " * 40
    )
    for line in report(found, text=long, width=width).split("\n")[1:-1]:
        assert cell_count(line) <= width


def test_no_character_that_controls_a_terminal_is_printed() -> None:
    nasty = "\x1b]0;owned\x07\x9b\u202e\r"
    found = Diagnostic(
        "control-character", Severity.ERROR, Location(f"a{nasty}.yml", 1, 1, 1, 2), nasty, nasty
    )
    shown = render_text([found], {f"a{nasty}.yml": f"title: {nasty}"}, records=1)
    assert not set(shown) & set("\x1b\x07\x9b\u202e\r")


def test_an_example_keeps_its_line_breaks() -> None:
    found = Diagnostic(
        "missing-key", Severity.ERROR, Location("x.yml"), "`page` is missing", "page:\n  name: Example"
    )
    assert report(found).split("\n")[2:4] == ["  example: page:", "             name: Example"]


def marked(text: str, location: Location, width: int = 60) -> str:
    """Return the text above the carets of an excerpt."""
    shown = excerpt(location, text, width)
    assert shown is not None
    start, count = len(shown.carets) - len(shown.carets.lstrip()), shown.carets.count("^")
    cells = [character for character in shown.line for _ in range(cell_count(character))]
    return "".join(cells[start : start + count])


@pytest.mark.parametrize("column", [1, 30, 120, 297])
def test_a_long_line_is_shortened_around_the_location(column: int) -> None:
    line = "".join(f"{n:03}" for n in range(100))
    shown = excerpt(Location(FILE, 1, column, 1, column + 3), line, 60)
    assert shown is not None
    assert len(shown.line) <= 60
    assert marked(line, Location(FILE, 1, column, 1, column + 3)) == line[column - 1 : column + 2]


def test_a_location_that_is_too_long_is_marked_as_far_as_it_is_shown() -> None:
    shown = excerpt(Location(FILE, 1, 8, 1, 300), "title: " + "x" * 300, 60)
    assert shown is not None
    assert shown.line == "title: " + "x" * 52 + "…"
    assert shown.carets == " " * 7 + "^" * 53


def test_a_location_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert marked("summary: one\n  two\n", Location(FILE, 1, 10, 2, 6)) == "one"


def test_carets_are_below_wide_characters_and_tabs() -> None:
    shown = excerpt(Location(FILE, 1, 11, 1, 15), '\tx: "検索", slow', 60)
    assert shown is not None
    assert shown.line == '→x: "検索", slow'
    assert shown.carets == " " * 12 + "^^^^"


@pytest.mark.parametrize(
    "location", [Location(FILE), Location(FILE, 7, 1, 7, 2), Location(FILE, 1, 50, 1, 60)]
)
def test_a_location_outside_the_text_is_harmless(location: Location) -> None:
    shown = excerpt(location, "title: Slow", 60)
    assert shown is None or shown.carets.endswith("^")


@pytest.mark.parametrize("location", [Location(FILE, 1, 7, 1, 7), Location(FILE, 1, 7)])
def test_a_location_without_an_end_is_marked_once(location: Location) -> None:
    for text in ("title:", "title: Search is slow"):
        shown = excerpt(location, text, 60)
        assert shown is not None
        assert shown.carets == "      ^"


def test_a_file_of_one_very_long_line_is_shortened_quickly() -> None:
    shown = excerpt(Location(FILE, 1, 500_000, 1, 500_003), "検" * 1_000_000, 60)
    assert shown is not None
    assert cell_count(shown.line) <= 60


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
        ("検" * 30, "検" * 30),
        ("検" * 31, "検" * 29 + "…"),
    ],
)
def test_a_line_is_shortened_only_if_it_does_not_fit(line: str, shown: str) -> None:
    found = excerpt(Location(FILE, 1, 1, 1, 2), line, 60)
    assert found is not None
    assert found.line == shown


def test_some_of_the_text_before_a_location_far_to_the_right_is_kept() -> None:
    found = excerpt(Location(FILE, 1, 101, 1, 104), "b" * 100 + "xyz" + "a" * 100, 60)
    assert found is not None
    assert found.line == "…" + "b" * 23 + "xyz" + "a" * 32 + "…"


def test_an_example_that_just_fits_is_not_broken() -> None:
    fits = "a " * 44 + "b"
    found = Diagnostic("wrong-value", Severity.ERROR, Location("x.yml"), "message", fits)
    assert report(found).split("\n")[2] == f"  example: {fits}"
    assert report(found, width=99).split("\n")[3] == "           b"


def test_a_message_cannot_give_commands_to_the_server_that_keeps_the_log() -> None:
    hostile = replace(
        END, message="x " * 46 + "::set-env name=a::b ##[add-matcher]c ##vso[d]e", example="a\n::error::b"
    )
    text = render_text([hostile], {}, records=1)
    assert not [line for line in text.splitlines() if line.strip().startswith("::")]
    assert "##[" not in text
    assert "##vso[" not in text
    assert "## heading" in render_text([replace(END, message="## heading [x]")], {}, records=1)


def test_a_rule_is_explained_once() -> None:
    explained = {
        "end-before-start": "Something ends before it starts.\n`afterword explain end-before-start` says more"
    }
    text = render_text([END, END, OWNER], {}, records=1, explained=explained)
    assert (
        text.count("  Something ends before it starts.\n  `afterword explain end-before-start` says more")
        == 1
    )


def test_the_summary_tells_new_from_older() -> None:
    assert summary([], 9, base=Base("main", "abc", 0)) == "9 records, no new problems"
    assert summary([END], 9, base=Base("main", "abc", 0)) == "1 new error in 1 of 9 records"
    assert summary([END, OWNER], 9, base=Base("main", "abc", 1)).splitlines() == [
        "1 new error, 1 new warning in 1 of 9 records",
        "1 finding is older than the changes since main; `afterword check` shows it",
    ]
    assert summary([], 9, base=Base("main", "abc", 1200)).splitlines() == [
        "9 records, no new problems",
        "1,200 findings are older than the changes since main; `afterword check` shows them",
    ]
