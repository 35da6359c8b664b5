"""Turns Markdown into a line of plain text, for descriptions and lists."""

from __future__ import annotations

import re

_LOOKED_AT = 2_000
"""How many characters are read, without blank lines and indents: ten times what is shown."""

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_LEADING = re.compile(r"^(?:(?:#{1,6}|[-*+>]|\d+\.)(?: |$))+", re.MULTILINE)
_ANY_MARKUP = re.compile(r"[*`~_]")
_MARKUP = re.compile(r"[*`~]{1,3}(?=\S)|(?<=\S)[*`~]{1,3}|\b_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}\b")


def excerpt(markdown: str, limit: int = 200) -> str:
    """Return Markdown without its markup, cut between words to at most `limit` characters, and then an ellipsis."""
    lines = (" ".join(line.split()) for line in markdown.splitlines())
    text = "\n".join(line for line in lines if line)[:_LOOKED_AT]
    if "[" in text:
        text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))  # twice, for a picture that is a link
    if "\n" in text or _LEADING.match(text):
        text = _LEADING.sub("", text)
    if _ANY_MARKUP.search(text):
        text = _MARKUP.sub("", text)
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.–") + "…"
