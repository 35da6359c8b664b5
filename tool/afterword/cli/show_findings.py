"""Prints findings for the terminal, or writes them for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.console import is_quiet, say, wants_colour

if TYPE_CHECKING:
    from afterword.app.checking import CheckResult
    from afterword.diagnostics import Diagnostic
    from afterword.report.report import Report

TEXT = "text"
FORMATS = (TEXT, "json", "github", "gitlab", "sarif", "junit")
"""What `--format` accepts, known without importing the formats."""


def exit_status(diagnostics: Iterable[Diagnostic], *, strict: bool) -> int:
    """Return the exit status that findings ask for.

    It is 3 if a rule failed, 2 if a plugin cannot be used, 1 if anything else stops a build, otherwise 0.
    """
    from afterword.checks.reader_rules import UNUSABLE_PLUGIN
    from afterword.checks.rule_failure import RULE_FAILED
    from afterword.diagnostics import stops

    findings = tuple(diagnostics)
    rules = {each.rule for each in findings}
    if RULE_FAILED in rules:
        return 3
    if UNUSABLE_PLUGIN in rules:
        return 2
    return 1 if stops(findings, strict=strict) else 0


def show(checked: CheckResult, diagnostics: Iterable[Diagnostic], *, records: int | None = None) -> None:
    """Print findings with their source lines, and a summary at the end.

    It counts `records`, or else all that were checked.
    """
    from afterword.report.report import Report

    findings = tuple(diagnostics)
    number = len(checked.files) - 1 if records is None else records  # `status.yml` is not a record
    show_text(Report(findings, checked.texts({each.location.file for each in findings}), records=number))


def show_text(report: Report) -> None:
    """Print findings with their source lines, and a summary at the end. With `--quiet`, nothing if there are none."""
    if is_quiet() and not report.findings:
        return
    colour = wants_colour()
    click.echo(_text(report, colour=colour), color=colour)


def write(report: Report, name: str, output: Path | None) -> None:
    """Write findings in a format: to a file, next to the text in the terminal, or else to standard output.

    Where another program reads standard output, the summary goes to standard error.
    """
    if output is not None:
        output.write_bytes(_rendered(report, name).encode())
        show_text(report)
    elif name == TEXT:
        show_text(report)
    else:
        from afterword.report.text import summary

        click.echo(_rendered(report, name).encode(), nl=False)  # bytes, whatever encoding the terminal has
        line = summary(report.findings, report.records, site_file=report.site_file, base=report.base)
        say(line, err=True)


def _rendered(report: Report, name: str) -> str:
    from afterword.report.registry import REPORT_FORMATS

    return f"{_text(report, colour=False)}\n" if name == TEXT else REPORT_FORMATS[name](report)


def _text(report: Report, *, colour: bool) -> str:
    from afterword.report.text import render_text

    return render_text(
        report.findings,
        report.texts,
        records=report.records,
        site_file=report.site_file,
        explained=report.explanations if report.explain else {},
        base=report.base,
        colour=colour,
    )
