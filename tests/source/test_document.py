"""A document: its fields can be located even if parts of it could not be used."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.diagnostics import Location
from afterword.source.document import Document
from afterword.source.nodes import MappingNode, Node, Path, ScalarNode, plain
from afterword.source.parse import parse
from tests.source.problems import location_of

FILE = "incidents/2026/2026-11-20-search-is-slow.yml"


def test_a_field_after_entries_that_were_left_out_is_located() -> None:
    text = "windows:\n  - {level: a}\n  - {level: b}\n  - {level: c}\n"
    document = Document(FILE, text, left_out=(("windows", 0), ("windows", 1)))
    assert document.original(("windows", 0, "level")) == ("windows", 2, "level")
    assert location_of(document, ("windows", 0, "level")) == Location(FILE, 4, 13, 4, 14)


def test_entries_that_were_left_out_elsewhere_change_no_path() -> None:
    document = Document(
        FILE, "", left_out=(("updates", 0), ("windows", 2), ("windows", 0, "foo"), ("title",))
    )
    assert document.original(("windows", 1, "level")) == ("windows", 1, "level")
    assert document.original(("windows", 2)) == ("windows", 3)
    assert document.original(("windows",)) == ("windows",)


def test_a_top_level_key_counts_as_left_out_when_any_part_of_it_is() -> None:
    document = Document(FILE, "", left_out=(("windows", 3),))
    assert document.is_left_out(("windows", 0, "level"))
    assert not document.is_left_out(("updates", 0))


def entries(node: Node, path: Path = ()) -> list[Path]:
    """Return the path of every list entry of a tree, including nested ones."""
    if isinstance(node, ScalarNode):
        return []
    if isinstance(node, MappingNode):
        return [each for key, value in node.entries for each in entries(value, (*path, key.text))]
    return [each for n, item in enumerate(node.items) for each in [(*path, n), *entries(item, (*path, n))]]


def leaves(data: Any, path: Path = ()) -> list[tuple[Path, str]]:
    if isinstance(data, str):
        return [(path, data)]
    pairs: Any = data.items() if isinstance(data, dict) else enumerate(data)
    return [each for step, value in pairs for each in leaves(value, (*path, step))]


def without(data: Any, gone: set[Path], path: Path = ()) -> Any:
    if isinstance(data, dict):
        return {key: without(value, gone, (*path, key)) for key, value in data.items()}
    if isinstance(data, list):
        kept = [(n, value) for n, value in enumerate(data) if (*path, n) not in gone]
        return [without(value, gone, (*path, n)) for n, value in kept]
    return data


def lists(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(inner, min_size=1, max_size=5)
    as_list = items.map(lambda some: "[" + ", ".join(some) + "]")
    as_mapping = items.map(
        lambda some: "{" + ", ".join(f"k{n}: {value}" for n, value in enumerate(some)) + "}"
    )
    return as_list | as_mapping


@settings(deadline=None)
@given(st.recursive(st.just("?"), lists, max_leaves=30), st.data())
def test_every_field_of_the_usable_rest_is_located_whatever_was_left_out(
    shape: str, data: st.DataObject
) -> None:
    """Each value of the text is unique, so a location can be checked by the text at it."""
    parts = f"root: {shape}".split("?")
    text = "".join(part + (f"v{n}" if n < len(parts) - 1 else "") for n, part in enumerate(parts))
    root, _ = parse(FILE, text)
    assert root is not None
    paths = entries(root)
    gone = set(data.draw(st.lists(st.sampled_from(paths), unique=True))) if paths else set()
    order = data.draw(st.permutations(sorted(gone, key=str)))
    document = Document(FILE, text, left_out=tuple(order))
    for path, value in leaves(without(plain(root), gone)):
        location = location_of(document, path)
        assert text[location.column - 1 : location.end_column - 1] == value
