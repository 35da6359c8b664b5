"""Text in the cells of a terminal: what is safe to print, how wide it is, and where it can be cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_JOINERS = "\u200c\u200d"
"""Format characters that scripts and emoji need; they take no room and move nothing."""
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_ZERO_WIDTH = ("Mn", "Me", "Cf")


def safe(text: str) -> str:
    """Replace, one for one, every character that could steer a terminal or turn the direction of writing."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_safe(character) for character in text)


def cell_count(text: str) -> int:
    """Count the cells that safe text takes: two for East Asian and emoji, none for combining marks."""
    return len(text) if text.isascii() else sum(_cells(character) for character in text)


def wrapped(text: str, room: int) -> Iterator[str]:
    """Break text into lines of at most `room` cells, at blanks where there are any."""
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if cell_count(joined) <= room:
            line = joined
            continue
        if line:
            yield line
        *full, line = _pieces(word, room)
        yield from full
    if line:
        yield line


def fitting(text: str, room: int) -> str:
    """Give the beginning of a text that fits into `room` cells."""
    taken = 0
    for index, character in enumerate(text):
        taken += _cells(character)
        if taken > room:
            return text[:index]
    return text


def _pieces(word: str, room: int) -> Iterator[str]:
    while word:
        piece = fitting(word, room) or word[0]
        yield piece
        word = word[len(piece) :]


def _safe(character: str) -> str:
    if character == "\t":
        return "→"
    if character < " ":
        return chr(0x2400 + ord(character))  # the Control Pictures of Unicode
    if character == "\x7f":
        return "␡"
    if unicodedata.category(character) in _UNPRINTABLE and character not in _JOINERS:
        return "\ufffd"
    return character


def _cells(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
