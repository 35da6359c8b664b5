"""Prints what a command would change, as `git diff` does."""

from __future__ import annotations

import re

import click


def show_diff(file: str, before: bytes, after: bytes) -> None:
    """Print the difference between two versions of a file; only secrets are not shown."""
    import difflib

    from afterword.checks.leaks.secrets import secrets_in, shortened
    from afterword.report.printable import printable

    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{file}", f"b/{file}")
    text = before.decode("utf-8")
    secrets = [text[found.start : found.end] for found in secrets_in(text)]
    shown = "".join(_ended(shortened(line, secrets)) for line in lines)
    click.echo(printable(shown).encode("utf-8"), nl=False)


def _lines(data: bytes) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode("utf-8"))


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
