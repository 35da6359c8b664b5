"""Finds words in the text of a field as it was typed."""

from __future__ import annotations

import re

from afterword.source.nodes import Position


def find_words(text: str, field: Position, words: str) -> Position | None:
    """Return where some words are first typed in a field of a file, or None; lines may break between them.

    They are whole words and numbers, unless the field has them only within others. `text` is that of the file, with
    every line break as `\\n`, and `field` the position of the value in it.
    """
    typed = r"\s+".join(map(re.escape, words.split()))
    if not typed:
        return None
    starts = [0, *(each.end() for each in re.finditer("\n", text))]
    begin, end = starts[field.line] + field.column, starts[field.end_line] + field.end_column
    whole = rf"(?<!\w)(?<!\d[.,]){typed}(?!\w|[.,]\d)"
    found = re.compile(whole).search(text, begin, end) or re.compile(typed).search(text, begin, end)
    return Position(*_place(text, found.start()), *_place(text, found.end())) if found else None


def _place(text: str, index: int) -> tuple[int, int]:
    """Return the line and the column of a character, from 0."""
    return text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1)
