"""Splits Markdown into the sentences that its writer wrote: without code, quotations, headings and addresses."""

from __future__ import annotations

import re
from functools import lru_cache

from afterword.patterns import pattern
from afterword.prose.own_words import OMITTED, own_words

_END = pattern(
    rf"""
      [.!?]["”)\]]*(?=\s+["“(\[]?[A-Z{OMITTED}])
    | \s(?=[A-Z][\w/&, ]{{2,40}}:(?:[ ]|$))  # something such as `Duration: 10 minutes`
    """,
    re.VERBOSE,
)
_ABBREVIATIONS = ("a.m.", "p.m.", "e.g.", "i.e.", "approx.", " ca.", "vs.", " no.")


@lru_cache(maxsize=64)  # several rules read each text
def sentences(markdown: str) -> tuple[str, ...]:
    """Return the sentences of a text, each on one line."""
    return tuple(sentence for block in own_words(markdown) for sentence in split_sentences(block))


def split_sentences(line: str) -> list[str]:
    """Return the sentences of a paragraph."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(line):
        if not line[start : end.end()].lower().endswith(_ABBREVIATIONS):
            found.append(line[start : end.end()].strip())
            start = end.end()
    found.append(line[start:].strip())
    return list(filter(None, found))
