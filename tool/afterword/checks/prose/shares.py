"""Reads shares and counts that English prose states: "12 % of searches", "a third of requests", "5,000 customers"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from afterword.checks.prose.bounds import Bound, bound_around
from afterword.checks.prose.numbers import NUMBER, half_step, read_number
from afterword.patterns import pattern

_EFFECTS = (
    "affect",
    "impact",
    "fail",
    "lost",
    "ticket",
    "experienc",
    "encounter",
    "suffer",
    "reject",
    "refus",
    "timed",
    "could",
    "unable",
    "noticed",
    "saw",
)
_COUNT = pattern(
    rf"(?P<number>{NUMBER})(?P<adjectives>(?:\s(?:of\s(?:the|our)|our|paying|active|different|unique|support|failed))*)\s"
    r"(?P<noun>[a-z]{3,})\b",
    re.IGNORECASE,
)
_NAME = pattern(r"(?:[A-Z][\w-]*|[$€£#%v])\s?$")
_FRACTIONS = {
    "half": (1, 2), "third": (1, 3), "thirds": (1, 3), "quarter": (1, 4), "quarters": (1, 4), "fifth": (1, 5),
    "fifths": (1, 5), "tenth": (1, 10), "tenths": (1, 10),
}  # fmt: skip
_SENTENCE_WORD = pattern(
    r"^(?:About|Around|Approximately|Roughly|Nearly|Almost|Over|Under|Some|In|The|These|All|At)\s$"
)
_SHARE = pattern(
    r"(?:(?P<percent>(?<![\w.,:/–-])\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b|per\scent\b)"
    r"|\b(?:(?P<times>an?|one|two|three|four|seven|nine)\s)?(?P<fraction>half|thirds?|quarters?|fifths?|tenths?))"
    r"\sof\s(?:all\s|the\s|our\s|its\s|total\s|these\s)*(?P<noun>[a-z]+)\b",
    re.IGNORECASE,
)
_HALF_PERCENT = Decimal("0.5")
_TIMES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "seven": 7, "nine": 9}


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """A count or a share, which is in percent, as a text states it, with the noun that says of what.

    The actual amount is from `low` to `high`; None is no bound.
    """

    text: str
    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    noun: str

    def overlaps(self, low: Decimal | None, high: Decimal | None) -> bool:
        """Return whether some amount is within both this one and the bounds given."""
        return (self.high is None or low is None or low <= self.high) and (
            self.low is None or high is None or high >= self.low
        )


def may_affect(text: str) -> bool:
    """Return whether a text may say how much was affected; one that may not need not be read."""
    text = text.lower()
    return any(each in text for each in _EFFECTS)


def counts(sentence: str) -> Iterator[StatedAmount]:
    """Yield the counts in a sentence: a number before the noun of what is counted."""
    for match in _COUNT.finditer(sentence):
        before = sentence[: match.start()]
        if _NAME.search(before) and not _SENTENCE_WORD.search(before):
            continue  # a version, an amount of money, or the number of an issue
        number = read_number(match["number"])
        yield _amount(sentence, match, number, half_step(match["number"]))


def shares(sentence: str) -> Iterator[StatedAmount]:
    """Yield the shares in a sentence that say of what they are, in percent."""
    for match in _SHARE.finditer(sentence):
        if match["percent"]:
            number = Decimal(match["percent"])
            step = min(half_step(match["percent"]), _HALF_PERCENT)
        else:
            over, under = _FRACTIONS[match["fraction"].lower()]
            number = Decimal(100 * over * _TIMES.get((match["times"] or "a").lower(), 1)) / under
            step = Decimal(5)
        if number <= 100:
            yield _amount(sentence, match, number, step)


def _amount(sentence: str, match: re.Match[str], number: Decimal, step: Decimal) -> StatedAmount:
    bound = bound_around(sentence, match.start(), match.end())
    low: Decimal | None = number - step
    high: Decimal | None = number + step
    if bound is Bound.UNDER:
        low, high = None, number + step / 5
    elif bound is Bound.OVER:
        low, high = number - step / 5, None
    elif bound is not Bound.EXACT:
        rough = max(step, number * 15 / 100)
        low, high = number - rough, number + rough
    return StatedAmount(match[0], match.start(), match.end(), low, high, match["noun"].lower())
