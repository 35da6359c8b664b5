"""Makes the edits of one change of a file."""

from __future__ import annotations

from pydantic import BaseModel

from afterword.editing.lines import FileLines, Place
from afterword.editing.trees import children, column_of, containers, contains, end_of, index_of, is_absent
from afterword.editing.writing import INDENT, Lines, Writer
from afterword.source.edits import Edit
from afterword.source.nodes import (
    MappingNode,
    Node,
    Path,
    Plain,
    Position,
    ScalarNode,
    SequenceNode,
    node_at,
    scalars,
)
from afterword.source.quoting import scalar


class UneditableError(Exception):
    """A value cannot be changed without losing something that was typed."""


class Editor:
    """Collects the edits of one change. `text` has `\\n` as line breaks, and `root` is its tree."""

    def __init__(self, text: str, root: MappingNode, model: type[BaseModel]) -> None:
        """Begin without edits."""
        self.edits: list[Edit] = []
        self._lines = FileLines(text)
        self._root = root
        self._writer = Writer(model)
        self._quoted = [each for each in scalars(root) if not each.plain]

    def put(self, path: Path, value: Plain) -> None:
        """Give a key or an entry a value."""
        node = node_at(self._root, path)
        if node is not None:
            self._replace(path, node, value)
            return
        parent = node_at(self._root, path[:-1])
        if parent is None or is_absent(parent):
            self.put(path[:-1], [value] if isinstance(path[-1], int) else {str(path[-1]): value})
        elif isinstance(parent, MappingNode):
            self._add_key(path, parent, value)
        elif isinstance(parent, ScalarNode):  # a text on its own, where there may be a mapping
            self._replace(path[:-1], parent, {"text": parent.text, str(path[-1]): value})
        else:
            raise UneditableError(f"`{_dotted(path[:-1])}` is a list")

    def insert(self, path: Path, value: Plain) -> None:
        """Insert an entry into a list."""
        index = path[-1]
        parent = node_at(self._root, path[:-1])
        if parent is None or is_absent(parent) or (isinstance(parent, SequenceNode) and not parent.items):
            self.put(path[:-1], [value])
        elif not isinstance(parent, SequenceNode) or not isinstance(index, int):
            raise UneditableError(f"`{_dotted(path[:-1])}` is not a list")
        elif self._lines.in_flow(parent):
            self._insert_in_brackets(parent, index, value)
        else:
            self._insert_entry(path, parent, index, value)

    def remove(self, path: Path) -> None:
        """Remove a key or an entry; comments within it stay as lines of their own."""
        parent = node_at(self._root, path[:-1])
        assert isinstance(parent, MappingNode | SequenceNode), "the path exists"
        if len(children(parent)) == 1:
            if len(path) == 1:
                raise UneditableError("the last key of the file would be lost")
            self.remove(path[:-1])
        elif self._lines.in_flow(parent):
            self._remove_in_brackets(parent, index_of(parent, path[-1]))
        else:
            self._remove_lines(parent, index_of(parent, path[-1]))

    def rename(self, path: Path, key: str) -> None:
        """Give a key another name."""
        parent = node_at(self._root, path[:-1])
        assert isinstance(parent, MappingNode), "the path exists"
        name, _ = parent.entries[index_of(parent, path[-1])]
        self._edit(name.position, scalar(key))

    def _replace(self, path: Path, node: Node, value: Plain) -> None:
        at = node.position
        if self._is_within_brackets(node):
            self._refuse_to_lose_comments(path, node)
            self._edit(at, self._writer.inline(value))
            return
        if not isinstance(node, ScalarNode):
            self._refuse_to_lose_comments(path, node)
        parent = node_at(self._root, path[:-1])
        assert parent is not None, "it has the node"
        indent = column_of(parent)
        header, below = self._writer.value(path, value, indent)
        if below and isinstance(value, str) and not self._can_end_with_block(node, indent, value):
            header, below = self._writer.inline(value), []
        if isinstance(path[-1], int):
            written = self._writer.entry(path, value, indent, in_braces=self._lines.at(node) == "{")
            header, below = written[0][indent + INDENT :], written[1:]
        rest = self._lines.rest(node)
        whole = Position(at.line, at.column, at.end_line, len(self._lines.all[at.end_line]))
        before = self._lines.all[at.line][: at.column]
        if isinstance(path[-1], str) and not self._is_on_line_of_key(path, node):
            key = self._name(path).position  # a block below its key: all of it is written again
            line = self._lines.all[key.line]
            whole = Position(key.line, key.end_column + 1, at.end_line, whole.end_column)
            rest = line[key.end_column + 1 :].rstrip()
            header = f" {header}" if header else ""
        elif before.endswith(":") and header:
            header = f" {header}"
        elif before.endswith(" ") and not header and isinstance(path[-1], str):
            whole = Position(at.line, len(before.rstrip()), whole.end_line, whole.end_column)
        self._edit(whole, "\n".join([f"{header}{rest}", *below]))

    def _can_end_with_block(self, node: Node, indent: int, text: str) -> bool:
        """Return whether a block in the place of a value would be read as this text.

        It would take a comment below it for text; and where the file ends without a line break, so does the block.
        """
        line = self._lines.after(node, indent)
        return line == node.position.end_line + 1 and (line < len(self._lines.all) or not text.endswith("\n"))

    def _add_key(self, path: Path, mapping: MappingNode, value: Plain) -> None:
        key = str(path[-1])
        ranks = self._writer.ranks(path[:-1])
        rank = ranks.get(key, len(ranks))
        before = [
            index
            for index, (name, _) in enumerate(mapping.entries)
            if ranks.get(name.text, len(ranks)) <= rank
        ]
        if self._lines.in_flow(mapping):
            self._add_in_braces(
                mapping, max(before, default=-1), f"{scalar(key)}: {self._writer.inline(value)}"
            )
            return
        column = column_of(mapping)
        written = self._writer.pair(path, value, column)
        if not before:
            first = mapping.entries[0][0].position
            at = Place(first.line, first.column)
            self._add(at, "\n".join([written[0][column:], *written[1:]]) + "\n" + " " * column)
            return
        name, last = mapping.entries[max(before)]
        line = max(self._lines.after(last, column), name.position.line + 1)
        if _is_placeholder(self._lines.all[line : line + 1], key):
            self._edit(Position(line, 0, line, len(self._lines.all[line])), "\n".join(written))
            return
        self._add_lines(line, self._with_blank_lines(written, line) if column == 0 else written)

    def _with_blank_lines(self, written: Lines, line: int) -> Lines:
        """Return a section of a file with the blank lines that separate sections there."""
        lines = self._lines.all
        has_sections = any(not each.strip() for each in lines[:-1])
        if len(written) == 1 or not has_sections:
            return written
        above = [""] if line and lines[line - 1].strip() else []
        below = [""] if line < len(lines) and lines[line].strip() else []
        return [*above, *written, *below]

    def _add_in_braces(self, mapping: MappingNode, index: int, pair: str) -> None:
        if not mapping.entries:
            self._add(Place(mapping.position.line, mapping.position.column + 1), pair)
        elif index < 0:
            first = mapping.entries[0][0].position
            self._add(Place(first.line, first.column), f"{pair}, ")
        else:
            end = end_of(*mapping.entries[index])
            self._add(end, f", {pair}")

    def _insert_in_brackets(self, sequence: SequenceNode, index: int, value: Plain) -> None:
        written = self._writer.inline(value)
        if index:
            at = sequence.items[index - 1].position
            self._add(Place(at.end_line, at.end_column), f", {written}")
        else:
            at = sequence.items[0].position
            self._add(Place(at.line, at.column), f"{written}, ")

    def _insert_entry(self, path: Path, sequence: SequenceNode, index: int, value: Plain) -> None:
        column = sequence.position.column
        mappings = [each for each in sequence.items if isinstance(each, MappingNode)]
        in_braces = bool(mappings) and all(map(self._lines.in_flow, mappings))
        written = self._writer.entry(path, value, column, in_braces=in_braces)
        if not index:
            self._add_lines(self._line_of_hyphen(sequence, 0), written)
            return
        line = self._lines.after(sequence.items[index - 1], column)
        lines = self._lines.all
        if len(sequence.items) > 1:
            second = self._line_of_hyphen(sequence, 1)
            if not lines[second - 1].strip():  # entries are separated by blank lines
                written = ["", *written]
        self._add_lines(line, written)

    def _line_of_hyphen(self, sequence: SequenceNode, index: int) -> int:
        """Return the line of the hyphen of an entry: that of its value, or one above it."""
        line, column = sequence.items[index].position.line, sequence.position.column
        while not (
            self._lines.all[line].startswith("-", column) and not self._lines.all[line][:column].strip()
        ):
            line -= 1
            if line < sequence.position.line:
                raise UneditableError("a list is not written with a hyphen before each entry")
        return line

    def _remove_in_brackets(self, parent: MappingNode | SequenceNode, index: int) -> None:
        begins = [Place(*each[0].position[:2]) for each in children(parent)]
        ends = [end_of(*each) for each in children(parent)]
        begin, end = (ends[index - 1], ends[index]) if index else (begins[0], begins[1])
        at = Position(*begin, *end)
        if self._lines.comments_in(at, self._quoted):
            raise UneditableError(f"a comment in line {at.line + 1} would be lost")
        self._edit(at, "")

    def _remove_lines(self, parent: MappingNode | SequenceNode, index: int) -> None:
        name, value = children(parent)[index]
        column = parent.position.column if isinstance(parent, SequenceNode) else column_of(parent)
        if isinstance(parent, SequenceNode):
            first = self._line_of_hyphen(parent, index)
        else:
            first = name.position.line
        end = max(self._lines.after(value, column), name.position.line + 1)
        inside = Position(first, column, end - 1, len(self._lines.all[end - 1]))
        comments = [" " * column + each for each in self._lines.comments_in(inside, self._quoted)]
        shares_line = isinstance(parent, MappingNode) and self._lines.all[first][:column].strip()
        if shares_line:  # the first key of an entry, behind its hyphen
            following = parent.entries[1][0].position if isinstance(parent, MappingNode) else inside
            at = Position(first, column, following.line, following.column)
            if self._lines.comments_in(at, self._quoted):
                raise UneditableError(f"a comment in line {first + 1} would be lost")
            self._edit(at, "")
            return
        lines = self._lines.all
        if (
            not comments
            and end < len(lines)
            and first
            and not lines[first - 1].strip()
            and not lines[end].strip()
        ):
            end += 1 if end < len(lines) - 1 else 0
        self._edit(Position(first, 0, *self._line_start(end)), "".join(f"{each}\n" for each in comments))

    def _line_start(self, line: int) -> Place:
        """Return the start of a line, or the end of the text if there is no such line."""
        lines = self._lines.all
        return Place(line, 0) if line < len(lines) else Place(len(lines) - 1, len(lines[-1]))

    def _add_lines(self, line: int, written: Lines) -> None:
        lines = self._lines.all
        if line < len(lines):
            self._add(Place(line, 0), "".join(f"{each}\n" for each in written))
        else:  # the last line has no line break, but that of a block is a part of its text
            self._add(Place(len(lines) - 1, len(lines[-1])), "".join(f"\n{each}" for each in (*written, "")))

    def _is_within_brackets(self, node: Node) -> bool:
        """Return whether a value is an entry or a value of a container in braces or brackets."""
        return any(
            self._lines.in_flow(each) and each is not node and contains(each.position, node.position)
            for each in containers(self._root)
        )

    def _is_on_line_of_key(self, path: Path, node: Node) -> bool:
        return self._name(path).position.end_line == node.position.line

    def _name(self, path: Path) -> ScalarNode:
        parent = node_at(self._root, path[:-1])
        assert isinstance(parent, MappingNode), "it has a key"
        return parent.entries[index_of(parent, path[-1])][0]

    def _refuse_to_lose_comments(self, path: Path, node: Node) -> None:
        if self._lines.comments_in(node.position, self._quoted):
            raise UneditableError(
                f"`{_dotted(path)}` in line {node.position.line + 1} has comments that would be lost"
            )

    def _add(self, at: Place, text: str) -> None:
        self._edit(Position(*at, *at), text)

    def _edit(self, at: Position, text: str) -> None:
        self.edits.append(Edit(at.location(""), text))


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path)


def _is_placeholder(line: Lines, key: str) -> bool:
    """Return whether a line only says where a key will be, as that of a new record does: `# end: (when it is over)`."""
    return [each.strip() for each in line] == [f"# {key}: (when it is over)"]
