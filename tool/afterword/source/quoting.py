"""Writes text as a YAML scalar that reads back the same, for examples that can be copied."""

from __future__ import annotations

import re

from afterword.patterns import pattern
from afterword.source.nodes import NULLS

_PLAIN = pattern(
    r"[A-Za-z0-9/.+][^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff\[\]{},\"\\]*"
)
_STRUCTURE = pattern(r":(?:[\s?]|$)|\s#|^(?:---|\.\.\.)")  # within brackets, libyaml refuses `:?`
_OTHER_TYPES = pattern(
    r"true|false|yes|no|on|off|y|n|null|[-+]?(?:\.?[0-9][0-9a-fox_.,:+-]*|\.inf|\.nan)",
    re.ASCII | re.IGNORECASE,
)
"""What other readers of YAML take for a number, a date or a truth value. We read all of it as text."""
_UNPRINTABLE = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def quoted(text: str) -> str:
    """Write text in double quotes, or in single quotes if it contains backslashes or double quotes."""
    if not _UNPRINTABLE.search(text) and ("\\" in text or '"' in text):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", escaped) + '"'


def scalar(text: str) -> str:
    """Write text as people would type it, in quotes only if YAML needs them."""
    if text in NULLS or text != text.strip() or not _PLAIN.fullmatch(text) or _STRUCTURE.search(text):
        return quoted(text)
    return text


def needs_quotes(text: str) -> bool:
    """Return whether a text without quotes would be something else, here or for other readers of YAML."""
    return scalar(text) != text or _OTHER_TYPES.fullmatch(text) is not None
