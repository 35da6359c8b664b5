"""Reads the words around a number that say how exact it is: "about", "nearly", "over", "up to", "or so"."""

from __future__ import annotations

import re
from enum import Enum, auto

from afterword.patterns import pattern


class Bound(Enum):
    """How a stated number relates to the actual one."""

    EXACT = auto()
    ABOUT = auto()
    NEARLY = auto()
    OVER = auto()
    UNDER = auto()


# The first that fits counts: "just under" is not "under", and "no more than" is not "more than".
_BEFORE = {
    Bound.NEARLY: "nearly|almost|(?:just|slightly|a (?:little|bit)) (?:under|less than|shy of|short of)|close to"
    "|not quite",
    Bound.UNDER: r"(?:less|fewer|no more|not more|no longer|not longer) than|under|up to|at most|a maximum of|max\.?"
    "|within|below|<|≤",
    Bound.OVER: "(?:(?:well|just|slightly|a (?:little|bit)) )?over|more than|longer than|at least|upwards of"
    "|in excess of|a minimum of|a good|>|≥",
    Bound.ABOUT: r"about|around|approximately|approx\.?|roughly|some|circa|ca\.?|an estimated|~|≈",
}
_BEFORE_NUMBER = tuple(
    (bound, pattern(rf"(?<!\w)(?:{words})\s?(?:a (?:total|period|duration) of\s)?$", re.IGNORECASE))
    for bound, words in _BEFORE.items()
)
_BEHIND = pattern(r"\s?\+|\s(?:or\s(?P<more>more|longer)|or\s(?P<less>less)|or\s(?P<so>so)\b)", re.IGNORECASE)
_REACH = 40


def bound_around(text: str, start: int, end: int) -> Bound:
    """Return how exact the number from `start` to `end` in a text is."""
    behind = _BEHIND.match(text, end)
    if behind:
        return Bound.UNDER if behind["less"] else Bound.ABOUT if behind["so"] else Bound.OVER
    before = text[max(0, start - _REACH) : start]
    return next((bound for bound, words in _BEFORE_NUMBER if words.search(before)), Bound.EXACT)
