"""Writes the entries of a file as lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pydantic import BaseModel

from afterword.layout import texts
from afterword.layout.comments import Ends
from afterword.layout.entries import Entry, is_flow
from afterword.layout.texts import INDENT, WIDTH, Written
from afterword.layout.times import is_moment, usual_form
from afterword.source.nodes import MappingNode, Node, Path, ScalarNode, SequenceNode
from afterword.source.quoting import needs_quotes, quoted

SHORT = 20
"""Most lines of a file that may do without blank lines."""
_MOMENT = re.compile(r"\d[\d.+~Z -]*(?::?[\d.+~Z-]+)*", re.ASCII)
"""The characters of times and dates, which need no quotes."""


class Writer:
    """Collects the lines of a file. `lines` are those that were read."""

    def __init__(self, lines: Sequence[str], model: type[BaseModel], suppressed: Collection[int]) -> None:
        """Begin without lines. `suppressed` are the lines, from 0, to which suppressions apply."""
        self.written: list[str] = []
        self._lines = lines
        self._model = model
        self._suppressed = suppressed

    def file(self, whole: Entry, ends: Ends) -> None:
        """Write the head of a file, its keys, and its end.

        There is a blank line around each key whose value is a block of keys or entries, except in a short file that
        has none at all. Elsewhere it is as typed.
        """
        first = min(whole.children, key=lambda each: each.start)
        if not any(each.is_separate for each in whole.children if each is not first):
            has_blank_line = self._file(whole, ends, with_sections=False)
            if len(self.written) <= SHORT and not has_blank_line:
                return
            self.written.clear()
        self._file(whole, ends, with_sections=True)

    def _file(self, whole: Entry, ends: Ends, *, with_sections: bool) -> bool:
        """Write a file; return whether there is a blank line between two keys, such as below a comment."""
        has_blank_line = False
        self._comments(ends.head, 0)
        previous: Entry | None = None
        was_block = False
        for entry in whole.children:
            is_block = with_sections and self._is_block(entry)
            if previous is None:
                is_apart = bool(ends.head and entry.above)
            else:
                is_apart = entry.is_separate or bool(previous.below) or is_block or was_block
            if is_apart:
                self._blank_line()
                has_blank_line |= previous is not None
            self._entry(entry, 0)
            previous, was_block = entry, is_block
        self._comments(ends.foot, 0)
        return has_blank_line

    def _is_block(self, entry: Entry) -> bool:
        is_text = isinstance(entry.value, ScalarNode)
        return not is_text and self._inline(entry, _after_name(self._name(entry), 0)) is None

    def _entry(self, entry: Entry, column: int) -> None:
        name = self._name(entry)
        value = entry.value
        written = inline = None
        if isinstance(value, ScalarNode):
            written = self._text(entry, value, _after_name(name, column), column + INDENT)
        else:
            inline = self._inline(entry, _after_name(name, column))
        if entry.at_end and not _has_room_at_end(entry, written, inline):
            entry.above += entry.at_end
            entry.at_end = []
        self._comments(entry.above, column)
        begin = len(self.written)
        if written is not None:
            self._line(column, f"{name} {written.header}" if written.header else name)
            self._block(written.below, column + INDENT)
        elif inline is not None:
            self._line(column, f"{name} {inline}")
        elif entry.key is None:
            self._children(entry, column + INDENT)
            first = self.written[begin]
            self.written[begin] = f"{' ' * column}- {first[column + INDENT :]}"
        else:
            self._line(column, name)
            self._children(entry, column + INDENT)
        self._at_end(entry, begin)
        self._comments(entry.below, column)

    def _children(self, entry: Entry, column: int) -> None:
        for number, child in enumerate(entry.children):
            if number and (child.is_separate or entry.children[number - 1].below):
                self._blank_line()
            self._entry(child, column)
        self._comments(entry.last, column)

    def _inline(self, entry: Entry, column: int) -> str | None:
        """Return a value in braces or brackets, or None if it was not typed so, or does not fit into a line."""
        if not is_flow(self._lines, entry.value) or entry.has_comments() or _has_line_breaks(entry.value):
            return None
        inline = self._flow(entry)
        fits = not entry.children or column + len(inline) <= WIDTH
        return inline if fits or self._must_stay(entry) else None

    def _must_stay(self, entry: Entry) -> bool:
        """Return whether a suppression applies to a line of a value, or a key in it is a word without a colon.

        Such a word is the rest of a text that a comma has ended, which is reported only in braces.
        """
        at = entry.value.position
        is_suppressed = any(line in self._suppressed for line in range(at.line, at.end_line + 1))
        return is_suppressed or any(each.key and not self._has_colon(each.key) for each in entry.all())

    def _has_colon(self, key: ScalarNode) -> bool:
        at = key.position
        return self._lines[at.end_line][at.end_column :].lstrip().startswith(":")

    def _flow(self, entry: Entry) -> str:
        if isinstance(entry.value, ScalarNode):
            moment = self._moment(entry.value, entry.path)
            return moment or texts.on_one_line(self._lines, entry.value)
        if isinstance(entry.value, SequenceNode):
            return "[" + ", ".join(map(self._flow, entry.children)) + "]"
        return "{" + ", ".join(map(self._pair, entry.children)) + "}"

    def _pair(self, entry: Entry) -> str:
        assert entry.key, "it is in braces"
        name = self._key(entry.key)
        return f"{name}: {self._flow(entry)}" if self._has_colon(entry.key) else name

    def _name(self, entry: Entry) -> str:
        return f"{self._key(entry.key)}:" if entry.key else "-"

    def _key(self, key: ScalarNode) -> str:
        if key.plain:
            return key.text
        return quoted(key.text) if needs_quotes(key.text) else key.text

    def _text(self, entry: Entry, node: ScalarNode, column: int, indent: int) -> Written:
        moment = self._moment(node, entry.path)
        if moment:
            return Written(moment)
        written = texts.written(self._lines, node, column, indent)
        looks_swallowed = entry.at_end and not entry.at_end[0].startswith("# ")
        if looks_swallowed and not node.plain and written == Written(node.text):
            return Written(quoted(node.text))
        return written

    def _moment(self, node: ScalarNode, path: Path) -> str:
        """Return a time or a date in its usual form; an empty text if a value is none."""
        if not node.text[:1].isdigit() or not is_moment(self._model, path):
            return ""
        form = usual_form(node.text)
        return form if _MOMENT.fullmatch(form) else ""

    def _at_end(self, entry: Entry, line: int) -> None:
        """Add the comment at the end of the line of an entry, and those that continue it."""
        if not entry.at_end:
            return
        first, *others = entry.at_end
        self.written[line] += f"  {first}"
        column = len(self.written[line]) - len(first)
        self.written[line + 1 : line + 1] = [" " * column + each for each in others]

    def _comments(self, comments: Sequence[str], column: int) -> None:
        for each in comments:
            if each:
                self._line(column, each)
            else:
                self._blank_line()

    def _block(self, below: Sequence[str], column: int) -> None:
        self.written += [" " * column + each if each else "" for each in below]

    def _line(self, column: int, text: str) -> None:
        self.written.append(" " * column + text)

    def _blank_line(self) -> None:
        if self.written and self.written[-1]:
            self.written.append("")


def _has_room_at_end(entry: Entry, written: Written | None, inline: str | None) -> bool:
    """Return whether comments can follow the first line of an entry."""
    if written is not None:
        return not written.below or len(entry.at_end) == 1
    return inline is not None or entry.key is not None


def _after_name(name: str, column: int) -> int:
    """Return the column of a value after a name in a column."""
    return column + len(name) + 1


def _has_line_breaks(node: Node) -> bool:
    if isinstance(node, ScalarNode):
        return "\n" in node.text
    children = (each for _, each in node.entries) if isinstance(node, MappingNode) else node.items
    return any(map(_has_line_breaks, children))
