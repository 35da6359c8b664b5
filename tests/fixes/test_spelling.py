"""A word is a misspelling of exactly one known word, or of none."""

from __future__ import annotations

import pytest

from afterword.fixes.spelling import meant

KNOWN = (
    "investigating",
    "identified",
    "monitoring",
    "resolved",
    "search-eu",
    "search-us",
    "web-1",
    "api",
    "users",
)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("investigatin", "investigating"),
        ("investigatting", "investigating"),
        ("inevstigating", "investigating"),
        ("investigoting", "investigating"),
        ("Resolved", "resolved"),
        ("RESOLVED", "resolved"),
        ("search_eu", "search-eu"),
        ("searcheu", "search-eu"),
        ("serach-us", "search-us"),
        ("user", "users"),
        ("search-es", ""),  # a letter of a short part makes another word
        ("web-2", ""),
        ("web-11", ""),
        ("app", ""),
        ("resolved!", "resolved"),
        ("rsolvd", ""),
        ("closed", ""),
        ("resolved", ""),
        ("", ""),
    ],
)
def test_a_word_is_a_misspelling_of_one_or_none(typed: str, right: str) -> None:
    assert meant(typed, KNOWN) == right


def test_of_two_words_as_near_none_is_meant() -> None:
    assert meant("reading-x", ["reading-a", "reading-b"]) == ""
    assert meant("servce", ["service", "servlce"]) == ""
    assert meant("SEARCH", ["search", "Search"]) == ""
