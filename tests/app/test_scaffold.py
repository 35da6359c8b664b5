"""The first text of a record and of a site: what is typed into it reads back the same."""

from __future__ import annotations

from hypothesis import example, given

from afterword.app.scaffold import yaml_text
from afterword.source.nodes import Mapping, scalars
from afterword.source.parse import parse
from tests.source.test_quoting import readable


@given(readable)
@example("a, b")
@example("a:?")
@example("null")
def test_any_text_reads_back_the_same_from_where_a_template_writes_it(text: str) -> None:
    root, found = parse(
        "f", f"title: {yaml_text(text)}\nlist:\n- {{name: {yaml_text(text, in_brackets=True)}, b: c}}\n"
    )
    assert found == ()
    assert isinstance(root, Mapping)
    assert [value.text for value in scalars(root)] == [text, text, "c"]
