"""Decoding: every byte sequence becomes text, or a problem says where and why it cannot."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.source.text import SIZE_LIMIT, decode
from tests.source.problems import Problem, lies_within, problems_of

FILE = "incidents/2026/2026-11-20-search-is-slow.yml"
HIDDEN = "which is invisible or misleading in a review; delete it"


def refused(data: bytes) -> list[Problem]:
    text, found = decode(FILE, data)
    assert text is None
    assert {each.location.file for each in found} == {FILE}
    return problems_of(found)


def test_an_empty_file_is_empty_text() -> None:
    assert decode(FILE, b"") == ("", ())


def test_letters_of_every_script_and_combined_characters_are_text() -> None:
    text = "title: Straße, поиск, 検索, خدمة, café\u0301, \u00a0"
    text += "👩\u200d🚒, ❤\ufe0f, 🏴\U000e0067\U000e0062\U000e007f"
    assert decode(FILE, text.encode()) == (text, ())


def test_a_byte_that_is_not_utf_8_is_located_and_its_windows_1252_letter_is_named() -> None:
    message = "byte 0xFC (`ü` in Windows-1252) is not valid UTF-8; save the file as UTF-8"
    assert refused(b"title: x\nsummary: \xc3\xa4 f\xfcr\n") == [Problem("not-utf-8", "2:13-2:14", message)]


def test_a_byte_0xff_is_located() -> None:
    message = "byte 0xFF (`ÿ` in Windows-1252) is not valid UTF-8; save the file as UTF-8"
    assert refused(b"a\xff") == [Problem("not-utf-8", "1:2-1:3", message)]


def test_a_picture_named_like_a_record_is_refused_at_its_first_byte() -> None:
    message = "byte 0x89 is not valid UTF-8; save the file as UTF-8"
    assert refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") == [Problem("not-utf-8", "1:1-1:2", message)]


def test_an_encoded_surrogate_is_refused() -> None:
    assert [each.rule for each in refused(b"a\xed\xa0\x80")] == ["not-utf-8"]


def test_utf_8_with_an_invisible_byte_order_mark_is_refused() -> None:
    message = "the file begins with an invisible byte-order mark; save it as UTF-8 without one"
    assert refused(b"\xef\xbb\xbftitle: x\n") == [Problem("byte-order-mark", "1:1-1:1", message)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised_with_and_without_a_byte_order_mark(encoding: str) -> None:
    message = "the file is in UTF-16; save it as UTF-8"
    assert refused("title: Search is slow\n".encode(encoding)) == [Problem("not-utf-8", "1:1-1:1", message)]


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
        ("\u2028", "U+2028 (line separator)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\uffff", "U+FFFF"),
        ("\ue000", "U+E000"),
        ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
        ("\U0010ffff", "U+10FFFF"),
    ],
)
def test_a_character_that_reviewers_cannot_see_is_named_and_located(character: str, named: str) -> None:
    data = f"title: ä{character}b\n".encode()
    assert refused(data) == [
        Problem("control-character", "1:9-1:10", f"this is the character {named}, {HIDDEN}")
    ]


def test_up_to_twenty_hidden_characters_are_reported_and_the_rest_are_counted() -> None:
    found = refused(b"a\x01\n" * 25)
    assert [each.position for each in found] == [f"{line}:2-{line}:3" for line in range(1, 21)]
    assert found[-1].message.endswith("; delete it (and 5 more like it in this file)")


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\n"], ids=["windows", "old mac", "unix"])
def test_line_breaks_of_every_kind_become_one(line_break: str) -> None:
    assert decode(FILE, f"a: b{line_break}c: d{line_break}".encode()) == ("a: b\nc: d\n", ())


def test_lines_are_counted_with_line_breaks_of_every_kind() -> None:
    assert refused(b"a: b\r\nc: d\re\x01\n")[0].position == "3:2-3:3"
    assert refused(b"a: b\r\nc: d\re\xff\n")[0].position == "3:2-3:3"


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_refused() -> None:
    assert decode(FILE, b"#" * SIZE_LIMIT)[1] == ()
    message = "the file has more than 1,000,000 bytes; keep logs and pictures next to the record"
    assert refused(b"#" * (SIZE_LIMIT + 1)) == [Problem("file-too-large", "0:0-0:0", message)]


def test_ten_megabytes_are_refused_without_being_decoded() -> None:
    assert [each.rule for each in refused(b"\xff" * 10_000_000)] == ["file-too-large"]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_become_text_or_problems_inside_the_file(data: bytes) -> None:
    text, found = decode(FILE, data)
    assert (text is None) == bool(found)
    shown = data.decode("utf-8", errors="replace")
    assert all(lies_within(each, shown) for each in found)
