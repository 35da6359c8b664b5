"""Text for a terminal is as wide as it was counted."""

from __future__ import annotations

import pytest

from afterword.report.terminal_width import cell_count, fitting, wrapped


@pytest.mark.parametrize(("text", "cells"), [("", 0), ("abc", 3), ("検索", 4), ("e\u0301", 1), ("größer", 6)])
def test_wide_and_combining_characters_are_counted_as_they_are_shown(text: str, cells: int) -> None:
    assert cell_count(text) == cells


def test_text_is_broken_at_spaces() -> None:
    assert list(wrapped("one two three four", 9)) == ["one two", "three", "four"]


def test_a_word_that_is_too_long_is_broken() -> None:
    assert list(wrapped("a abcdefghij b", 4)) == ["a", "abcd", "efgh", "ij b"]


@pytest.mark.parametrize("width", [2, 3, 5, 8])
def test_no_line_is_wider_than_the_width(width: int) -> None:
    text = "検索 is 遅い遅い遅い遅い and more"
    lines = list(wrapped(text, width))
    assert all(cell_count(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_wide_character_that_fits_only_in_half_is_left_out() -> None:
    assert fitting("検索", 3) == "検"
