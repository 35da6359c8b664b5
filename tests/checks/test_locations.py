"""The locations of fields, as rules and suppressions need them."""

from __future__ import annotations

import pytest

from afterword.checks.locations import Locator
from afterword.diagnostics import Location
from afterword.source.document import Document
from afterword.source.nodes import Path
from tests.checks.reviewing import HEAD, review

TEXT = """\
title: 'Search is slow'
tags: []
summary: |
  Searches took
  several seconds.
windows:
  # the first
  - component: search
    measure:
      metric: queue

  - {component: api,
     level: degraded}
links:
  - title: |
      Status
    url: /
"""

LOCATOR = Locator(Document("x.yml", TEXT))


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        pytest.param(("title",), {1}, id="a value"),
        pytest.param(("tags",), {2}, id="an empty list"),
        pytest.param(("summary",), {3, 4, 5}, id="block text ends where it ends"),
        pytest.param(("severity",), {1}, id="a field that is missing at the top"),
        pytest.param(("windows", 0, "level"), {6, 8, 9, 10}, id="a field that is missing in an entry"),
        pytest.param(("windows", 0, "measure"), {6, 8, 9, 10}, id="a part of an entry"),
        pytest.param(("windows", 0, "measure", "metric"), {6, 8, 9, 10}, id="a part of a part"),
        pytest.param(("windows", 1, "level"), {6, 12, 13}, id="in braces"),
        pytest.param(
            ("windows", 7, "level"), {6, 7, 8, 9, 10, 11, 12, 13}, id="an entry that does not exist"
        ),
        pytest.param(("links", 0, "title"), {14, 15, 16}, id="block text within an entry"),
        pytest.param(("title", "deeper"), {1}, id="below text"),
    ],
)
def test_a_suppression_may_be_at_the_field_or_at_the_start_of_what_contains_it(
    path: Path, lines: set[int]
) -> None:
    assert LOCATOR.lines(path) == lines


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("title",), "Search is slow"),
        (("windows", 1, "level"), "degraded"),
        (("windows",), ""),
        (("windows", 1, "end"), ""),
        (("windows", 2), ""),
        (("windows", "x"), ""),
        ((), ""),
    ],
)
def test_a_value_is_returned_as_it_was_typed(path: Path, text: str) -> None:
    assert LOCATOR.typed(path) == text


def test_the_name_of_a_field_has_its_own_location() -> None:
    assert LOCATOR.location(("title",)) == Location("x.yml", 1, 8, 1, 24)
    assert LOCATOR.location(("title",), key=True) == Location("x.yml", 1, 1, 1, 6)


def test_the_empty_path_is_the_file() -> None:
    assert LOCATOR.location(()) == Location("x.yml")
    assert LOCATOR.line(("windows", 1, "level")) == 13


def test_a_text_that_cannot_be_parsed_has_no_locations() -> None:
    locator = Locator(Document("x.yml", "title: ["))
    assert locator.location(("title",)) == Location("x.yml")
    assert locator.lines(("title",)) == {0}


WORDS = """\
title: Search is slow, slow
summary: |
  Searches took
  several  seconds,
  as [the graph](queue.png) shows.
symptoms:
  - {component: search, seen: "Slow\\nsearches \\u2013 slow", mechanism: slow}
lessons:
  went_well:
    - >-
      The alert
      fired.
  lucky:
    - We adjusted, just in time,
      10.0.0.12 and 10.0.0.1.
    - 2.5 % or 1,305 of 305, then 5 %."""


