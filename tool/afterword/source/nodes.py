"""The tree that YAML text is read into: scalars stay text, and every node knows its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from afterword.diagnostics import Location

Path: TypeAlias = tuple[str | int, ...]
"""The way from the root of a file to a field, for example `("windows", 2, "end")`."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Position(NamedTuple):
    """Where a node stands: lines and columns from 0, the end exclusive (libyaml's own counting)."""

    line: int
    column: int
    end_line: int
    end_column: int

    def location(self, file: str) -> Location:
        """Give the place as people count it, from 1, in the named file."""
        return Location(file, self.line + 1, self.column + 1, self.end_line + 1, self.end_column + 1)


class Scalar(NamedTuple):
    """A piece of text. `plain` tells whether it was typed without quotes or a block sign."""

    text: str
    position: Position
    plain: bool

    @property
    def absent(self) -> bool:
        """A key with no value (or with YAML's word for none) means that the value is not there."""
        return self.plain and self.text in NULLS


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file; keys are unique once the file is read."""

    entries: tuple[tuple[Scalar, Node], ...]
    position: Position


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    position: Position


Node: TypeAlias = Scalar | Mapping | Sequence
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


def plain(node: Node) -> Plain:
    """Give the node as ordinary text, lists and dicts, without the keys that have no value."""
    if isinstance(node, Scalar):
        return "" if node.absent else node.text
    if isinstance(node, Mapping):
        return contents(node)
    return [plain(item) for item in node.items]


def contents(mapping: Mapping) -> dict[str, Plain]:
    """Give what a mapping holds as `plain` gives it."""
    return {key.text: plain(value) for key, value in mapping.entries if not _absent(value)}


def paths_without_value(node: Node, path: Path = ()) -> Iterator[Path]:
    """Give the way to every key that has no value, which is all that `plain` leaves out."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            if isinstance(value, Scalar):
                if value.absent:
                    yield (*path, key.text)
            else:
                yield from paths_without_value(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if not isinstance(item, Scalar):
                yield from paths_without_value(item, (*path, index))


def scalars(node: Node) -> Iterator[Scalar]:
    """Give every value that is text, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
        return
    children = (value for _, value in node.entries) if isinstance(node, Mapping) else iter(node.items)
    for child in children:
        yield from scalars(child)


class PositionRanges:
    """Stretches of a file that do not overlap, in order, to tell what lies within one of them."""

    def __init__(self, places: Iterable[Position]) -> None:
        """Take the stretches in the order in which they stand."""
        self._starts: list[tuple[int, int]] = []
        self._ends: list[tuple[int, int]] = []
        for position in places:
            self._starts.append((position.line, position.column))
            self._ends.append((position.end_line, position.end_column))

    def contain(self, line: int, column: int) -> bool:
        """Say whether a character, counted from 0, lies within one of the stretches."""
        before = bisect_right(self._starts, (line, column)) - 1
        return before >= 0 and (line, column) < self._ends[before]


def position_of(root: Node, path: Path, *, key: bool = False) -> Position:
    """Find the place of a field: of its value, or of the key itself where `key` is set or the value is long.

    A path that leads out of the tree ends at the last node on the way, so a missing key is reported where
    its mapping is.
    """
    position = head(root)
    for name, node in walk(root, path):
        point_at_name = name is not None and (key or not isinstance(node, Scalar) or _absent(node))
        position = name.position if name is not None and point_at_name else head(node)
    return position


def node_at(root: Node, path: Path) -> Node | None:
    """Find the node at the end of a path, or None where the path leads out of the tree."""
    steps = list(walk(root, path))
    if len(steps) < len(path):
        return None
    return steps[-1][1] if steps else root


def walk(root: Node, path: Path) -> Iterator[tuple[Scalar | None, Node]]:
    """Go towards a field as far as the tree goes, giving the key and the value of each step."""
    node = root
    for step in path:
        found = _child(node, step)
        if found is None:
            return
        yield found
        node = found[1]


def head(node: Node) -> Position:
    """A container is pointed at by its first entry: underlining all of it would help nobody."""
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0][0].position
    if isinstance(node, Sequence) and node.items:
        return head(node.items[0])
    return node.position


def _child(node: Node, step: str | int) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, Mapping):
        return next(((name, value) for name, value in node.entries if name.text == step), None)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return None, node.items[step]
    return None


def _absent(node: Node) -> bool:
    return isinstance(node, Scalar) and node.absent
