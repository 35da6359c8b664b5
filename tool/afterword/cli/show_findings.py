"""Shows findings on a terminal."""

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

    found = tuple(diagnostics)
    number = len(checked.files) - 1 if records is None else records  # `status.yml` is no record
    texts = checked.texts({each.location.file for each in found})
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    click.echo(render_text(found, texts, records=number, colour=colour), color=colour)
