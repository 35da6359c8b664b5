"""Text as a YAML scalar: it reads back the same."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from afterword.source.direction import unpaired
from afterword.source.fast_reader import read_fast
from afterword.source.nodes import MappingNode, contents, scalars
from afterword.source.parse import parse
from afterword.source.quoting import quoted, scalar
from afterword.source.text import FORBIDDEN

readable = (
    st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from("\"'\\:#{}[],&*!|>@`%-? \n\t"), max_size=40
    )
    .map(lambda text: FORBIDDEN.sub("", text))
    .filter(lambda text: unpaired(text) is None)
)


@pytest.mark.parametrize(
    "text", ["search", "2026-11-20 09:40", "93.5", "no", "a-b_c", "Europe/Berlin", "R2-D2"]
)
def test_text_that_needs_no_quotes_gets_none(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", '""'),
        ("null", '"null"'),
        ("Search: slow", '"Search: slow"'),
        ("ends with:", '"ends with:"'),
        ("PR #12", '"PR #12"'),
        ("#8a6a00", '"#8a6a00"'),
        ("@team", '"@team"'),
        ("- a", '"- a"'),
        ("a, b", '"a, b"'),
        ("a:?", '"a:?"'),
        ('say "hi"', "'say \"hi\"'"),
        ("C:\\new", "'C:\\new'"),
        ("it's \\", "'it''s \\'"),
        ("a\nb", '"a\\u000ab"'),
    ],
)
def test_text_that_yaml_would_misread_is_quoted(text: str, written: str) -> None:
    assert scalar(text) == written


@settings(deadline=None)
@given(readable)
@example("---")
@example("...")
@example("a\nb\\")
@example("a:?")
@example("a:?b: c")
def test_any_text_that_a_record_may_contain_reads_back_the_same_in_a_block_and_in_brackets(text: str) -> None:
    for written in (scalar(text), quoted(text)):
        brackets = f"list: [{written}, {written}]\nmap: {{a: {written}, b: [{written}]}}\n"
        lines = f"key: {written}\n{brackets}items:\n- {written}\n"
        root, found = parse("f", lines)
        assert found == ()
        assert isinstance(root, MappingNode)
        assert [value.text for value in scalars(root)] == [text] * 6
        assert read_fast(lines) in (None, contents(root))


def test_any_two_characters_after_a_letter_read_back_the_same_in_brackets() -> None:
    texts = [f"a{one}{two}" for one in string.printable[10:] for two in string.printable]
    texts = [text for text in texts if not FORBIDDEN.search(text)]
    root, found = parse("f", "".join(f"- [{scalar(text)}, {scalar(text)}]\n" for text in texts))
    assert found == ()
    assert root is not None
    assert [value.text for value in scalars(root)] == [text for text in texts for _ in range(2)]
