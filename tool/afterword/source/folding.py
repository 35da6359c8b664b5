"""Breaks a long line of folded block text, so that it reads back as the same line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.source.direction import END, ISOLATES, has_isolates

_PLACES_TO_FOLD = re.compile(r"(?<=\S) (?=\S)")


def fold(text: str, width: int) -> Iterator[str]:
    """Break a line where a single space can become a line break, which is read as that space.

    What an isolate encloses stays on one line, since it has to end on the line on which it begins.
    """
    line, end, depth, isolated = "", 0, 0, has_isolates(text)
    for place in [*_PLACES_TO_FOLD.finditer(text), None]:
        word = text[end : place.start() if place else len(text)]
        if line and not depth and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if end else word
        if isolated:
            depth = max(depth + sum(map(word.count, ISOLATES)) - word.count(END), 0)
        end = place.end() if place else len(text)
    yield line
