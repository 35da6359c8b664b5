"""Finds Markdown that its author meant, and that a renderer reads as text or as code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from afterword.patterns import pattern
from afterword.prose.markdown import render

_WORD = r"[^\s()<>\[\]\"'`]+"
_SPACED = pattern(
    rf"\]\(\s*(?P<address>{_WORD}(?: {_WORD})* {_WORD}(?<=\.)[a-z][a-z0-9]{{1,4}})\s*\)", re.IGNORECASE
)
"""What is in the place of an address, contains a space, and ends like the name of a file."""
_ROW = r"[ \t]*\|(?:[^|\n]*\|){2,}[ \t]*"
_ROWS = pattern(rf"^{_ROW}(?:\n{_ROW})+$", re.MULTILINE)
"""Several lines that begin and end with a stroke, and have at least two cells."""
_FENCE = pattern(r"[ \t>]*(?P<fence>(?P<marks>`{3,}|~{3,})(?P<rest>.*))")
_EXTENSION = pattern(
    r"^ {0,3}(?:\[\^[^\]\s]+\]:|(?:!!!|\?\?\?\+?) *[a-z][\w-]*|=== \"[^\"\n]+\"|> ?\[![A-Z]+\][ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)
"""The first words of a footnote, of a box (`!!! note`, `> [!NOTE]`), or of a tab."""
_CODE = pattern(r"<code(?: [^>]*)?>.*?</code>", re.DOTALL)
_TAG = pattern(r"<[^>]*>")
_AFTERWARDS = "\n\nafterwards"
"""A paragraph that is read as code if a block of code before it does not end."""


def unread_addresses(text: str) -> Iterator[str]:
    """Yield the addresses of links and pictures that are no links, because of a space in them, each once.

    Those in code are meant as they are.
    """
    found = [each["address"] for each in _SPACED.finditer(text)] if "](" in text else []
    read = as_read(text) if found else ""
    yield from (each for each in dict.fromkeys(found) if each in read)


def unread_tables(text: str) -> Iterator[str]:
    """Yield the first line of each table that is none, as its second one has not hyphens for each cell."""
    found = [each.split("\n")[0].strip() for each in _ROWS.findall(text)] if "|\n" in text else []
    read = as_read(text) if found else ""
    yield from (row for row in dict.fromkeys(found) if as_read(row).strip() in read)


def unread_extensions(text: str) -> Iterator[str]:
    """Yield the beginnings of footnotes, boxes and tabs, which other renderers know, each once."""
    found = [each[0].strip() for each in _EXTENSION.finditer(text)]
    read = as_read(text) if found else ""
    yield from (each for each in dict.fromkeys(found) if each.lstrip("> ") in read)


def as_read(text: str) -> str:
    """Return what readers see of a text, without its code."""
    return unescape(_TAG.sub("", _CODE.sub("", render(text) or "")))


def open_fence(text: str) -> str:
    """Return the first two lines of a block of code that does not end; empty if there is none.

    A block in a list or a quotation ends with that. With the second line, it is told from blocks before it that end.
    """
    if "```" not in text and "~~~" not in text:
        return ""
    _, is_code, after = (render(text + _AFTERWARDS) or "").rpartition("<pre><code")
    if not is_code or "</code>" in after.partition(_AFTERWARDS.strip())[0]:
        return ""
    begun, marks = "", ""
    lines = text.split("\n")
    for line, fence in enumerate(map(_FENCE.fullmatch, lines)):
        if fence is None:
            continue
        if not marks:
            begun, marks = "\n".join([fence["fence"], *lines[line + 1 : line + 2]]).strip(), fence["marks"]
        elif fence["marks"].startswith(marks) and not fence["rest"].strip():
            marks = ""
    return begun
