"""A finding as a fix sees it: with the text around it, the field that it is about, and the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from afterword.diagnostics import Diagnostic
from afterword.fixes.trial import AnyDecoded, decoded
from afterword.records import introspection
from afterword.records.model import TEXT_OR_MAPPING
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.edits import Edit
from afterword.source.files import SITE_FILE
from afterword.source.nodes import MappingNode, Node, Path, Position, ScalarNode, contents
from afterword.source.parse import parse
from afterword.source.quoting import quoted, scalar
from afterword.translations import catalogues

_KEY_OF_LINE = re.compile(r" *(?:- +)*(?P<key>[A-Za-z_][\w-]{0,99}):(?: |$)")


@dataclass(frozen=True)
class Problem:
    """A finding that may have a fix. `text` is that of its file, with every line break as `\\n`."""

    finding: Diagnostic
    text: str
    site: Site

    @property
    def file(self) -> str:
        """The file, relative to the site's root."""
        return self.finding.location.file

    @property
    def model(self) -> type[BaseModel]:
        """The model of the file: of `status.yml`, or of a record."""
        return Site if self.file == SITE_FILE else Record

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    @cached_property
    def root(self) -> Node | None:
        """The tree of the text, or None if it cannot be parsed."""
        return parse(self.file, self.text)[0]

    @cached_property
    def position(self) -> Position:
        """The position of the finding."""
        at = self.finding.location
        return Position(at.line - 1, at.column - 1, at.end_line - 1, at.end_column - 1)

    @cached_property
    def is_english(self) -> bool:
        """Whether nothing says that the file is in another language."""
        named = contents(self.root).get("language") if isinstance(self.root, MappingNode) else None
        language = named if isinstance(named, str) else self.site.page.language
        return catalogues.is_english(language)

    def source(self, at: Position) -> str:
        """Return the text at a position, as it is in the file."""
        if at.line == at.end_line:
            return self.lines[at.line][at.column : at.end_column]
        between = self.lines[at.line + 1 : at.end_line]
        return "\n".join(
            [self.lines[at.line][at.column :], *between, self.lines[at.end_line][: at.end_column]]
        )

    @cached_property
    def value(self) -> tuple[Path, ScalarNode] | None:
        """The path and the node of the text value at the finding, or None if there is none."""
        return next(
            (found for found in self._values if found[1].position == self.position and not found[1].absent),
            None,
        )

    @cached_property
    def key(self) -> tuple[MappingNode, Path, ScalarNode, Node] | None:
        """The mapping, the path, the key and the value of the entry whose key is at the finding, or None."""
        for path, mapping in self._mappings:
            for name, value in mapping.entries:
                if name.position == self.position:
                    return mapping, (*path, name.text), name, value
        return None

    def field_at(self, path: Path) -> tuple[str, FieldInfo | None]:
        """Return the field of the model that a path belongs to, and its name."""
        return introspection.field_at(self.model, path)

    @cached_property
    def decoded(self) -> AnyDecoded:
        """The record or the site in the text."""
        return decoded(self.file, self.text, self.site)

    def scalar_from(self, line: int, column: int) -> ScalarNode | None:
        """Return the text value that begins at a place, or None."""
        return next((node for _, node in self._values if node.position[:2] == (line, column)), None)

    def path_from(self, line: int, column: int) -> Path | None:
        """Return the path of the text value that begins at a place, or None."""
        return next((path for path, node in self._values if node.position[:2] == (line, column)), None)

    def path_of_key(self, line: int) -> Path | None:
        """Return the path of the last key on a line, or None."""
        found = [
            (*path, name.text)
            for path, mapping in self._mappings
            for name, _ in mapping.entries
            if name.position.line == line
        ]
        return found[-1] if found else None

    def key_above(self, name: str, at: Position) -> tuple[Path, ScalarNode, Node] | None:
        """Return the nearest key of a name above a position and in its column, with its path and its value."""
        found = [
            ((*path, name), key, value)
            for path, mapping in self._mappings
            for key, value in mapping.entries
            if key.text == name and key.position.column == at.column and key.position.line < at.line
        ]
        return max(found, key=lambda entry: entry[1].position.line, default=None)

    def continues(self, line: int, column: int) -> bool:
        """Return whether the value that begins in a column of a line may go on in the next line."""
        key = len(self.lines[line]) - len(self.lines[line].lstrip(" -"))
        following = next((each for each in self.lines[line + 1 :] if each.strip()), "")
        indent = len(following) - len(following.lstrip(" "))
        is_entry = following.lstrip(" ").startswith("- ") and indent <= key
        return bool(following) and indent > (key if column > key else key - 1) and not is_entry

    def takes(self, key: str, text: str) -> bool:
        """Return whether there is a key of this name that a text is a valid value of."""
        models = (model for _, model in introspection.parts(self.model))
        fields = (introspection.keys(model).get(key) for model in models)
        return any(field is not None and reads(field, text) for field in fields)

    def key_of_line(self, line: int) -> str:
        """Return the key of the value on a line; of an entry of a list, that of the list."""
        own = _KEY_OF_LINE.match(self.lines[line])
        if own:
            return own["key"]
        column = _indent(self.lines[line])
        for above in reversed(self.lines[:line]):
            is_entry = above.lstrip(" ").startswith("-")
            if above.strip() and (_indent(above) < column or (_indent(above) == column and not is_entry)):
                found = _KEY_OF_LINE.match(above)
                return found["key"] if found else ""
        return ""

    @cached_property
    def known_keys(self) -> frozenset[str]:
        """The keys that there are anywhere in such a file."""
        models = (model for _, model in introspection.parts(self.model))
        return frozenset(key for model in models for key in introspection.keys(model))

    def edit(self, at: Position, text: str) -> Edit:
        """Return an edit of the text at a position."""
        return Edit(at.location(self.file), text)

    def replaced(self, node: ScalarNode, text: str) -> Edit:
        """Return an edit that gives a key or a value another text, in the quotes that it has."""
        typed = self.source(node.position)
        flow = self.is_in_flow(node.position)
        if typed[:1] in ("'", '"') and not re.search(r"['\"\\]", text):
            return self.edit(node.position, f"{typed[0]}{text}{typed[0]}")
        return self.edit(node.position, quoted(text) if flow and "," in text else scalar(text))

    def is_in_flow(self, at: Position) -> bool:
        """Return whether a position is within braces or brackets."""
        return any(
            self.lines[each.line][each.column : each.column + 1] in ("{", "[")
            and (each.line, each.column) < (at.line, at.column)
            and (at.end_line, at.end_column) < (each.end_line, each.end_column)
            for each in self._containers
        )

    @cached_property
    def _values(self) -> list[tuple[Path, ScalarNode]]:
        return [(path, node) for path, node in self._nodes if isinstance(node, ScalarNode)]

    @cached_property
    def _mappings(self) -> list[tuple[Path, MappingNode]]:
        return [(path, node) for path, node in self._nodes if isinstance(node, MappingNode)]

    @cached_property
    def _containers(self) -> list[Position]:
        return [node.position for _, node in self._nodes if not isinstance(node, ScalarNode)]

    @cached_property
    def _nodes(self) -> list[tuple[Path, Node]]:
        return [*_walk(self.root, ())] if self.root is not None else []


def whole_lines(first: int, after: int) -> Position:
    """Return the position of lines with their line breaks, from the first one to the one after them."""
    return Position(first, 0, after, 0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def reads(field: FieldInfo, text: str) -> bool:
    """Return whether a text is a valid value of a field, or a valid entry of its list."""
    item = introspection.item_type(field.annotation)
    typed: Any = item or Annotated[field.annotation, None, *field.metadata]
    if introspection.model_of(field.annotation) and not introspection.has_marker(field, TEXT_OR_MAPPING):
        return False
    pattern = introspection.kind_schema(item or field.annotation, field.metadata).get("pattern", "")
    if not re.search(pattern, text.strip()):
        return False  # an id, which is looked up by a rule and not read
    try:
        TypeAdapter(typed).validate_python(text)
    except ValidationError:
        return False
    return True


def _walk(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    yield path, node
    if isinstance(node, MappingNode):
        for key, value in node.entries:
            yield from _walk(value, (*path, key.text))
    elif not isinstance(node, ScalarNode):
        for index, item in enumerate(node.items):
            yield from _walk(item, (*path, index))
