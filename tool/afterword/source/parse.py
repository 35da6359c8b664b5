"""YAML text to nodes, in one pass over libyaml's events, with our own stack.

Events are read instead of PyYAML's composed tree because they show anchors and tags at their place, cannot
overflow a stack, and are faster: nothing is built that is thrown away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from afterword.diagnostics import Diagnostic, DiagnosticCollector
from afterword.source.nodes import Mapping, Node, Position, PositionRanges, Scalar, Sequence, scalars
from afterword.source.quoting import quoted
from afterword.source.syntax import ParseState, explain
from afterword.source.text import FORBIDDEN, character_name

DEPTH_LIMIT = 24
"""Deepest nesting that is read; the deepest field of a record stands at 6, `internal` may add its own."""

SWALLOWED = re.compile(r"\s+(#(?=[\w-]*\d)[\w-]+)")
"""A comment that looks like a tracker number or a colour: no blank after `#`, and a digit in it."""
_SWALLOWED_WHOLE = re.compile(r"\s*:?\s+(#(?=[^\s#])\S+)")
"""Where nothing else is left of the value, any comment without a blank after `#` looks like one."""

_COMMENT = re.compile(r"(?<!\S)#")


def parse(file: str, text: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Read one YAML document, from text as `text.decode` gives it.

    The node is None where the text could not be read to its end.
    """
    reader = _Reader(file, text.split("\n"))
    try:
        reader.read(text)
    except yaml.MarkedYAMLError as error:
        reader.report_syntax(error)
    except _TooDeepError:
        pass
    return (None if reader.broken else reader.root), reader.collector.findings()


class _TooDeepError(Exception):
    """Nesting went over the limit; there is nothing to gain from reading on."""


