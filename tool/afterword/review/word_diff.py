"""Compares two versions of a text word by word, to show only what differs, or to mark it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

_AROUND = 4
"""Words that are kept on each side of what differs."""
_LONG = 60
"""Characters up to which a text is shown whole."""
_CUT = "…"
_TOO_MANY = 2_000
"""From how many words on only what is between the common beginning and end is marked: more takes too long."""
_TOKEN = re.compile(r"\s+|\w(?:[\w.,:'’-]*\w)?|[^\w\s]")
"""White space, a word, a number or a date as a whole, or a single punctuation mark."""


class Piece(NamedTuple):
    """A piece of a text, and whether the other version does not have it."""

    text: str
    differs: bool


def changed_words(before: str, after: str) -> tuple[str, str]:
    """Return both texts without the words that they begin and end with in common, if they are long."""
    if not before or not after or max(len(before), len(after)) <= _LONG:
        return before, after
    old, new = before.split(), after.split()
    head, tail = _common_ends(old, new)
    start, end = max(head - _AROUND, 0), max(tail - _AROUND, 0)
    return _part(old, start, end), _part(new, start, end)


def marked_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, of which those differ that the other text does not have.

    The result for swapped texts is swapped.
    """
    if before > after:
        new, old = marked_words(after, before)
        return old, new
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    one: list[Piece] = []
    other: list[Piece] = []
    for differs, parts in groupby(_differing(left, right), key=lambda each: each.differs):
        listed = [*parts]
        one += _piece([word for each in listed for word in each.before], differs=differs)
        other += _piece([word for each in listed for word in each.after], differs=differs)
    return tuple(one), tuple(other)


class _Part(NamedTuple):
    differs: bool
    before: list[str]
    after: list[str]


def _differing(left: list[str], right: list[str]) -> Iterator[_Part]:
    """Yield the parts of both texts; white space between two words that differ is a part of what differs."""
    operations = _operations(left, right)
    for place, (kind, first, last, start, end) in enumerate(operations):
        common = left[first:last]
        inside = 0 < place < len(operations) - 1 and "".join(common).isspace()
        yield _Part(kind != "equal" or inside, common, right[start:end])


def _operations(left: list[str], right: list[str]) -> list[tuple[str, int, int, int, int]]:
    if max(len(left), len(right)) <= _TOO_MANY:
        return [*SequenceMatcher(None, left, right, autojunk=False).get_opcodes()]
    head, tail = _common_ends(left, right)
    one, other = len(left) - tail, len(right) - tail
    return [
        ("equal", 0, head, 0, head),
        ("replace", head, one, head, other),
        ("equal", one, len(left), other, len(right)),
    ]


def _piece(words: list[str], *, differs: bool) -> list[Piece]:
    return [Piece("".join(words), differs)] if words else []


def _common_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """Return how many words two texts begin and end with in common."""
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    tail = next((n for n in range(shortest - head) if old[-1 - n] != new[-1 - n]), shortest - head)
    return head, tail


def _part(words: list[str], start: int, end: int) -> str:
    kept = " ".join(words[start : len(words) - end])
    return f"{_CUT + ' ' if start else ''}{kept}{' ' + _CUT if end else ''}"
