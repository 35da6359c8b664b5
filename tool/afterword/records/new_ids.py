"""Derives ids from what people type: Latin letters and digits, in any case and with any accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count

LIMIT = 60
"""Maximum number of characters of the words in an id that is derived from a title."""
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t",
     "\u0131": "i", "ŋ": "ng", "ə": "e", "ƒ": "f", "’": "", "'": ""}
)  # fmt: skip
"""Latin letters that Unicode does not decompose into a plain one and an accent, and apostrophes within words."""


def slug(text: str, language: str = "") -> str:
    """Return the words of a text in a language (a BCP 47 tag) as part of an id.

    It is empty if the text has no Latin letters or digits.
    """
    if language.partition("-")[0].lower() == "de":
        text = unicodedata.normalize("NFC", text.lower()).translate(_GERMAN)
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS)).translate(_LETTERS)
    words = _NOT_IN_SLUG.sub("-", "".join(each for each in plain if not unicodedata.combining(each)))
    words = words.strip("-")
    return words if len(words) <= LIMIT else words[:LIMIT].rsplit("-", 1)[0]


def numbered(name: str) -> Iterator[str]:
    """Yield an id, then the same id with each number from 2 on."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def distinct(names: Iterable[str]) -> Iterator[str]:
    """Yield each id as it is, or with a number if one before it is the same."""
    taken: set[str] = set()
    for name in names:
        free = next(each for each in numbered(name) if each not in taken)
        taken.add(free)
        yield free
