"""Parts of messages: the nearest known word, short lists, and shortened text from files."""

from __future__ import annotations

import pytest

from afterword.records.decode import decode_record, decode_site
from afterword.records.error_messages import did_you_mean, nearest, shown
from afterword.records.site import Site

LEVELS = ["degraded", "overloaded", "very_overloaded"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("degradde", "degraded"),
        ("overload", "overloaded"),
        ("very-overloaded", "very_overloaded"),
        ("qqq", ""),
        ("no", ""),
        ("", ""),
    ],
)
def test_the_nearest_known_word_is_found_or_none(word: str, meant: str) -> None:
    assert nearest(word, LEVELS) == meant


def test_a_word_of_a_megabyte_is_not_compared() -> None:
    assert nearest("degraded" * 125_000, LEVELS) == ""


@pytest.mark.parametrize(
    ("word", "known", "message"),
    [
        ("Degraded", LEVELS, "did you mean `degraded`?"),
        ("qqq", LEVELS, "known: degraded, overloaded, very_overloaded"),
        ("qqq", [], "there are none yet"),
        (
            "qqq",
            [f"w{n}" for n in range(13)],
            "known: w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12",
        ),
        (
            "qqq",
            [f"w{n}" for n in range(41)],
            "the most similar of 41 are w9, w8, w7, w6, w5; `status.yml` lists all",
        ),
    ],
)
def test_for_an_unknown_word_the_nearest_or_all_known_words_are_listed(
    word: str, known: list[str], message: str
) -> None:
    assert did_you_mean(word, known, "`status.yml`") == message


def test_text_from_a_file_is_shortened_to_a_part_of_a_line() -> None:
    assert shown(" a\n  b\t") == "a b"
    assert shown("x" * 60) == "x" * 60
    assert shown("x" * 61) == "x" * 59 + "…"


def test_a_word_that_is_close_to_no_other_gets_no_example() -> None:
    site = Site.model_validate({"page": {"name": "Acme"}})
    examples = []
    for word in ("private", "Internal"):
        text = f"title: x\nvisibility: {word}\n".encode()
        (found,) = decode_record("incidents/2026/2026-11-20-x.yml", text, site).diagnostics
        examples.append(found.example)
    assert examples == ["", "visibility: internal"]


@pytest.mark.parametrize(
    ("line", "key"), [("windows: [{start: 2026-11-20, 09:40}]", "09:40"), ("impact: {revenue: 1,9}", "9")]
)
def test_a_comma_in_braces_is_explained_where_its_rest_is_read_as_a_key(line: str, key: str) -> None:
    site = Site.model_validate({"page": {"name": "Acme"}})
    found = decode_record("incidents/2026/2026-11-20-x.yml", f"title: x\n{line}\n".encode(), site).diagnostics
    assert f"`{key}` is not a key here; within braces a comma ends a value: " in found[-1].message


def test_the_example_for_a_word_of_a_mapping_has_the_key_of_the_file() -> None:
    text = b"page: {name: Acme}\nreview: {rules: {missing-summary: warn}}\n"
    (found,) = decode_site("status.yml", text).diagnostics
    assert found.example == "missing-summary: warning"
