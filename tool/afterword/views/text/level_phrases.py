"""Puts the names of levels into sentences: "is very overloaded", "a major outage"."""

from __future__ import annotations

import re

from afterword.views.text.words import ENGLISH, Words

_FOLLOWS_IS = re.compile(r"under .*|.*(?:(?<!e)ed|able|ible|down|slow|offline)", re.IGNORECASE)
_VOWELS = "aeiou"


def follows_is(words: Words, name: str) -> bool:
    """Return whether a name can follow "is", such as "Very overloaded"; others are nouns, such as "Major outage".

    In other languages than English, a name stands alone after a colon.
    """
    return words is ENGLISH and bool(_FOLLOWS_IS.fullmatch(name))


def level_phrase(words: Words, name: str) -> str:
    """Return the name of a level inside a sentence: `very overloaded`, but `a major outage`."""
    text = words.in_sentence(name)
    if words is not ENGLISH or follows_is(words, text):
        return text
    return f"{'an' if text[:1] in _VOWELS else 'a'} {text}"
