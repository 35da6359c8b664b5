"""Prints findings for the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from afterword.app.checking import CheckResult
    from afterword.diagnostics import Diagnostic


def exit_status(diagnostics: Iterable[Diagnostic], *, strict: bool) -> int:
    """Return the exit status that findings ask for: 3 if a rule failed, 1 if they stop a build, otherwise 0."""
    from afterword.checks.rule_failure import RULE_FAILED
    from afterword.diagnostics import stops

    findings = tuple(diagnostics)
    if any(each.rule == RULE_FAILED for each in findings):
        return 3
    return 1 if stops(findings, strict=strict) else 0


def show(
    checked: CheckResult,
    diagnostics: Iterable[Diagnostic],
    *,
    records: int | None = None,
    site_file: bool = False,
) -> None:
    """Print findings with their source lines, and a summary at the end.

    It counts `records`, or else all that were checked, and with `site_file` names `status.yml` too.
    """
    from afterword.report.text import render_text

    findings = tuple(diagnostics)
    number = len(checked.files) - 1 if records is None else records  # `status.yml` is not a record
    texts = checked.texts({each.location.file for each in findings})
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    text = render_text(findings, texts, records=number, site_file=site_file, colour=colour)
    click.echo(text, color=colour)
