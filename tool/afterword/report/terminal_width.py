"""Text in a terminal: how many cells it takes, and where to break it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_ZERO_WIDTH = ("Mn", "Me", "Cf")


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


def _cells(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
