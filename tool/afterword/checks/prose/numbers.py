"""Reads English numbers, in digits and in words."""

from __future__ import annotations

import re
from decimal import Decimal

from afterword.patterns import pattern

_ONES = [
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {
    **{word: Decimal(value) for value, word in enumerate(_ONES)},
    **{word: Decimal(10 * value) for value, word in enumerate(_TENS, start=2)},
    "a": Decimal(1),
    "an": Decimal(1),
    "a couple of": Decimal(2),
    "a dozen": Decimal(12),
}
_SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "k": Decimal(1000),
    "m": Decimal(1_000_000),
}
_SMALL = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?\b|(?:{'|'.join(_ONES)})\b"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d:]|[.,/]\d)"
DIGITS = rf"(?<![\w.,:/–-]){_DIGITS}"
"""A number in digits, which is no part of a date, a time, a version, or a number with a decimal comma."""
PLAIN = rf"(?:{DIGITS}|\b(?:{_SMALL}))"
"""A number without "a" and without a scale."""
SECOND = rf"(?:{_DIGITS}|\b(?:{_SMALL}))"
"""The same, as the second number of a range."""
NUMBER = (
    rf"(?:{DIGITS}(?:(?:\s?(?:thousand|million|billion)|[kM])\b)?"
    rf"|\b(?:(?:{_SMALL}|an?)\s(?:hundred|thousand|million)(?:\sand\s(?:{_SMALL}))?"
    rf"|{_SMALL}|a\scouple\sof\b|a\sdozen\b))"
)
"""A number, with a scale if it has one."""
_HAS_SCALE = pattern(
    r"(?P<number>.+?)\s?(?P<scale>hundred|thousand|million|billion|[kM])(?: and (?P<rest>.+))?"
)


def read_number(text: str) -> Decimal:
    """Read what matched NUMBER or PLAIN."""
    text = " ".join(text.split())
    scaled = _HAS_SCALE.fullmatch(text)
    if scaled:
        number = read_number(scaled["number"]) * _SCALES[scaled["scale"].lower()]
        return number + (read_number(scaled["rest"]) if scaled["rest"] else 0)
    lower = text.lower()
    if lower in _WORDS:
        return _WORDS[lower]
    if lower[0].isdigit():
        return Decimal(lower.replace(",", ""))
    tens, ones = re.split("[- ]", lower)
    return _WORDS[tens] + _WORDS[ones]


def half_step(text: str) -> Decimal:
    """Return half of the last place to which a number seems to be rounded: 50 for 300, 0.05 for 1.2, 0.5 for 17."""
    value = read_number(text)
    if value == 0:
        return Decimal("0.5")
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    scale = Decimal(10) ** exponent
    return max(scale, Decimal(1)) / 2 if value >= 1 and exponent >= 0 else scale / 2
