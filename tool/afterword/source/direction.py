"""The characters that change the direction of text, and whether those that enclose other text are in pairs.

Marks (U+200E, U+200F, U+061C) have an effect on their neighbours only. An isolate (U+2066 to U+2068) encloses text in
the other direction, and U+2069 ends it; right-to-left text with Latin names needs it. Without its end, it would
reorder what follows on the line. Overrides and embeddings (U+202A to U+202E) can make a line look different from what
it says, and isolates replace them.
"""

from __future__ import annotations

from typing import NamedTuple

from afterword.patterns import pattern

ISOLATES = "\u2066\u2067\u2068"
END = "\u2069"
MARKS = "\u061c\u200e\u200f"
OVERRIDES = pattern("[\u202a-\u202e]")
_RIGHT_TO_LEFT = pattern(
    "[\u0590-\u08ff\u200f\u2067\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Characters of the scripts that are written from right to left."""
_ISOLATE_OR_END = pattern(f"[{ISOLATES}{END}]")


class Unpaired(NamedTuple):
    """An isolate without its end, or an end without an isolate: its position in the text."""

    position: int
    is_end: bool


def unpaired(text: str) -> Unpaired | None:
    """Return the first isolate without its end, or end without its isolate, in a text."""
    opened: list[int] = []
    for found in _ISOLATE_OR_END.finditer(text):
        if found[0] != END:
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            return Unpaired(found.start(), is_end=True)
    return Unpaired(opened[0], is_end=False) if opened else None


def closed(text: str) -> str:
    """Return a shortened text with the ends of the isolates that are open where it was cut."""
    missing = 0
    for found in _ISOLATE_OR_END.finditer(text) if has_isolates(text) else ():
        missing = max(missing - 1, 0) if found[0] == END else missing + 1
    return text + END * missing


def has_right_to_left(text: str) -> bool:
    """Return whether a text has a letter of a script that is written from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def has_isolates(text: str) -> bool:
    """Return whether a text contains isolates, so that they must be checked."""
    return not text.isascii() and _ISOLATE_OR_END.search(text) is not None
