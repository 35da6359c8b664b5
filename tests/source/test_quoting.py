"""Text as a YAML scalar: what is written reads back the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from afterword.source.nodes import Mapping, Scalar, Sequence
from afterword.source.parse import parse
from afterword.source.quoting import quoted, scalar
from afterword.source.text import FORBIDDEN

readable = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\"'\\:#{}[],&*!|>@`%-? \n\t"), max_size=40
).map(lambda text: FORBIDDEN.sub("", text))


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
def test_any_text_that_a_record_may_hold_reads_back_the_same_in_a_block_and_in_brackets(text: str) -> None:
    for written in (scalar(text), quoted(text)):
        root, found = parse("f", f"key: {written}\nlist: [{written}, {written}]\n")
        assert found == ()
        assert isinstance(root, Mapping)
        (_, value), (_, items) = root.entries
        assert isinstance(value, Scalar)
        assert isinstance(items, Sequence)
        assert [value.text, *(item.text for item in items.items if isinstance(item, Scalar))] == [text] * 3
