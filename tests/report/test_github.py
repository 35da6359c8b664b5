"""Findings as workflow commands."""

from __future__ import annotations

from dataclasses import replace

from afterword.diagnostics import Location, Severity
from afterword.report.github import render_github
from afterword.report.report import Report
from tests.report.hostile import BROKEN, CONTROLS, FILE, MULTILINE, NOTE, REPORT, WHOLE, commands


def test_each_finding_is_one_command_errors_first() -> None:
    text = render_github(REPORT)
    assert [each.name for each in commands(text)] == ["error", "warning", "notice"]
    assert len(text.splitlines()) == 3


def test_nothing_in_a_finding_acts_on_the_log() -> None:
    text = render_github(REPORT)
    assert not set(text) & CONTROLS
    assert "##[" not in text
    assert "set-output" in commands(text)[0].message
    assert "\r" not in commands(text)[0].message


def test_properties_are_escaped_and_paths_are_those_of_the_repository() -> None:
    error, _, notice = commands(render_github(REPORT))
    assert error.properties == {
        "file": f"my site/{FILE}",
        "line": "3",
        "endLine": "3",
        "col": "17",
        "endColumn": "22",
        "title": "afterword: unknown-component",
    }
    assert notice.properties == {"file": f"my site/{WHOLE.location.file}", "title": "afterword: record-id"}


def test_a_range_of_several_lines_has_no_columns() -> None:
    (command,) = commands(render_github(Report((MULTILINE,))))
    assert command.properties.keys() == {"file", "line", "endLine", "title"}


def test_a_long_message_is_cut_off_before_the_runner_does_it() -> None:
    (command,) = commands(render_github(Report((replace(BROKEN, message="%" * 9_000),))))
    assert len(command.message) == 4_000
    assert command.message.endswith("…")


def test_the_tenth_annotation_says_how_many_more_there_are() -> None:
    errors = [replace(BROKEN, location=Location(FILE, line, 1, line, 2)) for line in range(1, 14)]
    notes = [replace(NOTE, location=Location(FILE, line, 1, line, 2)) for line in range(1, 11)]
    text = render_github(Report((*notes, *errors)))
    found = commands(text)
    assert [each.name for each in found] == ["error"] * 13 + ["warning"] * 10
    assert found[9].message.endswith("\n(3 more in the log of this step)")
    assert not any("more in the log" in each.message for each in (*found[:9], *found[10:]))
    assert text.endswith(
        "GitHub shows at most 10 annotations of a severity for each step; all findings are above (13 errors).\n"
    )


def test_explanations_follow_the_first_finding_of_a_rule() -> None:
    later = replace(NOTE, location=Location(FILE, 2, 1, 2, 3))
    first, second = commands(render_github(Report((NOTE, later), explain=True)))
    assert "`afterword explain long-title` says more" in first.message
    assert second.message == "the title is long"
    linked = Report((NOTE,), explain=True, handbook="https://example.org/docs/")
    assert (
        "https://example.org/docs/handbook/record-rules/#long-title"
        in commands(render_github(linked))[0].message
    )


def test_a_severity_has_a_command_each() -> None:
    for severity, name in zip(Severity, ("error", "warning", "notice"), strict=True):
        (command,) = commands(render_github(Report((replace(NOTE, severity=severity),))))
        assert command.name == name
