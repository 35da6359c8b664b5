"""Asks for a text in the editor of the user, as git does."""

from __future__ import annotations

import sys

import click

from afterword.cli.failure import Failure

_SCISSORS = "# Write the text above this line. What is below it is ignored; an empty text cancels."


def from_editor(template: str) -> str:
    """Open the editor on an empty text above a template, which becomes comments, and return the text.

    Raises Failure if it is empty, if the editor fails, or if there is no terminal.
    """
    if not sys.stdin.isatty():
        raise Failure('the text is missing, and without a terminal no editor can be opened; add `-m "…"`')
    below = "".join(f"# {line}\n" if line else "#\n" for line in template.splitlines())
    try:
        written = click.edit(f"\n{_SCISSORS}\n{below}", extension=".md", require_save=True)
    except click.ClickException as problem:
        raise Failure(
            f'nothing was written: the editor could not be used ({problem.message}); write the text with `-m "…"`, '
            "or set EDITOR to another editor"
        ) from None
    text, scissors, _ = (written or "").partition(_SCISSORS)
    if not scissors:  # the comments must not be published
        text = "\n".join(line for line in text.splitlines() if line not in below.splitlines())
    text = text.strip()
    if not text:
        raise Failure("nothing was written: the text is empty")
    return text
