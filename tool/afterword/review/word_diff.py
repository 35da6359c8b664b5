"""Shortens two versions of a text to the words that differ, with a few words around them."""

from __future__ import annotations

_AROUND = 4
"""Words that are kept on each side of what differs."""
_LONG = 60
"""Characters up to which a text is shown whole."""
_CUT = "…"


def changed_words(before: str, after: str) -> tuple[str, str]:
    """Return both texts without the words that they begin and end with in common, if they are long."""
    if not before or not after or max(len(before), len(after)) <= _LONG:
        return before, after
    old, new = before.split(), after.split()
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    tail = next((n for n in range(shortest - head) if old[-1 - n] != new[-1 - n]), shortest - head)
    start, end = max(head - _AROUND, 0), max(tail - _AROUND, 0)
    return _part(old, start, end), _part(new, start, end)


def _part(words: list[str], start: int, end: int) -> str:
    kept = " ".join(words[start : len(words) - end])
    return f"{_CUT + ' ' if start else ''}{kept}{' ' + _CUT if end else ''}"
