"""Where the keys and entries of a tree are, for edits of its text."""

from __future__ import annotations

from afterword.editing.lines import Place
from afterword.source.nodes import MappingNode, Node, Position, ScalarNode, SequenceNode


def children(parent: MappingNode | SequenceNode) -> list[tuple[ScalarNode, Node] | tuple[Node, Node]]:
    """Return the first and the last node of each key with its value, or of each entry."""
    return [*parent.entries] if isinstance(parent, MappingNode) else [(each, each) for each in parent.items]


def containers(node: Node) -> list[MappingNode | SequenceNode]:
    """Return a mapping or a list, and all those below it."""
    if isinstance(node, ScalarNode):
        return []
    return [node, *(found for _, each in children(node) for found in containers(each))]


def index_of(parent: MappingNode | SequenceNode, step: str | int) -> int:
    """Return the place of a key or an entry. Raises StopIteration for a key that is missing."""
    if isinstance(step, int):
        return step
    assert isinstance(parent, MappingNode), "only mappings have keys"
    return next(index for index, (name, _) in enumerate(parent.entries) if name.text == step)


def column_of(parent: Node) -> int:
    """Return the column of the keys of a mapping, or of the hyphens of a list."""
    if isinstance(parent, MappingNode) and parent.entries:
        return parent.entries[0][0].position.column
    return parent.position.column


def end_of(first: Node, last: Node) -> Place:
    """Return the end of a key with its value, or of an entry."""
    return max(Place(*first.position[2:]), Place(*last.position[2:]))


def is_absent(node: Node) -> bool:
    """Return whether a key has nothing behind its colon."""
    return isinstance(node, ScalarNode) and node.absent


def contains(outer: Position, inner: Position) -> bool:
    """Return whether one position is within another one."""
    return outer[:2] <= inner[:2] and inner[2:] <= outer[2:]
