"""The lines of each entry of a list in YAML, with the comments that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from afterword.source.nodes import Node, SequenceNode

Lines = tuple[str, ...]


class ListBlock(NamedTuple):
    """A list of which each entry begins with a hyphen on a line of its own.

    `first` is the line of the first hyphen, and `end` the line after the last entry. `entries` are all lines in
    between. Comments and blank lines above a hyphen belong to its entry, except for those above the first one.
    """

    column: int
    first: int
    end: int
    entries: tuple[Lines, ...]


def list_block(lines: Sequence[str], node: Node | None) -> ListBlock | None:
    """Return the lines of a list, or None if it is in brackets or empty."""
    if not isinstance(node, SequenceNode) or not node.items:
        return None
    column = node.position.column
    starts: list[int] = []
    ends: list[int] = []
    for item in node.items:
        hyphen = _line_of_hyphen(lines, column, item.position.line, starts[-1] if starts else -1)
        if hyphen is None:
            return None
        starts.append(hyphen)
        ends.append(_with_comments(lines, column, item.position.end_line + 1))
    if any(end > start for end, start in zip(ends, starts[1:], strict=False)):
        return None
    begins = (starts[0], *ends[:-1])
    entries = tuple(tuple(lines[begin:end]) for begin, end in zip(begins, ends, strict=True))
    return ListBlock(column, starts[0], ends[-1], entries)


def with_entries(lines: Sequence[str], block: ListBlock, entries: Sequence[Lines]) -> list[str]:
    """Return the lines of a file with other entries in one of its lists."""
    return [*lines[: block.first], *(line for entry in entries for line in entry), *lines[block.end :]]


def _line_of_hyphen(lines: Sequence[str], column: int, line: int, after: int) -> int | None:
    """Return the line of an entry's hyphen: that of its first value, or one above it."""
    for number in range(line, after, -1):
        if lines[number].startswith("-", column) and not lines[number][:column].strip():
            return number
    return None


def _with_comments(lines: Sequence[str], column: int, end: int) -> int:
    """Return the end of an entry with the comments below it that are indented like its keys."""
    while end < len(lines) and lines[end][: column + 1].isspace() and lines[end].lstrip().startswith("#"):
        end += 1
    return end
