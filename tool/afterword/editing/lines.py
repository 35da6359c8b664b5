"""Where the values of a file are in its lines, with the comments that belong to them."""

from __future__ import annotations

import re
from typing import NamedTuple

from afterword.source.nodes import MappingNode, Node, Position, ScalarNode, SequenceNode

_HEADER = re.compile(r"[|>](?P<chomping>[-+0-9]*)")
_COMMENT = re.compile(r"(?<!\S)#")


class Place(NamedTuple):
    """A place between two characters: a line and a column, from 0."""

    line: int
    column: int


class FileLines:
    """The lines of a file whose tree has been read, without their line breaks."""

    def __init__(self, text: str) -> None:
        """Split a text in which every line break is `\\n`."""
        self.all = text.split("\n")

    def at(self, node: Node) -> str:
        """Return the first character of a node, which shows its style."""
        return self.all[node.position.line][node.position.column :][:1]

    def in_flow(self, node: MappingNode | SequenceNode) -> bool:
        """Return whether a container is written in braces or brackets."""
        return self.at(node) in ("{", "[")

    def is_block_text(self, node: ScalarNode) -> bool:
        """Return whether a text is a block scalar."""
        return not node.plain and self.at(node) in ("|", ">")

    def after(self, node: Node, deeper_than: int) -> int:
        """Return the line after a value, and after the comments below it that are indented by more than a column."""
        end = node.position.end_line + 1
        last = last_text(node)
        if last is not None and self.is_block_text(last):
            header = _HEADER.match(self.all[last.position.line], last.position.column)
            if header and "+" in header["chomping"]:
                while end < len(self.all) - 1 and not self.all[end].strip():
                    end += 1  # these blank lines are a part of the text
        while end < len(self.all):
            line = self.all[end]
            if not line.lstrip().startswith("#") or len(line) - len(line.lstrip(" ")) <= deeper_than:
                break
            end += 1
        return end

    def rest(self, node: Node) -> str:
        """Return what follows a value on its last line: nothing, or a comment."""
        at = node.position
        if isinstance(node, ScalarNode) and self.is_block_text(node):
            header = self.all[at.line][at.column :]
            found = _COMMENT.search(header)
            return header[found.start() - 1 :] if found else ""
        return self.all[at.end_line][at.end_column :]

    def comments_in(self, position: Position, texts: list[ScalarNode]) -> list[str]:
        """Return the comments at a position. What looks like one in the quoted and block `texts` is none."""
        found = []
        for number in range(position.line, min(position.end_line + 1, len(self.all))):
            line = self.all[number]
            begin = position.column if number == position.line else 0
            end = position.end_column if number == position.end_line else len(line)
            for match in _COMMENT.finditer(line, begin, end):
                if not any(_has(text.position, number, match.start()) for text in texts):
                    found.append(line[match.start() :])
                    break
        return found


def last_text(node: Node) -> ScalarNode | None:
    """Return the last text in a value."""
    while not isinstance(node, ScalarNode):
        children = [value for _, value in node.entries] if isinstance(node, MappingNode) else node.items
        if not children:
            return None
        node = children[-1]
    return node


def _has(position: Position, line: int, column: int) -> bool:
    return (position.line, position.column) < (line, column) < (position.end_line, position.end_column)
