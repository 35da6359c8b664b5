"""Markdown to a line of plain text, for descriptions and lists."""

from __future__ import annotations

import re

_READ = 2_000
"""Characters that are looked at, blank lines and indents aside: ten times what is shown."""

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_LEADING = re.compile(r"^(?:(?:#{1,6}|[-*+>]|\d+\.)(?: |$))+", re.MULTILINE)
_ANY_MARK = re.compile(r"[*`~_]")
_MARKS = re.compile(r"[*`~]{1,3}(?=\S)|(?<=\S)[*`~]{1,3}|\b_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}\b")


def excerpt(markdown: str, limit: int = 200) -> str:
    """Take the marks out of Markdown and cut what is left at a word, `limit` characters in."""
    lines = (" ".join(line.split()) for line in markdown.splitlines())
    text = "\n".join(line for line in lines if line)[:_READ]
    if "[" in text:
        text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))  # twice, for a picture that is a link
    if "\n" in text or _LEADING.match(text):
        text = _LEADING.sub("", text)
    if _ANY_MARK.search(text):
        text = _MARKS.sub("", text)
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.–") + "…"
