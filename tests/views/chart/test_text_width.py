"""The maximum width of text in any script, and how text that is too long is shortened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.views.chart.text_width import cut, lines, width


def test_the_width_of_a_line_is_the_sum_of_its_letters() -> None:
    assert width("Search", 10) == sum(width(letter, 10) for letter in "Search")


def test_width_is_proportional_to_the_font_size() -> None:
    assert width("Search", 22) == 2 * width("Search", 11)


@pytest.mark.parametrize(("text", "like"), [("É", "E"), ("e\u0301", "e"), ("\u200b", ""), ("ﬁ", "fi")])
def test_accents_have_no_width_and_ligatures_that_of_their_letters(text: str, like: str) -> None:
    assert width(text, 10) == width(like, 10)


def test_full_width_characters_are_as_wide_as_high() -> None:
    assert width("検索", 10) >= 20
    assert width("🔥", 10) >= 14


@given(st.text(), st.integers(20, 400))
def test_shortened_text_fits(text: str, room: int) -> None:
    assert width(cut(text, 11, room), 11) <= room


def test_text_that_fits_is_not_shortened() -> None:
    assert cut("Search", 11, width("Search", 11)) == "Search"


def test_lines_break_between_words_and_only_the_last_is_shortened() -> None:
    made = lines("one two three four five six seven eight nine ten", 10, 100, 2)
    assert len(made) == 2
    assert made[0] == "one two three four"
    assert made[1].endswith("…")


@given(st.text(), st.integers(30, 400), st.integers(1, 3))
def test_no_line_is_wider_than_the_room(text: str, room: int, max_lines: int) -> None:
    made = lines(text, 11, room, max_lines)
    assert len(made) <= max_lines
    assert all(width(line, 11) <= room for line in made)
