"""Breaks a long line of folded block text, so that it reads back as the same line."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLACES_TO_FOLD = re.compile(r"(?<=\S) (?=\S)")


def fold(text: str, width: int) -> Iterator[str]:
    """Break a line where a single space can become a line break, which is read as that space."""
    line, end = "", 0
    for place in [*_PLACES_TO_FOLD.finditer(text), None]:
        word = text[end : place.start() if place else len(text)]
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if end else word
        end = place.end() if place else len(text)
    yield line
