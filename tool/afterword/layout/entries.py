"""The keys and list entries of a file, each with the comments and the blank line that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from afterword.source.nodes import MappingNode, Node, Path, ScalarNode, SequenceNode

Place = tuple[int, int]
"""A line and a column, from 0."""


@dataclass(slots=True, eq=False)
class Entry:
    """A key with its value, or an entry of a list. The entry without a parent is the whole file.

    Comments are whole, with their `#`; an empty text among them is a blank line. `above` are the comments above the
    entry, `at_end` is the one at the end of its line with those that continue it below, `last` are those below the last
    of its children, and `below` are those that follow it at once, and do not belong to the next entry.
    """

    key: ScalarNode | None
    value: Node
    path: Path
    start: Place
    parent: Entry | None
    children: list[Entry] = field(default_factory=list)
    is_separate: bool = False
    above: list[str] = field(default_factory=list)
    at_end: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    @property
    def is_item(self) -> bool:
        """Whether this is an entry of a list."""
        return self.key is None and self.parent is not None

    def has_comments(self) -> bool:
        """Return whether there is a comment that would be lost if the value were written on one line."""
        return bool(self.last) or any(
            each.above or each.at_end or each.below or each.has_comments() for each in self.children
        )

    def all(self) -> Iterator[Entry]:
        """Yield the entry and all below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.all()


def is_flow(lines: Sequence[str], node: Node) -> bool:
    """Return whether a node is written in braces or brackets."""
    if isinstance(node, ScalarNode):
        return False
    return lines[node.position.line].startswith(("{", "["), node.position.column)


def entries_of(lines: Sequence[str], root: MappingNode) -> Entry:
    """Return the entry of a whole file, with all others below it."""
    whole = Entry(None, root, (), (-1, 0), None)
    _add_children(lines, whole)
    return whole


def _add_children(lines: Sequence[str], entry: Entry) -> None:
    value = entry.value
    if isinstance(value, MappingNode):
        for key, node in value.entries:
            start = (key.position.line, key.position.column)
            entry.children.append(Entry(key, node, (*entry.path, key.text), start, entry))
    elif isinstance(value, SequenceNode):
        in_brackets = is_flow(lines, value)
        before = entry.start
        for index, node in enumerate(value.items):
            start = (node.position.line, node.position.column)
            if not in_brackets:
                start = _hyphen(lines, value.position.column, start, before)
            before = start
            entry.children.append(Entry(None, node, (*entry.path, index), start, entry))
    for child in entry.children:
        _add_children(lines, child)


def _hyphen(lines: Sequence[str], column: int, start: Place, after: Place) -> Place:
    """Return the place of an entry's hyphen: on the line of its value, or on one above it."""
    for number in range(start[0], max(after[0], 0) - 1, -1):
        if lines[number].startswith("-", column) and not lines[number][:column].strip(" -?"):
            return number, column
    return start
