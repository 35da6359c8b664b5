"""The fast path: it reads a text without problems, and leaves any other to `parse`."""

from __future__ import annotations

import pytest

from afterword.source.fast_reader import read_fast
from afterword.source.nodes import MappingNode, contents
from afterword.source.parse import DEPTH_LIMIT, parse

EVERYDAY = """\
---
# Written by the search team
title: "Search: slow answers"
summary: >-
  Searches took several seconds & some failed.
  See #search!
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40}  # typed by hand
  - component: 'api'
    note: |
      C:\\logs had it, *all* of it.
updates: []
detection: {}
links: [{title: "A\\tB", url: /a#b}, {title: x, url: https://example.com/?a=b&c=d!}]
"""


def test_a_text_without_problems_is_read_like_its_nodes() -> None:
    root, problems = parse("x.yml", EVERYDAY)
    assert isinstance(root, MappingNode)
    assert problems == ()
    assert read_fast(EVERYDAY) == contents(root)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Search is slow", id="only text"),
        pytest.param("- title: a", id="a list"),
        pytest.param("title: [", id="a syntax error"),
        pytest.param("title: a\n---\ntitle: b", id="a second document"),
        pytest.param("title:", id="a key without a value"),
        pytest.param("title: ~", id="a key with a word for no value"),
        pytest.param("title: a\ntitle: b", id="a duplicate key"),
        pytest.param("<<: {a: b}", id="a merge key"),
        pytest.param("{[a]: b}", id="a key that is not a text"),
        pytest.param("'': b", id="an empty key"),
        pytest.param("a: &b c", id="an anchor"),
        pytest.param("a: &b [c]", id="an anchor on a list"),
        pytest.param("a: *b", id="an alias"),
        pytest.param("!a b: c", id="a tag on a key"),
        pytest.param("a: !b {c: d}", id="a tag on a mapping"),
        pytest.param("--- !a\nb: c", id="a tag on the document"),
        pytest.param("a: b #123", id="a swallowed number"),
        pytest.param('a: "\\u200b"', id="an escape for a hidden character"),
        pytest.param("a: {b: c,\td: e}", id="a tab"),
        pytest.param("a: " + "[" * DEPTH_LIMIT + "b" + "]" * DEPTH_LIMIT, id="too deep"),
    ],
)
def test_a_text_that_may_have_problems_is_left_to_the_parser(text: str) -> None:
    assert read_fast(text) is None
