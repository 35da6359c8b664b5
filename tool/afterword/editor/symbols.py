"""The outline of a file: its keys, and the entries of its lists under names by which people know them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from afterword.comparison.differences import label
from afterword.comparison.tree import Tree, Value, shown
from afterword.editor.tokens import Outline, Role
from afterword.source.nodes import MappingNode, Node, Position, ScalarNode, SequenceNode
from afterword.source.parse import parse


class SymbolKind(StrEnum):
    """What a symbol stands for, which decides about its icon."""

    KEY = "key"
    LIST = "list"
    MAPPING = "mapping"
    ENTRY = "entry"


class Symbol(NamedTuple):
    """A named part of a file. `name_at` is what the editor selects; `position` contains it and everything below."""

    name: str
    detail: str
    kind: SymbolKind
    position: Position
    name_at: Position
    children: tuple[Symbol, ...] = ()


_DETAIL_LENGTH = 60


def symbols(file: str, text: str, outline: Outline) -> tuple[Symbol, ...]:
    """Return the outline of a text; of one that is not valid YAML, only the keys at the top."""
    root, _ = parse(file, text)
    if isinstance(root, MappingNode):
        return tuple(_of_mapping(root))
    found = (each for each in outline.tokens if each.role is Role.KEY and len(each.path) == 1)
    places = ((each.text, Position(each.line, each.start, each.line, each.end)) for each in found)
    return tuple(Symbol(name, "", SymbolKind.KEY, position, position) for name, position in places)


def _of_mapping(node: MappingNode) -> Iterator[Symbol]:
    for key, value in node.entries:
        yield Symbol(
            key.text or "?",
            _detail(value),
            _kind(value),
            _around(key.position, value.position),
            key.position,
            _children(value),
        )


def _children(node: Node) -> tuple[Symbol, ...]:
    if isinstance(node, MappingNode):
        return tuple(_of_mapping(node))
    if isinstance(node, SequenceNode):
        entries = ((index, item) for index, item in enumerate(node.items) if isinstance(item, MappingNode))
        return tuple(_entry(index, item) for index, item in entries)
    return ()


def _entry(index: int, node: MappingNode) -> Symbol:
    """Return an entry of a list under the words that tell it from the others."""
    first = node.entries[0][0].position if node.entries else node.position
    name = label(_tree(node)) or f"entry {index + 1}"
    at = _around(first, node.position)
    nested = tuple(each for each in _of_mapping(node) if each.children)
    return Symbol(name, _state(node), SymbolKind.ENTRY, at, first, nested)


def _state(node: MappingNode) -> str:
    """Return the level, the status or the kind of an entry, which its name does not have."""
    values = {key.text: value for key, value in node.entries}
    words = (values.get(key) for key in ("level", "status", "kind", "reason", "relation"))
    return next((_short(word.text) for word in words if isinstance(word, ScalarNode)), "")


def _detail(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return _short(node.text)
    if isinstance(node, SequenceNode) and all(isinstance(item, ScalarNode) for item in node.items):
        return _short(shown(_tree(node)))
    return f"{len(node.items)}" if isinstance(node, SequenceNode) else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _DETAIL_LENGTH else f"{line[: _DETAIL_LENGTH - 1].rstrip()}…"


def _kind(node: Node) -> SymbolKind:
    if isinstance(node, SequenceNode):
        return SymbolKind.LIST
    return SymbolKind.MAPPING if isinstance(node, MappingNode) else SymbolKind.KEY


def _around(first: Position, last: Position) -> Position:
    """Return the range from the start of one node to the end of another."""
    end = max((first.end_line, first.end_column), (last.end_line, last.end_column))
    return Position(first.line, first.column, *end)


def _tree(node: Node) -> Tree:
    """Return a node as `label` compares entries."""
    if isinstance(node, ScalarNode):
        text = node.text.strip()
        return Value(text, text)
    if isinstance(node, MappingNode):
        return {
            key.text: _tree(value)
            for key, value in node.entries
            if not (isinstance(value, ScalarNode) and value.absent)
        }
    return tuple(_tree(item) for item in node.items)
