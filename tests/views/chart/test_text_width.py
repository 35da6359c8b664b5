"""How wide text is at most: in every script, and what becomes of text that is too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.views.chart.text_width import cut, lines, width


def test_a_line_is_as_wide_as_its_letters_together() -> None:
    assert width("Search", 10) == sum(width(letter, 10) for letter in "Search")


def test_width_grows_with_the_size() -> None:
    assert width("Search", 22) == 2 * width("Search", 11)


@pytest.mark.parametrize(("text", "like"), [("É", "E"), ("e\u0301", "e"), ("\u200b", ""), ("ﬁ", "fi")])
def test_accents_take_no_room_and_ligatures_as_much_as_their_letters(text: str, like: str) -> None:
    assert width(text, 10) == width(like, 10)


def test_signs_as_wide_as_high_are_counted_as_such() -> None:
    assert width("検索", 10) >= 20
    assert width("🔥", 10) >= 14


@given(st.text(), st.integers(20, 400))
def test_what_is_cut_fits(text: str, room: int) -> None:
    assert width(cut(text, 11, room), 11) <= room


def test_what_fits_is_not_cut() -> None:
    assert cut("Search", 11, width("Search", 11)) == "Search"


def test_lines_break_between_words_and_only_the_last_is_cut() -> None:
    made = lines("one two three four five six seven eight nine ten", 10, 100, 2)
    assert len(made) == 2
    assert made[0] == "one two three four"
    assert made[1].endswith("…")


@given(st.text(), st.integers(30, 400), st.integers(1, 3))
def test_no_line_is_wider_than_its_room(text: str, room: int, most: int) -> None:
    made = lines(text, 11, room, most)
    assert len(made) <= most
    assert all(width(line, 11) <= room for line in made)
