"""Bytes to text: every byte sequence gives text, or says where and why it is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.source.text import SIZE_LIMIT, decode
from tests.source.telling import Told, lies_within, told

FILE = "incidents/2026/2026-11-20-search-is-slow.yml"
UNSEEN = "cannot be seen in review, or is seen differently by each reader; delete it"


def refused(data: bytes) -> list[Told]:
    text, found = decode(FILE, data)
    assert text is None
    assert {each.location.file for each in found} == {FILE}
    return told(found)


def test_an_empty_file_is_empty_text() -> None:
    assert decode(FILE, b"") == ("", ())


def test_letters_of_every_script_and_signs_made_of_several_are_text() -> None:
    text = "title: Straße, поиск, 検索, خدمة, café\u0301, \u00a0"
    text += "👩\u200d🚒, ❤\ufe0f, 🏴\U000e0067\U000e0062\U000e007f"
    assert decode(FILE, text.encode()) == (text, ())


def test_a_byte_that_is_not_utf_8_is_shown_at_its_place_with_the_letter_it_was_meant_to_be() -> None:
    said = "byte 0xFC (`ü` in Windows-1252) is not valid UTF-8; save the file as UTF-8"
    assert refused(b"title: x\nsummary: \xc3\xa4 f\xfcr\n") == [Told("not-utf-8", "2:13-2:14", said)]


def test_a_byte_0xff_is_shown_at_its_place() -> None:
    said = "byte 0xFF (`ÿ` in Windows-1252) is not valid UTF-8; save the file as UTF-8"
    assert refused(b"a\xff") == [Told("not-utf-8", "1:2-1:3", said)]


def test_a_picture_named_like_a_record_is_refused_at_its_first_byte() -> None:
    said = "byte 0x89 is not valid UTF-8; save the file as UTF-8"
    assert refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") == [Told("not-utf-8", "1:1-1:2", said)]


def test_a_surrogate_that_was_encoded_is_refused() -> None:
    assert [each.rule for each in refused(b"a\xed\xa0\x80")] == ["not-utf-8"]


def test_utf_8_with_a_byte_order_mark_is_refused_because_the_mark_cannot_be_seen() -> None:
    said = "the file begins with a byte-order mark, which cannot be seen; save it as UTF-8 without one"
    assert refused(b"\xef\xbb\xbftitle: x\n") == [Told("byte-order-mark", "1:1-1:1", said)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_with_and_without_its_mark(encoding: str) -> None:
    said = "the file is in UTF-16; save it as UTF-8"
    assert refused("title: Search is slow\n".encode(encoding)) == [Told("not-utf-8", "1:1-1:1", said)]


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\x00", "U+0000"),
        ("\x08", "U+0008"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\u00ad", "U+00AD (soft hyphen)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\u200e", "U+200E (left-to-right mark)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2028", "U+2028 (line separator)"),
        ("\u2066", "U+2066 (left-to-right isolate)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\uffff", "U+FFFF"),
        ("\ue000", "U+E000"),
        ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
        ("\U0010ffff", "U+10FFFF"),
    ],
)
def test_a_character_that_reviewers_cannot_see_is_named_at_its_place(character: str, named: str) -> None:
    data = f"title: ä{character}b\n".encode()
    assert refused(data) == [Told("control-character", "1:9-1:10", f"character {named} {UNSEEN}")]


def test_every_unseen_character_is_told_up_to_twenty_and_the_rest_are_counted() -> None:
    found = refused(b"a\x01\n" * 25)
    assert [each.position for each in found] == [f"{line}:2-{line}:3" for line in range(1, 21)]
    assert found[-1].message.endswith("; delete it (and 5 more like it in this file)")


@pytest.mark.parametrize("broken", ["\r\n", "\r", "\n"], ids=["windows", "old mac", "unix"])
def test_line_breaks_of_every_kind_become_one(broken: str) -> None:
    assert decode(FILE, f"a: b{broken}c: d{broken}".encode()) == ("a: b\nc: d\n", ())


def test_a_place_is_counted_in_lines_of_every_kind() -> None:
    assert refused(b"a: b\r\nc: d\re\x01\n")[0].position == "3:2-3:3"
    assert refused(b"a: b\r\nc: d\re\xff\n")[0].position == "3:2-3:3"


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_refused() -> None:
    assert decode(FILE, b"#" * SIZE_LIMIT)[1] == ()
    said = "the file has more than 1,000,000 bytes; keep logs and pictures beside the record"
    assert refused(b"#" * (SIZE_LIMIT + 1)) == [Told("file-too-large", "0:0-0:0", said)]


def test_ten_megabytes_are_refused_without_being_decoded() -> None:
    assert [each.rule for each in refused(b"\xff" * 10_000_000)] == ["file-too-large"]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_place_within_the_file(data: bytes) -> None:
    text, found = decode(FILE, data)
    assert (text is None) == bool(found)
    shown = data.decode("utf-8", errors="replace")
    assert all(lies_within(each, shown) for each in found)
