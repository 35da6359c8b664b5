"""What a fix is: edits of a text, each of which replaces a range of characters and leaves the rest as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from afterword.diagnostics import Location

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces the text at a location, which may be empty, with another text."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits of one file that do not overlap. `title` says what they do, such as "Change `resolvd` to `resolved`"."""

    title: str
    edits: tuple[Edit, ...]


def with_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after edits. Lines may end in `\\n`, `\\r\\n` or `\\r`, and new lines end as the first one does.

    Raises ValueError for edits that overlap or are not in the text.
    """
    breaks = [*_LINE_BREAK.finditer(text)]
    starts = [0, *(each.end() for each in breaks)]
    ends = [*(each.start() for each in breaks), len(text)]

    def offset(line: int, column: int) -> int:
        if not 1 <= line <= len(starts) or not 1 <= column <= ends[line - 1] - starts[line - 1] + 1:
            raise ValueError(f"line {line}, column {column} is not in the text")
        return starts[line - 1] + column - 1

    new_line = breaks[0].group() if breaks else "\n"
    parts, done = [], 0
    for edit in sorted(edits, key=lambda each: each.location):
        at = edit.location
        begin, end = offset(at.line, at.column), offset(at.end_line, at.end_column)
        if not done <= begin <= end:
            raise ValueError("the edits overlap")
        parts += [text[done:begin], edit.text.replace("\n", new_line)]
        done = end
    return "".join([*parts, text[done:]])
