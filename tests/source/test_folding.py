"""Folded text reads back as it was, and what a direction isolate encloses stays on one line."""

from __future__ import annotations

import pytest

from afterword.source.folding import fold


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("one  two three", ["one  two", "three"]),
        ("a \u2068b c d e\u2069 f g h", ["a \u2068b c d e\u2069", "f g h"]),
        ("a \u2067b \u2066c d\u2069 e f\u2069 g h", ["a \u2067b \u2066c d\u2069 e f\u2069", "g h"]),
        ("a b\u2069 c d e f", ["a b\u2069 c d", "e f"]),
    ],
)
def test_a_line_is_broken_at_single_spaces(text: str, lines: list[str]) -> None:
    assert list(fold(text, 8)) == lines
    assert " ".join(lines) == text
