"""What commands print and how: nothing but results with `--quiet`, and colours only where they are wanted."""

from __future__ import annotations

import os
import sys

import click

from afterword.report.progress import QUIET

NO_COLOUR = "afterword.no_colour"
"""The key in the context of click under which `--no-color` is kept."""


def say(text: str, *, err: bool = False) -> None:
    """Print what was done and what to do next, except with `--quiet`."""
    if not is_quiet():
        click.echo(text, err=err)


def is_quiet() -> bool:
    """Return whether the user wants nothing but results and problems."""
    return _is_set(QUIET)


def wants_colour() -> bool:
    """Return whether output may have colours: in a terminal, unless the user or the environment decides otherwise.

    `--no-color` wins, then NO_COLOR (no-color.org), then FORCE_COLOR (force-color.org).
    """
    if _is_set(NO_COLOUR) or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _is_set(key: str) -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(key))
