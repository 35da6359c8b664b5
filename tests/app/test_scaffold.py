"""Text that is put into a new record or site is read back unchanged."""

from __future__ import annotations

from hypothesis import example, given

from afterword.app.scaffold import yaml_text
from afterword.source.nodes import MappingNode, scalars
from afterword.source.parse import parse
from tests.source.test_quoting import readable


@given(readable)
@example("a, b")
@example("a:?")
@example("null")
def test_any_text_is_read_back_unchanged_from_where_a_template_puts_it(text: str) -> None:
    root, problems = parse(
        "f", f"title: {yaml_text(text)}\nlist:\n- {{name: {yaml_text(text, in_brackets=True)}, b: c}}\n"
    )
    assert problems == ()
    assert isinstance(root, MappingNode)
    assert [value.text for value in scalars(root)] == [text, text, "c"]
