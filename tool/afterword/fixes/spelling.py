"""Decides whether a word is a misspelling of exactly one known word."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHORTEST = 4
"""In shorter parts of a word, one letter makes another word: `eu` and `us` are alike."""


def meant(word: str, known: Iterable[str]) -> str:
    """Return the only known word that a word can be a misspelling of; empty if there is none, or more than one.

    It has the same letters, apart from case and signs between words; or one part of it has one letter too few, too
    many, wrong or in the wrong place. Digits are never wrong.
    """
    words = tuple(dict.fromkeys(known))
    if word in words:
        return ""
    same = [each for each in words if same_letters(each, word)]
    found = same or [each for each in words if _is_slip(word, each)]
    return found[0] if len(found) == 1 else ""


def same_letters(word: str, other: str) -> bool:
    """Return whether two words differ only in case and in signs, and are not empty."""
    return bool(_letters(word)) and _letters(word) == _letters(other)


def _letters(word: str) -> str:
    return re.sub(r"[\W_]+", "", word).casefold()


def _is_slip(word: str, known: str) -> bool:
    parts, right = (re.split(r"[\W_]+", each.casefold()) for each in (word, known))
    differing = [pair for pair in zip(parts, right, strict=False) if pair[0] != pair[1]]
    return len(parts) == len(right) and len(differing) == 1 and _differ_by_one(*differing[0])


def _differ_by_one(part: str, right: str) -> bool:
    """Return whether one letter was left out, added, replaced, or exchanged with the next one."""
    if min(len(part), len(right)) < _SHORTEST or abs(len(part) - len(right)) > 1:
        return False
    if re.findall(r"\d+", part) != re.findall(r"\d+", right):
        return False
    start = next((n for n, pair in enumerate(zip(part, right, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, others = part[start:], right[start:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    )
