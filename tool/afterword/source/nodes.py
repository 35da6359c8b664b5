"""The tree that YAML text is read into: scalars stay text, and every node has its position."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from afterword.diagnostics import Location

Path: TypeAlias = tuple[str | int, ...]
"""The steps from the root of a file to a field, for example `("windows", 2, "end")`."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Position(NamedTuple):
    """Where a node is: lines and columns from 0, the end exclusive, as libyaml counts."""

    line: int
    column: int
    end_line: int
    end_column: int

    def location(self, file: str) -> Location:
        """Return the location in the named file, with lines and columns from 1."""
        return Location(file, self.line + 1, self.column + 1, self.end_line + 1, self.end_column + 1)


class ScalarNode(NamedTuple):
    """A text value. `plain` is True if it was typed without quotes, `|` or `>`."""

    text: str
    position: Position
    plain: bool

    @property
    def absent(self) -> bool:
        """Whether the key has no value, or YAML's word for none: both mean that the key is absent."""
        return self.plain and self.text in NULLS


class MappingNode(NamedTuple):
    """Keys with their values, in the order of the file. Keys are unique: the reader reports duplicates."""

    entries: tuple[tuple[ScalarNode, Node], ...]
    position: Position


class SequenceNode(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    position: Position


Node: TypeAlias = ScalarNode | MappingNode | SequenceNode
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


def plain(node: Node) -> Plain:
    """Convert a node to strings, lists and dicts, without the keys that have no value."""
    if isinstance(node, ScalarNode):
        return "" if node.absent else node.text
    if isinstance(node, MappingNode):
        return contents(node)
    return [plain(item) for item in node.items]


def contents(mapping: MappingNode) -> dict[str, Plain]:
    """Convert a mapping to a dict, as `plain` does."""
    return {key.text: plain(value) for key, value in mapping.entries if not _absent(value)}


def paths_without_value(node: Node, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every key that has no value. `plain` leaves out these keys and nothing else."""
    if isinstance(node, MappingNode):
        for key, value in node.entries:
            if isinstance(value, ScalarNode):
                if value.absent:
                    yield (*path, key.text)
            else:
                yield from paths_without_value(value, (*path, key.text))
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.items):
            if not isinstance(item, ScalarNode):
                yield from paths_without_value(item, (*path, index))


def scalars(node: Node) -> Iterator[ScalarNode]:
    """Yield every text value, in the order of the file."""
    if isinstance(node, ScalarNode):
        yield node
        return
    children = (value for _, value in node.entries) if isinstance(node, MappingNode) else iter(node.items)
    for child in children:
        yield from scalars(child)


class PositionRanges:
    """Sorted ranges of a file that do not overlap, to find out whether a character is in one of them."""

    def __init__(self, ranges: Iterable[Position]) -> None:
        """Take the ranges in the order of the file."""
        self._starts: list[tuple[int, int]] = []
        self._ends: list[tuple[int, int]] = []
        for position in ranges:
            self._starts.append((position.line, position.column))
            self._ends.append((position.end_line, position.end_column))

    def contain(self, line: int, column: int) -> bool:
        """Return whether a character is in one of the ranges. Lines and columns count from 0."""
        before = bisect_right(self._starts, (line, column)) - 1
        return before >= 0 and (line, column) < self._ends[before]


def position_of(root: Node, path: Path, *, key: bool = False) -> Position:
    """Return the position of a field: of its value, or of its key if `key` is set or the value is not a text.

    If the path does not exist, this is the position of the last node on it, so a missing key is reported at its
    mapping.
    """
    position = head(root)
    for name, node in walk(root, path):
        point_at_name = name is not None and (key or not isinstance(node, ScalarNode) or _absent(node))
        position = name.position if name is not None and point_at_name else head(node)
    return position


def node_at(root: Node, path: Path) -> Node | None:
    """Return the node at a path, or None if the path does not exist."""
    steps = list(walk(root, path))
    if len(steps) < len(path):
        return None
    return steps[-1][1] if steps else root


def walk(root: Node, path: Path) -> Iterator[tuple[ScalarNode | None, Node]]:
    """Yield the key and the value of each step of a path, as far as the path exists. A list item has no key."""
    node = root
    for step in path:
        found = _child(node, step)
        if found is None:
            return
        yield found
        node = found[1]


def typed_path(root: Node, path: Path) -> Path:
    """Return a path without what was left out: the list around a single mapping, the key of a text on its own."""
    typed: list[str | int] = []
    node: Node | None = root
    for step in path:
        if isinstance(step, int) and isinstance(node, MappingNode):
            continue
        if step == "text" and isinstance(node, ScalarNode):
            continue
        typed.append(step)
        found = _child(node, step) if node else None
        node = found[1] if found else None
    return tuple(typed)


def head(node: Node) -> Position:
    """Return where to point at a node. A container is pointed at by its first entry: all of it would be too much."""
    if isinstance(node, MappingNode) and node.entries:
        return node.entries[0][0].position
    if isinstance(node, SequenceNode) and node.items:
        return head(node.items[0])
    return node.position


def _child(node: Node, step: str | int) -> tuple[ScalarNode | None, Node] | None:
    if isinstance(node, MappingNode):
        if step == 0:  # a mapping on its own, where there may be a list
            return None, node
        return next(((name, value) for name, value in node.entries if name.text == step), None)
    if isinstance(node, ScalarNode) and step == "text":  # a text on its own, where there may be a mapping
        return None, node
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.items):
        return None, node.items[step]
    return None


def _absent(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.absent
