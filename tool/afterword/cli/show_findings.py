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


def show(checked: CheckResult, diagnostics: Iterable[Diagnostic], *, records: int | None = None) -> None:
    """Print findings with their source lines, and a count at the end."""
    from afterword.report.text import render_text

    findings = tuple(diagnostics)
    number = len(checked.files) - 1 if records is None else records  # `status.yml` is not a record
    texts = checked.texts({each.location.file for each in findings})
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    click.echo(render_text(findings, texts, records=number, colour=colour), color=colour)
