"""Finds what an author of Markdown says in own words: no code, quotation, heading or address.

Rules about wording judge only this. What they must not judge is replaced by a character that no rule looks for, so that
the sentence around it keeps its grammar: in "`worker-3` did not answer", something did not answer.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from afterword.patterns import pattern
from afterword.prose.markdown import render
from afterword.prose.plain_text import MARKUP

OMITTED = "\ufffc"
"""Stands for code, a quotation or an address."""

_ADDRESS = pattern(r"\b[a-z][a-z0-9+.-]*://\S+|\bwww\.\S+|\b[\w.+-]+@[\w-]+\.\w[\w.-]*", re.IGNORECASE)
_QUOTATION = pattern(
    r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«"
    r"|(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w))*’(?!\w)|(?<!\w)'(?!\s)(?:[^']|(?<=\w)'(?=\w))*(?<!\s)'(?!\w)"
)
_MAYBE_QUOTED = pattern(r"[\"'“„«»‘:@]|www", re.IGNORECASE)
_PARAGRAPH_END = pattern(r"\n\s*\n")
_QUOTED_WORDS = 3
"""How many words in emphasis are the text of a program or a letter; fewer are stressed."""
_BLOCKS = {"p", "li", "td", "th", "ul", "ol", "hr", "br"}
_SKIPPED = {"pre", "blockquote", "code", *(f"h{level}" for level in range(1, 7))}


def own_words(markdown: str) -> tuple[str, ...]:
    """Return the paragraphs, items of lists and cells of tables, each as one line without what is not own words."""
    if MARKUP.search(markdown) and (html := render(markdown, show_tags=False)) is not None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        parts = reader.blocks()
    else:
        parts = _PARAGRAPH_END.split(markdown)
    return tuple(_without_quotations(line) for part in parts if (line := " ".join(part.split())))


def _without_quotations(line: str) -> str:
    if not _MAYBE_QUOTED.search(line):
        return line
    return _QUOTATION.sub(OMITTED, _ADDRESS.sub(OMITTED, line))


class _Reader(HTMLParser):
    """Collects the text of rendered Markdown, block by block."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._skipped = 0
        self._emphasis = 0

    def blocks(self) -> list[str]:
        """Return the blocks that were read."""
        return "".join(self._parts).split("\0")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag == "em":
            self._emphasis = len(self._parts)
        elif tag in _BLOCKS:
            self._parts.append("\0")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped -= 1
            if not self._skipped:
                self._parts.append(OMITTED if tag == "code" else "\0")
        elif tag == "em":
            words = "".join(self._parts[self._emphasis :])
            if len(words.split()) >= _QUOTED_WORDS:
                self._parts[self._emphasis :] = [OMITTED]
        elif tag in _BLOCKS:
            self._parts.append("\0")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._parts.append(data.replace("\0", " "))
