"""Finds words in the text of a field as it was typed."""

from __future__ import annotations

import re
from itertools import takewhile
from operator import eq

from afterword.patterns import pattern
from afterword.source.nodes import Position

_NO_LETTERS = pattern(r"(?P<marks>`+)[^`]+(?P=marks)|[^\w`]+|`")
"""Markup, line breaks, and code, for which the text of a rule has one sign that is no letter."""
_CONTEXT = 200


def find_words(text: str, field: Position, words: str, passage: str = "") -> Position | None:
    """Return where some words are typed in a field of a file, or None; lines may break between them.

    They are whole words and numbers, unless the field has them only within others. If they are there several times, it
    is where the text around them is most like the `passage` that they are from, which may lack markup; without one, it
    is the first time. `text` is that of the file, with every line break as `\\n`, and `field` the position of the value
    in it.
    """
    typed = r"\s+".join(map(re.escape, words.split()))
    if not typed:
        return None
    starts = [0, *(each.end() for each in re.finditer("\n", text))]
    begin, end = starts[field.line] + field.column, starts[field.end_line] + field.end_column
    whole = rf"(?<!\w)(?<!\d[.,]){typed}(?!\w|[.,]\d)"
    found = [*re.compile(whole).finditer(text, begin, end)] or [*re.compile(typed).finditer(text, begin, end)]
    if not found:
        return None
    before, _, behind = passage.partition(words)
    before, behind = before[-_CONTEXT:], behind[:_CONTEXT]

    def likeness(match: re.Match[str]) -> int:
        left = text[max(begin, match.start() - _CONTEXT) : match.start()]
        right = text[match.end() : min(end, match.end() + _CONTEXT)]
        return _common(before[::-1], left[::-1]) + _common(behind, right)

    best = max(found, key=likeness) if passage and len(found) > 1 else found[0]
    return Position(*_place(text, best.start()), *_place(text, best.end()))


def _common(*texts: str) -> int:
    """Return with how many of the same letters two texts begin."""
    letters = (_NO_LETTERS.sub("", each) for each in texts)
    return sum(takewhile(bool, map(eq, *letters)))


def _place(text: str, index: int) -> tuple[int, int]:
    """Return the line and the column of a character, from 0."""
    return text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1)
