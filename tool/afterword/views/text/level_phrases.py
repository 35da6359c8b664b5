"""Puts the names of levels into sentences: "is very overloaded", "a major outage"."""

from __future__ import annotations

import re

from afterword.views.text.catalogue import CATALOGUE

FOLLOWS_IS = re.compile(r"under .*|.*(?:(?<!e)ed|able|ible|down|slow|offline)", re.IGNORECASE)
"""Names of levels that can follow "is", such as "Very overloaded"; the others are nouns, such as "Major outage"."""
_VOWELS = "aeiou"


def level_phrase(name: str) -> str:
    """Return the name of a level inside a sentence: `very overloaded`, but `a major outage`."""
    text = name.lower()
    if FOLLOWS_IS.fullmatch(text):
        return text
    phrase = CATALOGUE.trouble.an_noun if text[:1] in _VOWELS else CATALOGUE.trouble.a_noun
    return phrase.format(level=text)
