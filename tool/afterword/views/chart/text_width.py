"""How wide text is at most when it is drawn, whichever of the usual fonts a reader has."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width, normalize

FONTS = "Verdana,'DejaVu Sans',Geneva,sans-serif"
"""The widest of the fonts that are common: in any other text takes less room."""
_ELLIPSIS = "…"

# In hundredths of the size: the widest of Verdana, DejaVu Sans and Arial, rounded up.
_WIDTHS = {
    sign: width
    for width, signs in (
        (30, "il'"), (35, "j"), (40, " ,.ft"), (45, "!Ir"), (50, '"()-/:;J[\\]|'), (55, "csz"), (60, "?Lkvxy"),
        (65, "$*0123456789FT_`abdeghnopqu{}"), (70, "ABEKPSVXYZ"), (75, "CNRU"), (80, "&DGHOQ"),
        (85, "#+<=>^w~"), (90, "M"), (100, "Wm"), (105, "@"), (110, "%"),
    )
    for sign in signs
}  # fmt: skip
_OTHER, _WIDE, _RARE = 100, 110, 200
_NO_WIDTH = ("Mn", "Me", "Cf", "Cc")


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """Say how wide a line of text is at most, in the unit of its size."""
    return size * sum(map(_width_of, text)) / 100


def cut(text: str, size: float, room: float) -> str:
    """Give a line of text, shortened where it does not fit."""
    if width(text, size) <= room:
        return text
    left = 100 * room / size - _width_of(_ELLIPSIS)
    for number, sign in enumerate(text):
        left -= _width_of(sign)
        if left < 0:
            return text[:number].rstrip() + _ELLIPSIS
    return text


def lines(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """Break text into lines between its words; what does not fit the last of them is cut."""
    made: list[str] = []
    rest = text.split()
    while rest and len(made) < most - 1:
        taken = 1
        while taken < len(rest) and width(" ".join(rest[: taken + 1]), size) <= room:
            taken += 1
        made.append(cut(" ".join(rest[:taken]), size, room))
        rest = rest[taken:]
    return (*made, cut(" ".join(rest), size, room)) if rest else tuple(made)


def _width_of(sign: str) -> int:
    known = _WIDTHS.get(sign)
    return _other_width(sign) if known is None else known


@lru_cache(maxsize=4096)
def _other_width(sign: str) -> int:
    """Take a sign apart: an accent takes no room, a ligature as much as its letters."""
    parts = normalize("NFKD", sign)
    if parts != sign:
        return sum(map(_width_of, parts))
    if category(sign) in _NO_WIDTH:
        return 0
    if ord(sign) > 0xFFFF:
        return _RARE
    return _WIDE if east_asian_width(sign) in "WF" else _OTHER
