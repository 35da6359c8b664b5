"""Estimates the width of drawn text: an upper bound for all common fonts, as the reader's font is not known."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width, normalize

FONTS = "Verdana,'DejaVu Sans',Geneva,sans-serif"
"""The widest of the common fonts: text in another font is narrower."""
_ELLIPSIS = "…"

# In hundredths of the font size: the widest of Verdana, DejaVu Sans and Arial, rounded up.
_WIDTHS = {
    character: width
    for width, characters in (
        (30, "il'"), (35, "j"), (40, " ,.ft"), (45, "!Ir"), (50, '"()-/:;J[\\]|'), (55, "csz"), (60, "?Lkvxy"),
        (65, "$*0123456789FT_`abdeghnopqu{}"), (70, "ABEKPSVXYZ"), (75, "CNRU"), (80, "&DGHOQ"),
        (85, "#+<=>^w~"), (90, "M"), (100, "Wm"), (105, "@"), (110, "%"),
    )
    for character in characters
}  # fmt: skip
_OTHER, _WIDE, _RARE = 100, 110, 200
_NO_WIDTH = ("Mn", "Me", "Cf", "Cc")


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """Return the maximum width of a line of text, in the unit of its font size."""
    return size * sum(map(_width_of, text)) / 100


def cut(text: str, size: float, room: float) -> str:
    """Return a line of text, shortened with an ellipsis if it is wider than `room`."""
    if width(text, size) <= room:
        return text
    left = 100 * room / size - _width_of(_ELLIPSIS)
    for number, character in enumerate(text):
        left -= _width_of(character)
        if left < 0:
            return text[:number].rstrip() + _ELLIPSIS
    return text


def lines(text: str, size: float, room: float, max_lines: int) -> tuple[str, ...]:
    """Break text between words into lines no wider than `room`. The last of `max_lines` is cut if necessary."""
    made: list[str] = []
    rest = text.split()
    while rest and len(made) < max_lines - 1:
        count = 1
        while count < len(rest) and width(" ".join(rest[: count + 1]), size) <= room:
            count += 1
        made.append(cut(" ".join(rest[:count]), size, room))
        rest = rest[count:]
    return (*made, cut(" ".join(rest), size, room)) if rest else tuple(made)


def _width_of(character: str) -> int:
    known = _WIDTHS.get(character)
    return _other_width(character) if known is None else known


@lru_cache(maxsize=4096)
def _other_width(character: str) -> int:
    """Return the width of a character outside the table.

    It is decomposed (Unicode NFKD): an accent has no width, a ligature that of its letters.
    """
    parts = normalize("NFKD", character)
    if parts != character:
        return sum(map(_width_of, parts))
    if category(character) in _NO_WIDTH:
        return 0
    if ord(character) > 0xFFFF:
        return _RARE
    return _WIDE if east_asian_width(character) in "WF" else _OTHER