@dataclass(slots=True)
class _Open:
    """A container that is still being filled."""

    position: Position
    mapping: bool
    flow: bool
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    file: str
    lines: list[str]
    root: Node | None = None
    broken: bool = False
    collector: DiagnosticCollector = field(default_factory=DiagnosticCollector)
    stack: list[_Open] = field(default_factory=list)
    last: Scalar | None = None
    has_comments: bool = False

    def read(self, text: str) -> None:
        documents = 0
        self.has_comments = "#" in text
        next_event = yaml.CBaseLoader(text).get_event
        while (event := next_event()) is not None:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end(event)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    said = "a second YAML document begins here; give it a file of its own"
                    self._error("several-documents", _place(event), said)
                    break
        if "\t" in text and self.root is not None:
            self._tabs(self.root)

    def report_syntax(self, error: yaml.MarkedYAMLError) -> None:
        self.broken = True
        opened = self.stack[-1] if self.stack and self.stack[-1].flow else None
        state = ParseState(self.lines, opened.position if opened else None, self.last)
        if error.problem_mark and "nesting depth" in str(error.problem):
            # libyaml 0.2.6 and later have their own limit, and may reach it before they return the first event.
            self._too_deep(state.position(error.problem_mark.line, error.problem_mark.column))
            return
        rule, position, message, example = explain(error, state)
        location = position.location(self.file)
        if not any(found.rule == rule and found.location == location for found in self.collector.kept):
            self._error(rule, position, message, example)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text, style, position = event.value, event.style, _place(event)
        if style in ("|", ">"):
            position = self._without_blank_end(position)
        elif position.end_line >= len(self.lines):
            position = self._end_of_text()
        if event.anchor or event.tag:
            self._decorated(event)
        if style == '"':
            text = self._shown(text, position)
        elif not style and self.has_comments:
            self._swallowed(text, position)
        self.last = Scalar(text, position, not style)
        self._add(self.last)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if event.anchor or event.tag:
            self._decorated(event)
        if len(self.stack) >= DEPTH_LIMIT:
            self._too_deep(_place(event))
            self.broken = True
            raise _TooDeepError
        mapping = isinstance(event, yaml.MappingStartEvent)
        self.stack.append(_Open(_place(event), mapping, bool(event.flow_style)))

    def _too_deep(self, position: Position) -> None:
        said = f"nested deeper than {DEPTH_LIMIT} levels; keep raw data in a file beside the record"
        self._error("too-deep", position, said)

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        done = self.stack.pop()
        # libyaml ends a block where the next thing begins, often lines further down.
        end = _place(event) if done.flow or not done.nodes else done.nodes[-1].position
        position = Position(done.position.line, done.position.column, end.end_line, end.end_column)
        self._add(
            self._mapping(done.nodes, position) if done.mapping else Sequence(tuple(done.nodes), position)
        )

    def _mapping(self, nodes: list[Node], position: Position) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                said = "a list or a mapping stands where a key was expected; a key is a single word"
                self._error("key-not-text", key.position, said)
            elif not key.text:
                said = "a key is missing in front of the colon"
                self._error("key-not-text", key.position, said)
            elif key.plain and key.text == "<<":
                said = "merge keys (`<<`) are not read; write the fields out where they are needed"
                self._error("merge-key", key.position, said)
            elif key.text in entries:
                self._repeated(key, entries[key.text][0])
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), position)

    def _repeated(self, key: Scalar, first: Scalar) -> None:
        if self.collector.wants("duplicate-key"):
            line = first.position.line + 1
            said = f"`{key.text[:60]}` stands here a second time (first in line {line}); keep one of them"
            self._add_error("duplicate-key", key.position, said)

    def _alias(self, event: yaml.AliasEvent) -> None:
        written, position = f"*{event.anchor}", _place(event)
        if self.collector.wants("anchor-or-alias"):
            said = f"alias `{written[:60]}`: aliases are not read; write it out, or quote it if it is text"
            self._add_error("anchor-or-alias", position, said, quoted(written[:200]))
        self._add(Scalar(written, position, plain=False))

    def _decorated(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        position, whole = _place(event), ""
        if isinstance(event, yaml.ScalarEvent) and position.line == position.end_line and not event.style:
            whole = quoted(self.lines[position.line][position.column : position.end_column][:200])
        if event.anchor and self.collector.wants("anchor-or-alias"):
            said = (
                f"anchor `&{event.anchor[:60]}`: anchors are not read; delete it, or quote it if it is text"
            )
            self._add_error("anchor-or-alias", self._sign("&", event), said, whole)
        if event.tag and self.collector.wants("custom-tag"):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:60]
            said = f"tag `{tag}`: keys tell types, tags are not read; delete it, or quote it if it is text"
            self._add_error("custom-tag", self._sign("!", event), said, whole)

    def _sign(self, sign: str, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Position:
        """Find the word that begins with `&` or `!`; both may stand before a value, in either order."""
        start = _place(event)
        line = self.lines[start.line]
        column = max(line.find(sign, start.column), start.column)
        word = re.compile(r"[^\s,\[\]{}]+").match(line, column)
        return Position(start.line, column, start.line, word.end() if word else column + 1)

    def _shown(self, value: str, position: Position) -> str:
        """Refuse what only an escape can bring in, and keep it from whatever quotes the value."""
        unseen = FORBIDDEN.search(value)
        if not unseen:
            return value
        said = (
            f"an escape stands here for {character_name(unseen.group())}, which readers cannot see; delete it"
        )
        self._error("control-character", position, said)
        return FORBIDDEN.sub("\ufffd", value)

    def _swallowed(self, value: str, position: Position) -> None:
        if not value and self.stack and self.stack[-1].flow and self.last:
            position = (
                self.last.position
            )  # within brackets, libyaml puts what is missing where the next thing stands
        line = self.lines[position.end_line]
        match = (SWALLOWED if value else _SWALLOWED_WHOLE).match(line, position.end_column)
        if not match:
            return
        begin, lost = match.start(1), line[match.start(1) :].rstrip()
        at = Position(position.end_line, begin, position.end_line, begin + len(lost))
        said = f"`{lost[:60]}` is read as a comment and lost; quote the value, or put a blank after the `#`"
        short = position.line == position.end_line and len(line) < 200
        kept = re.split(r"[,\]}]", lost, maxsplit=1)[0] if self.stack and self.stack[-1].flow else lost
        self._error("swallowed-number", at, said, quoted(f"{value} {kept}".strip()) if short else "")

    def _tabs(self, root: Node) -> None:
        """Report tabs that are structure; in text and in comments they do no harm."""
        texts = PositionRanges(node.position for node in scalars(root))
        for number, line in enumerate(self.lines):
            column = line.find("\t")
            while column >= 0 and texts.contain(number, column):
                column = line.find("\t", column + 1)
            if column >= 0 and not _is_comment(line[:column], number, texts):
                said = "a tab stands between keys and values; use blanks, which all editors show alike"
                self._error("tab", Position(number, column, number, column + 1), said)

    def _without_blank_end(self, position: Position) -> Position:
        """libyaml ends block text where the next thing begins; end it behind its last character."""
        line = min(position.end_line, len(self.lines) - 1)
        if position.end_column and self.lines[line][: position.end_column].strip():
            return position
        line -= 1
        while line > position.line and not self.lines[line].strip():
            line -= 1
        return Position(position.line, position.column, line, len(self.lines[line]))

    def _end_of_text(self) -> Position:
        """libyaml adds a line to a text that ends without one, and puts what is missing there."""
        line, column = len(self.lines) - 1, len(self.lines[-1])
        return Position(line, column, line, column)

    def _add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].nodes.append(node)
        else:
            self.root = node

    def _error(self, rule: str, position: Position, message: str, example: str = "") -> None:
        if self.collector.wants(rule):
            self._add_error(rule, position, message, example)

    def _add_error(self, rule: str, position: Position, message: str, example: str = "") -> None:
        self.collector.add(rule, position.location(self.file), message, example)


def _place(event: yaml.Event) -> Position:
    start, end = event.start_mark, event.end_mark
    assert start, "libyaml marks every event"
    assert end
    return Position(start.line, start.column, end.line, end.column)


def _is_comment(before: str, number: int, texts: PositionRanges) -> bool:
    signs = (match.start() for match in _COMMENT.finditer(before))
    return any(not texts.contain(number, column) for column in signs)
