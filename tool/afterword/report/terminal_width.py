"""Text in a terminal: which characters are safe to print, how many cells it takes, and where to break it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from afterword.source.direction import END, ISOLATES, MARKS, unpaired

_JOINERS = "\u200c\u200d"
"""Format characters that scripts and emoji need; they take no cells and move nothing."""
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_SERVER_COMMAND = re.compile(r"##(?=\w*\[)")
"""GitHub reads `##[group]`, Azure `##vso[…]`, TeamCity `##teamcity[…]`."""
_ZERO_WIDTH = ("Mn", "Me", "Cf")


def safe(text: str) -> str:
    """Replace, one for one, every character that could control a terminal or override the writing direction.

    The same goes for the signs by which build servers find a command anywhere in a line of a log, such as `##[group]`.
    """
    if "##" in text:
        text = _SERVER_COMMAND.sub("#♯", text)
    if text.isascii() and text.isprintable():
        return text
    allowed = _JOINERS + MARKS
    if unpaired(text) is None:
        allowed += ISOLATES + END
    return "".join(character if character in allowed else _safe(character) for character in text)


def cell_count(text: str) -> int:
    """Return the number of cells that safe text takes: two for East Asian and emoji, none for combining characters."""
    return len(text) if text.isascii() else sum(_cells(character) for character in text)


def wrapped(text: str, width: int) -> Iterator[str]:
    """Break text into lines of at most `width` cells, at spaces if possible."""
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if cell_count(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        *full, line = _pieces(word, width)
        yield from full
    if line:
        yield line


def fitting(text: str, width: int) -> str:
    """Return the beginning of a text that fits into `width` cells."""
    taken = 0
    for index, character in enumerate(text):
        taken += _cells(character)
        if taken > width:
            return text[:index]
    return text


def _pieces(word: str, width: int) -> Iterator[str]:
    while word:
        piece = fitting(word, width) or word[0]
        yield piece
        word = word[len(piece) :]


def _safe(character: str) -> str:
    if character == "\t":
        return "→"
    if character < " ":
        return chr(0x2400 + ord(character))  # the Control Pictures of Unicode
    if character == "\x7f":
        return "␡"
    if unicodedata.category(character) in _UNPRINTABLE:
        return "\ufffd"
    return character


def _cells(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
