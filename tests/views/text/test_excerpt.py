"""An excerpt is one line of plain text, cut at a limit, and fast to compute for any input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.views.text.excerpt import excerpt


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Search is *slow*, **very** `slow`.", "Search is slow, very slow."),
        ("# Search\n\nIt is\n  slow.", "Search It is slow."),
        ("- one\n- two\n\n1. three", "one two three"),
        ("> - quoted\n>\n> again", "quoted again"),
        ("See [the log](log.txt) and ![the queue](queue.png).", "See the log and the queue."),
        ("See [the page](https://example.com/a_(b)).", "See the page."),
        ("[![The queue](queue.png)](queue.csv)", "The queue"),
        ("", ""),
    ],
)
def test_markup_is_removed(markdown: str, plain: str) -> None:
    assert excerpt(markdown) == plain


def test_long_text_is_cut_at_a_word() -> None:
    assert excerpt("one two, three", limit=10) == "one two…"


def test_blank_lines_do_not_count_as_text() -> None:
    assert excerpt("a" + "\n" * 20_000 + "b") == "a b"


@pytest.mark.parametrize(
    "text",
    ["a" + "\n" * 999_000 + "b", "[" * 1_000_000, "![" * 500_000, "[a](" * 250_000, "[](()" * 200_000,
     "*" * 1_000_000, " " * 999_999 + "a", "> " * 500_000, "1" * 1_000_000, "#" * 1_000_000, "- \n" * 333_333],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_a_megabyte_of_markup_is_cut_like_any_text(text: str) -> None:
    """Regular expressions that backtrack take minutes for some of these."""
    assert len(excerpt(text)) <= 201


def test_underscores_and_stars_within_words_are_kept() -> None:
    assert (
        excerpt("`snake_case_name` and 2 * 3 of __all__ *words*") == "snake_case_name and 2 * 3 of all words"
    )


@given(st.text() | st.text("[]()!*_`~#>-+1. \n\ta"), st.integers(1, 300))
def test_any_text_becomes_one_line_within_the_limit(text: str, limit: int) -> None:
    line = excerpt(text, limit)
    assert len(line.splitlines()) <= 1
    assert len(line) <= limit + 1
    assert line == line.strip()
