"""Recognises a line that goes on with the text above it, but is not indented."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.patterns import pattern
from afterword.source.quoting import scalar

_KEY_AND_TEXT = pattern(r" *(?:- +)?(?P<key>[a-z_]{1,100}): +(?P<text>[^\s\"'|>\[{&*!%@#`][^#]*[^\s#])\s*")
_GOES_ON = pattern(r" *(?P<first>[^\s:#-]+) [^:#]*[.!?…]\s*")
_MOST = 200
_KEYS_OF_SENTENCES = frozenset(
    {"body", "change", "description", "label", "note", "reason", "resolution", "summary", "text", "title"}
)
"""Keys whose colon is more likely to be forgotten than the indentation of a sentence that begins with such a word."""


def joined(lines: Sequence[str], number: int) -> str:
    """Return a key with its text and the line that goes on with it, in one line; empty if that is not likely."""
    goes_on = _GOES_ON.fullmatch(lines[number])
    above = _KEY_AND_TEXT.fullmatch(lines[number - 1]) if number else None
    if not goes_on or not above or goes_on["first"] in _KEYS_OF_SENTENCES or " " not in above["text"]:
        return ""
    text = f"{above['text']} {lines[number].strip()}"
    return f"{above['key']}: {scalar(text)}" if len(text) <= _MOST else ""
