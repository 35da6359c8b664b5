"""Finds the comments of a file, and gives each to the entry that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from afterword.layout.entries import Entry, is_flow
from afterword.source.nodes import MappingNode, PositionRanges, ScalarNode, SequenceNode, scalars

_COMMENT = re.compile(r"(?<!\S)#")
_MARKER = re.compile(r"---(?=\s|$)")
_HEADER = re.compile(r"[|>][-+0-9]*")


class Comment(NamedTuple):
    """A comment, at a line and a column from 0. `above_blank` and `below_blank`: whether a blank line is next to it."""

    line: int
    column: int
    text: str
    is_alone: bool
    above_blank: bool
    below_blank: bool


class Ends(NamedTuple):
    """The lines at the head of a file, before its first key, and those at its end. An empty text is a blank line."""

    head: list[str]
    foot: list[str]


def comments(lines: Sequence[str], root: MappingNode) -> list[Comment]:
    """Return every comment of a file, in its order. What looks like one in a quoted or a block text is none."""
    texts = [node for node in scalars(root) if not node.plain]
    texts += [key for key in _keys(root) if not key.plain]
    ranges = PositionRanges(sorted(node.position for node in texts))
    headers = {
        node.position.line: found.end()
        for node in texts
        if (found := _HEADER.match(lines[node.position.line], node.position.column))
    }
    return [each for number in range(len(lines)) if (each := _comment_in(lines, number, ranges, headers))]


def _comment_in(
    lines: Sequence[str], number: int, texts: PositionRanges, headers: dict[int, int]
) -> Comment | None:
    line = lines[number]
    for match in _COMMENT.finditer(line):
        column = match.start()
        if texts.contain(number, column) and not headers.get(number, len(line)) <= column:
            continue
        above = number > 0 and not lines[number - 1].strip()
        below = number + 1 < len(lines) and not lines[number + 1].strip()
        return Comment(number, column, line[column:].rstrip(), not line[:column].strip(), above, below)
    return None


def _keys(node: MappingNode | SequenceNode | ScalarNode) -> Iterator[ScalarNode]:
    if isinstance(node, MappingNode):
        for key, value in node.entries:
            yield key
            yield from _keys(value)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _keys(item)


def attach(lines: Sequence[str], whole: Entry) -> Ends:
    """Give comments and blank lines to entries; return those of the head and of the end of the file."""
    assert isinstance(whole.value, MappingNode)
    return _Attachment(lines, whole).run(comments(lines, whole.value))


class _Attachment:
    def __init__(self, lines: Sequence[str], whole: Entry) -> None:
        self._lines = lines
        self._whole = whole
        self._entries = [*whole.all()][1:]
        self._ends = Ends([*self._head()], [])
        self._continued: tuple[int, int, Entry] | None = None
        """The line and the column of a comment at the end of a line, and its entry."""

    def run(self, found: Iterable[Comment]) -> Ends:
        lines = self._lines
        for entry in self._entries:
            line = entry.start[0] - 1
            entry.is_separate = line >= 0 and not lines[line].strip()
        runs = groupby(found, key=self._number_before)
        for before, run in runs:
            previous = self._entries[before] if before >= 0 else None
            following = self._entries[before + 1] if before + 1 < len(self._entries) else None
            self._attach_run([*run], previous, following)
        # Only of a file in braces: what is in them after the last key, and after them.
        self._ends.foot[:0] = [*self._whole.last, *self._whole.at_end]
        return self._ends

    def _number_before(self, comment: Comment) -> int:
        """Return the index of the last entry that begins before a comment, -1 if there is none."""
        at = (comment.line, comment.column)
        low, high = 0, len(self._entries)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self._entries[middle].start < at else (low, middle)
        return low - 1

    def _attach_run(self, run: list[Comment], previous: Entry | None, following: Entry | None) -> None:
        if previous is None:  # the head of the file
            return
        above: list[Comment] = []
        deepest = len(previous.path) + 1
        for each in run:
            if not each.is_alone:
                self._attach_to_line(each, previous)
            elif self._continues(each):
                assert self._continued
                self._continued[2].at_end.append(each.text)
            elif self._is_before_value(each, previous):
                previous.above.append(each.text)
            else:
                owner = None if above else self._container(each, previous, following, deepest)
                if owner is None:
                    above.append(each)
                else:
                    deepest = len(owner.path)
                    owner.last += _with_blank([each], is_first=False)
        self._attach_above(above, previous, following)

    def _head(self) -> Iterator[str]:
        """Yield the lines above the first key: comments, blank lines, and `---`."""
        for line in self._lines[: self._entries[0].start[0]]:
            text = line.strip()
            if not text or text.startswith("#") or _MARKER.match(line):
                yield text
            elif found := _COMMENT.search(line):
                yield line[found.start() :].rstrip()

    def _attach_to_line(self, comment: Comment, entry: Entry) -> None:
        """Attach a comment at the end of a line to the last entry that begins on it, or whose brackets end on it."""
        at = (comment.line, comment.column)
        while entry.parent is not None and is_flow(self._lines, entry.parent.value):
            end = entry.parent.value.position
            if (end.end_line, end.end_column) > at:
                break
            entry = entry.parent
        if not self._lines[comment.line][: comment.column].strip(" -?"):
            while entry.parent and entry.parent.is_item and entry.parent.start[0] == entry.start[0]:
                entry = entry.parent
            entry.above.append(comment.text)
            return
        if entry.at_end:
            entry.above += entry.at_end
            entry.at_end = []
        entry.at_end.append(comment.text)
        self._continued = (*at, entry)

    def _continues(self, comment: Comment) -> bool:
        """Return whether a comment is right below one at the end of a line."""
        if self._continued is None:
            return False
        line, column, entry = self._continued
        if comment.line == line + 1 and comment.column == column and column > entry.start[1]:
            self._continued = (comment.line, column, entry)
            return True
        return False

    def _is_before_value(self, comment: Comment, entry: Entry) -> bool:
        """Return whether a comment is between a key, or a hyphen, and its value."""
        begin = entry.value.position
        is_leaf = not entry.children or is_flow(self._lines, entry.value)
        return is_leaf and (begin.line, begin.column) > (comment.line, comment.column)

    def _container(
        self, comment: Comment, previous: Entry, following: Entry | None, deepest: int
    ) -> Entry | None:
        """Return the entry at whose end a comment is; None if it is about the following entry."""
        stops_at = following.parent if following and following.parent else self._whole
        entry: Entry | None = previous if previous.children or previous is stops_at else previous.parent
        while entry is not None and entry is not stops_at:
            if is_flow(self._lines, entry.value):
                end = entry.value.position
                inside = (end.end_line, end.end_column) > (comment.line, comment.column)
            else:
                inside = comment.column >= _column(entry)
            if inside and len(entry.path) <= deepest:
                return entry
            entry = entry.parent
        return None

    def _attach_above(self, run: list[Comment], previous: Entry, following: Entry | None) -> None:
        if following is None:
            if run:
                self._ends.foot.extend(_with_blank(run, is_first=False))
            return
        siblings = following.parent.children if following.parent else []
        number = siblings.index(following)
        if number and run and not run[0].above_blank:
            end = next((index for index, each in enumerate(run, 1) if each.below_blank), 0)
            siblings[number - 1].below += [each.text for each in run[:end]]
            run = run[end:]
        following.above += _with_blank(run, is_first=True)
        if run and following.start[0] > run[-1].line + 1 and run[-1].below_blank:
            following.above.append("")
        if run:
            following.is_separate = run[0].above_blank


def _column(entry: Entry) -> int:
    """Return the column from which on a comment is about the children of an entry."""
    column = entry.children[0].start[1]
    if entry.is_item:
        return entry.start[1] + 1
    parent = entry.parent
    is_flush = isinstance(entry.value, SequenceNode) and parent is not None and column <= entry.start[1]
    return column + 1 if is_flush else column


def _with_blank(run: Sequence[Comment], *, is_first: bool) -> list[str]:
    """Return the texts of comments, with an empty one for the blank lines above each of them."""
    texts: list[str] = []
    for each in run:
        if each.above_blank and (texts or not is_first):
            texts.append("")
        texts.append(each.text)
    return texts
