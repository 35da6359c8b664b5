"""Finds the locations of fields in a file. The file is parsed at most once, however many findings it has."""

from __future__ import annotations

from functools import cached_property

from afterword.checks.window_claims import window_keys
from afterword.diagnostics import Location
from afterword.patterns import pattern
from afterword.records.record import Record
from afterword.source.document import Document
from afterword.source.nodes import MappingNode, Node, Path, Position, ScalarNode, head, position_of, walk
from afterword.source.parse import parse
from afterword.source.words import find_words

_COMMENT = pattern(r"\s+(#\s.*\S)")


class Locator:
    """The fields of one document. It is parsed when the first location is needed; most records need none."""

    def __init__(self, document: Document) -> None:
        """Begin without parsing the document."""
        self.document = document

    @property
    def file(self) -> str:
        """The document's file, relative to the site's root."""
        return self.document.file

    def location(
        self, path: Path, *, key: bool = False, words: str = "", passage: str = "", behind: bool = False
    ) -> Location:
        """Return the location of a field, or of some words in it or `behind` it; the empty path is the whole file.

        Of equal words, those in a `passage` are meant, as in `find_words`.
        Words that are typed in another way, such as with escapes, have the location of their field.
        """
        root = self._root
        if root is None or not path:
            return Location(self.file)
        field = position_of(root, self.document.original(path), key=key)
        searched = self._behind(field) if behind else field
        return (find_words(self.document.text, searched, words, passage) or field).location(self.file)

    def line(self, path: Path) -> int:
        """Return the line of a field, for a message about two locations."""
        return self.location(path).line

    def comment_behind(self, path: Path) -> str:
        """Return the comment on the last line of a value without quotes, or an empty text."""
        value = self._scalar(path)
        if value is None or not value.plain:
            return ""
        found = _COMMENT.match(self._last_line(value.position), value.position.end_column)
        return found[1] if found else ""

    def _behind(self, field: Position) -> Position:
        """Return the rest of the line on which a field ends."""
        return Position(*field[2:], field.end_line, len(self._last_line(field)))

    def _last_line(self, field: Position) -> str:
        return self.document.text.split("\n")[field.end_line]

    def typed(self, path: Path) -> str:
        """Return the text of a value as it was typed, or an empty text if there is no value."""
        value = self._scalar(path)
        return value.text if value else ""

    def lines(self, path: Path) -> frozenset[int]:
        """Return the lines on which a finding about a field can be suppressed.

        These are the lines of the field itself, or of the entry that lacks it, and the first line of each mapping
        or list around it.
        """
        steps = self._steps(path)
        starts = [name.position if name else head(node) for name, node in steps]
        lines = {position.line for position in starts}
        if steps:
            lines |= set(range(starts[-1].line, _last_line(steps[-1][1]) + 1))
        return frozenset(line + 1 for line in lines) | {self.line(path)}

    def _scalar(self, path: Path) -> ScalarNode | None:
        steps = self._steps(path)
        value = steps[-1][1] if steps and len(steps) == len(path) else None
        return value if isinstance(value, ScalarNode) else None

    def _steps(self, path: Path) -> list[tuple[ScalarNode | None, Node]]:
        root = self._root
        return [] if root is None else list(walk(root, self.document.original(path)))

    @cached_property
    def _root(self) -> Node | None:
        return parse(self.file, self.document.text)[0]


def lines_of_windows(document: Document, record: Record | None) -> dict[str, int]:
    """Return the line of each window of a record by its keys."""
    lines: dict[str, int] = {}
    locator = Locator(document)
    for index, window in enumerate(record.windows if record else ()):
        for key in window_keys(window):
            lines.setdefault(key, locator.line(("windows", index)))
    return lines


def _last_line(node: Node) -> int:
    """Return the last line of a node that is not empty; libyaml ends a block where the next one begins."""
    if isinstance(node, ScalarNode):
        return node.position.end_line - (
            node.position.end_column == 0 and node.position.end_line > node.position.line
        )
    children = [value for _, value in node.entries] if isinstance(node, MappingNode) else list(node.items)
    return _last_line(children[-1]) if children else node.position.line
