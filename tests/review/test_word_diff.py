"""Words that differ are marked, whichever version is the former one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.review.word_diff import Piece, marked_words

TEXT = st.text(alphabet="ab .\n", max_size=40)


def test_words_numbers_and_times_are_marked_as_a_whole() -> None:
    before, after = marked_words("It took 99.97 % until 2026-12-15.", "It took 99.9 % until 2027-01-31.")
    assert [each.text for each in before if each.differs] == ["99.97", "2026-12-15"]
    assert [each.text for each in after if each.differs] == ["99.9", "2027-01-31"]


def test_a_very_long_text_is_marked_between_what_both_begin_and_end_with() -> None:
    words = " ".join(map(str, range(3_000)))
    before, after = marked_words(words, words.replace(" 7 ", " x ").replace(" 9 ", " y "))
    assert [each.text for each in before if each.differs] == ["7 8 9"]
    assert [each.text for each in after if each.differs] == ["x 8 y"]


@settings(max_examples=200)
@given(TEXT, TEXT)
def test_nothing_is_lost_and_swapped_texts_are_swapped(before: str, after: str) -> None:
    old, new = marked_words(before, after)
    assert ("".join(each.text for each in old), "".join(each.text for each in new)) == (before, after)
    assert marked_words(after, before) == (new, old)
    same = [["".join(each.text for each in side if not each.differs)] for side in (old, new)]
    assert same[0] == same[1]


def test_equal_texts_have_no_marks() -> None:
    assert marked_words("It works.", "It works.") == ((Piece("It works.", False),),) * 2
