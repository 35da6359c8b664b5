"""Shortens Markdown to a line of plain text, for descriptions and lists."""

from __future__ import annotations

import re

from afterword.prose.plain_text import plain_line
from afterword.source.direction import closed

_LOOKED_AT = 2_000
"""How many characters are read, not counting blank lines: ten times what is shown."""
_BLANK_LINES = re.compile(r"\n\s*\n")


def excerpt(markdown: str, limit: int = 200) -> str:
    """Return Markdown without its markup, shortened."""
    if "\n" in markdown:
        markdown = _BLANK_LINES.sub("\n\n", markdown)
    return shorten(plain_line(markdown[:_LOOKED_AT]), limit)


def shorten(text: str, limit: int = 200) -> str:
    """Cut a line between words to at most `limit` characters, and then an ellipsis."""
    if len(text) <= limit:
        return text
    return closed(text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.–") + "…")
