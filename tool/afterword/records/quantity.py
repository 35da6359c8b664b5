"""Quantities as sources give them: exact, approximate, bounded, or a range, with a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from afterword.patterns import pattern
from afterword.records.error_messages import InvalidValueError, shown
from afterword.records.value_readers import DIGITS_LIMIT, NUMBER, digit_count

QUANTITY_EXAMPLES = ("14200", "~5000", ">20", "<0.5 %", "20–149 min", "1.2 TB")

_NUMBER = NUMBER.pattern
_UNIT = r"(?![eE][0-9])[^\W\d_][^\n]*|[%‰°$€£¥µ][^\n]*"
QUANTITY_PATTERN = rf"(~|[<>]=?|[≤≥])? ?{_NUMBER}( ?[–-] ?{_NUMBER})?( ?[A-Za-z%‰°$€£¥µ].*)?"
UNIT_LIMIT = 60
_QUANTITY = pattern(
    rf"(?P<sign>~|[<>]=?|[≤≥])? ?(?P<low>{_NUMBER})(?: ?(?:–|-|\bto\b) ?(?P<high>{_NUMBER}))?(?: ?(?P<unit>{_UNIT}))?"
)
_SEPARATOR = pattern(r"(?<=\d)[,' \u202f\u00a0](?=\d{3}(?!\d))")
_CURRENCY = pattern(rf"(?P<unit>[A-Z]{{3}}|[$€£¥]) ?(?P<number>{_NUMBER})")
_WORDS = (
    (
        pattern(r"(?:about|around|approx(?:\.|imately)?|roughly|ca\.?|circa|nearly|almost) ", re.IGNORECASE),
        "~",
    ),
    (pattern(r"(?:more than|over|above) ", re.IGNORECASE), ">"),
    (pattern(r"at least ", re.IGNORECASE), "≥"),
    (pattern(r"(?:less than|fewer than|under|below) ", re.IGNORECASE), "<"),
    (pattern(r"(?:up to|at most) ", re.IGNORECASE), "≤"),
)
_SIGNS = {">=": "≥", "<=": "≤"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity. `text` is what was typed, in one notation; numbers are in `unit`, which can be empty.

    `low` and `high` are its bounds: equal if it is one number, and one of them None if it has only the other. `strict`
    means that the bound itself is not part of it, `approximate` that the number is not exact.
    """

    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    approximate: bool = False
    strict: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is one exact number."""
        return self.low == self.high and not self.approximate


def read_quantity(value: Any) -> Quantity:
    """Read a quantity. Raises InvalidValueError, which says what to write instead."""
    if isinstance(value, Quantity):
        return value
    if not isinstance(value, str):
        raise ValueError("this must be a number with an optional unit, not keys and values or a list")
    text = value.strip()
    match = _QUANTITY.fullmatch(text)
    problem = _problem(match)
    if match is None or problem:
        meant = _probable(text)
        problem = (
            problem or "is not a quantity; write digits without separators, followed by the unit, such as"
        )
        raise InvalidValueError(f"`{shown(text)}` {problem} {meant or QUANTITY_EXAMPLES[0]}", meant)
    return _quantity(match)


def _problem(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    numbers = [number for number in (match["low"], match["high"]) if number]
    if any(digit_count(number) > DIGITS_LIMIT for number in numbers):
        return f"has more than {DIGITS_LIMIT} digits; write a larger unit, such as"
    if len(match["unit"] or "") > UNIT_LIMIT:
        return f"has a unit of more than {UNIT_LIMIT} characters; write only the unit, such as"
    if match["high"] and match["sign"] not in (None, "~"):
        return "has a bound and a range; write one of them, such as"
    if match["high"] and Decimal(match["low"]) > Decimal(match["high"]):
        return "is a range that ends below its start; write the smaller number first, such as"
    return ""


def _quantity(match: re.Match[str]) -> Quantity:
    sign, unit = _SIGNS.get(match["sign"] or "", match["sign"] or ""), match["unit"] or ""
    first = Decimal(match["low"])
    last = Decimal(match["high"]) if match["high"] else first
    number = match["low"] + (f"–{match['high']}" if match["high"] else "")
    return Quantity(
        text=sign + number + (f" {unit}" if unit else ""),
        low=None if sign in ("<", "≤") else first,
        high=None if sign in (">", "≥") else last,
        unit=unit,
        approximate=sign == "~",
        strict=sign in ("<", ">"),
    )


def _probable(text: str) -> str:
    """Return the quantity that a text probably means, or an empty text."""
    for words, sign in _WORDS:
        if words.match(text):
            text = sign + words.sub("", text, count=1)
            break
    text = _SEPARATOR.sub("", text)
    currency = _CURRENCY.fullmatch(text)
    if currency:
        text = f"{currency['number']} {currency['unit']}"
    match = _QUANTITY.fullmatch(text)
    if match and match["high"] and Decimal(match["low"]) > Decimal(match["high"]):
        match = _QUANTITY.fullmatch(f"{match['high']}–{match['low']} {match['unit'] or ''}".strip())
    return _quantity(match).text if match and not _problem(match) else ""
