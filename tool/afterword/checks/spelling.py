"""Tells corrections of spelling from changes of what a text says."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from afterword.patterns import pattern

_WORD = pattern(r"[^\W_]+(?:['’][^\W_]+)*")
_FEW = 3
"""How many words may differ."""
_ALIKE = 0.75
"""How much two spellings of a word have in common, as `difflib` measures it."""


def is_spelling(before: str, after: str) -> bool:
    """Return whether two texts differ in spelling, punctuation and case alone: in few words, each nearly the same.

    A number, a negation (`would`, `wouldn't`) or another first letter (`available`, `unavailable`) is never spelling.
    """
    old, new = _WORD.findall(before.casefold()), _WORD.findall(after.casefold())
    if len(old) != len(new):
        return False
    differing = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    if not differing:
        return re.findall(r"[\d%<>~≥≤]", before) == re.findall(r"[\d%<>~≥≤]", after)
    return len(differing) <= _FEW and all(_same_word(*each) for each in differing)


def _same_word(one: str, other: str) -> bool:
    if any(each.isdigit() for each in one + other) or one[0] != other[0]:
        return False
    if _negated(one) != _negated(other):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _negated(word: str) -> bool:
    return word.endswith(("n't", "n’t", "nt", "less", "not"))
