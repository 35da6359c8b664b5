"""Lines of iCalendar come back from a reader as they were, whatever is in them."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from afterword.formats.icalendar.lines import component, text, texts

WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\x85\u2028\u2029"), max_size=300
)


def written(*lines: str) -> str:
    return component("VCALENDAR", [component("VEVENT", lines)])


def event(line: str) -> Any:
    return Calendar.from_ical(written(line)).walk("VEVENT")[0]


@given(words=WORDS)
@example(words="a;b,c\\n\\\nd: \"e\" 'f'")
@example(words="é" * 80)
@example(words="🙂" * 40 + "שלום")
def test_text_is_read_again_as_it_was(words: str) -> None:
    kept = "".join(each for each in words if each in "\t\n" or (each >= " " and each != "\x7f"))
    assert str(event(text("SUMMARY", words))["SUMMARY"]) == kept


@given(words=WORDS)
def test_no_line_is_longer_than_75_bytes_and_every_line_is_utf_8(words: str) -> None:
    lines = written(text("DESCRIPTION", words)).encode().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert [line.decode() for line in lines][-1] == ""


def test_lists_keep_commas_apart_from_those_between_entries() -> None:
    assert event(texts("CATEGORIES", ("a, b", "c;d")))["CATEGORIES"].cats == ["a, b", "c;d"]
