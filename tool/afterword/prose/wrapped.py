"""Wraps paragraphs of Markdown that is generated into files."""

from __future__ import annotations

import re
from textwrap import fill

COLUMNS = 120
_CODE = re.compile(r"(`+)[^`].*?\1")
_NO_BREAK = "\0"


def wrapped(paragraph: str, first: str = "", further: str = "") -> str:
    """Return a paragraph in lines of at most 120 columns, but code in one line.

    `first` begins the first line, `further` each line after it.
    """
    kept = _CODE.sub(lambda code: code[0].replace(" ", _NO_BREAK), " ".join(paragraph.split()))
    lines = fill(
        kept,
        COLUMNS,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines.replace(_NO_BREAK, " ")


def with_wrapped_paragraphs(text: str) -> str:
    """Return Markdown in which paragraphs with longer lines are wrapped; tables and blocks of code stay as they are."""
    return "\n\n".join(map(_block, text.split("\n\n")))


def _block(block: str) -> str:
    is_prose = not block.startswith(("```", "|", "    "))
    return wrapped(block) if is_prose and any(len(line) > COLUMNS for line in block.splitlines()) else block