@pytest.mark.parametrize(
    ("path", "words", "place"),
    [
        pytest.param(("title",), "slow", (1, 18, 1, 22), id="the first of several"),
        pytest.param(("summary",), "queue.png", (5, 18, 5, 27), id="in block text"),
        pytest.param(("summary",), "took several seconds", (3, 12, 4, 19), id="over a line break"),
        pytest.param(("symptoms", 0, "mechanism"), "slow", (7, 72, 7, 76), id="not before the field"),
        pytest.param(("symptoms", 0, "seen"), "slow", (7, 54, 7, 58), id="in quotes"),
        pytest.param(("symptoms", 0, "seen"), "\u2013", (7, 31, 7, 59), id="escaped: the whole field"),
        pytest.param(("title",), "seconds", (1, 8, 1, 28), id="not behind the field"),
        pytest.param(("lessons", "lucky", 0), "just", (14, 20, 14, 24), id="not within another word"),
        pytest.param(("lessons", "lucky", 0), "10.0.0.1", (15, 21, 15, 29), id="not within a longer number"),
        pytest.param(("lessons", "lucky", 1), "5 %", (16, 35, 16, 38), id="not the end of a fraction"),
        pytest.param(("lessons", "lucky", 1), "305", (16, 25, 16, 28), id="not the end of thousands"),
        pytest.param(("lessons", "lucky", 1), "2", (16, 7, 16, 8), id="only within a longer number"),
        pytest.param(("lessons", "lucky", 0), "adjust", (14, 10, 14, 16), id="only within another word"),
        pytest.param(("title",), "", (1, 8, 1, 28), id="none"),
        pytest.param(("title",), "s.ow", (1, 8, 1, 28), id="no pattern"),
        pytest.param(("lessons", "went_well", 0), "fired.", (12, 7, 12, 13), id="on the last line"),
        pytest.param(("severity",), "Search", (1, 1, 1, 6), id="of a field that is missing"),
    ],
)
def test_words_of_a_text_are_found_where_they_were_typed(
    path: Path, words: str, place: tuple[int, int, int, int]
) -> None:
    locator = Locator(Document("x.yml", WORDS))
    assert locator.location(path, words=words) == Location("x.yml", *place)


def test_a_terse_update_is_marked_and_not_the_sign_of_its_block() -> None:
    update = "updates:\n  - at: 2026-11-20 10:20\n    status: resolved\n    body: >-\n      Fixed.\n"
    (found,) = review("terse-update", HEAD + update)
    assert (found.location.line, found.location.column) == (7, 7)


def test_the_example_for_an_internal_host_in_a_link_is_a_host() -> None:
    texts = ("See [it](https://db-07.prod.internal/x).", "It was db-07.prod.internal.")
    found = [review("private-address", f"title: Slow\nsummary: {text}\n")[0] for text in texts]
    assert [each.example for each in found] == ["www.example.com", "one of our database servers"]


def test_broken_markdown_is_marked_where_it_begins() -> None:
    text = "summary: |\n  See [the log](error log.txt):\n\n  ```text\n  no space left\n"
    address, fence = review("broken-markdown", f"title: Search is slow\n{text}")
    assert (address.location.line, address.location.column, address.example) == (3, 17, "<error log.txt>")
    assert (fence.location.line, fence.location.column) == (5, 3)


def test_a_block_of_code_that_does_not_end_is_told_from_one_that_does() -> None:
    text = "summary: |\n  Run:\n  ```\n  a\n  ```\n  Then:\n  ```\n  b\n"
    (fence,) = review("broken-markdown", f"title: Search is slow\n{text}")
    assert (fence.location.line, fence.location.column) == (8, 3)


@pytest.mark.parametrize(
    ("rule", "summary", "place"),
    [
        (
            "human-error",
            "A ticket says “it was due to human error”.\n  A version was *put* in due to human error.",
            (4, 33),
        ),
        ("counterfactual", "A test is named `we should have noticed`.\n  We should have noticed it.", (4, 6)),
        ("counterfactual", "“It should have noticed it.”\n  The `api` should have noticed it.", (4, 13)),
        (
            "placeholder",
            "The log says `TBD`.\n  The cause is TBD for now, and will follow next week.",
            (4, 16),
        ),
    ],
)
def test_of_equal_words_those_are_marked_that_the_rule_has_read(
    rule: str, summary: str, place: tuple[int, int]
) -> None:
    (found,) = review(rule, f"title: Search is slow\nsummary: >-\n  {summary}\n")
    assert (found.location.line, found.location.column) == place
