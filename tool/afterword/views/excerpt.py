"""Markdown to a line of plain text, for descriptions and lists."""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}|^\s*(?:#{1,6}|[-*+>]|\d+\.)\s+", re.MULTILINE)
_BLANKS = re.compile(r"\s+")


def excerpt(markdown: str, limit: int = 200) -> str:
    """Take the marks out of Markdown and cut what is left at a word, `limit` characters in."""
    text = _LINK.sub(r"\1", markdown)
    text = _BLANKS.sub(" ", _MARKS.sub("", text)).strip()
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.–") + "…"
