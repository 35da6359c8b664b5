"""Parses YAML text to nodes, in one pass over libyaml's events, with a stack of its own.

It reads events and not PyYAML's composed tree because events show where anchors and tags are, cannot overflow the
call stack, and are faster: nothing is built and thrown away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from afterword.diagnostics import Diagnostic, DiagnosticCollector
from afterword.patterns import pattern
from afterword.source.conflicts import conflicts, may_have_conflicts
from afterword.source.direction import ISOLATES, has_isolates, unpaired
from afterword.source.nodes import (
    MappingNode,
    Node,
    Position,
    PositionRanges,
    ScalarNode,
    SequenceNode,
    scalars,
)
from afterword.source.quoting import quoted
from afterword.source.syntax import DIRECTIVE, ParseState, explain
from afterword.source.text import FORBIDDEN, character_name, describe_unpaired

DEPTH_LIMIT = 24
"""Deepest nesting that is read. The deepest field of a record is at 6; `internal` may contain more."""

SWALLOWED = pattern(r"\s+(#(?=[\w-]*\d)[\w-]+)")
"""A comment that looks like a tracker number or a colour: no space after `#`, and a digit in it."""
_SWALLOWED_WHOLE = pattern(r"\s*:?\s+(#(?=[^\s#])\S+)")
"""If nothing else is left of the value, any comment without a space after `#` looks like one."""

_WITHOUT_ISOLATES = pattern(f"[{ISOLATES}]")
_COMMENT = pattern(r"(?<!\S)#")


def parse(file: str, text: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Parse one YAML document.

    The node is None if the text could not be read to its end. Of characters that YAML cannot have, nothing is said:
    `text.decode` has done so.
    """
    reader = _Reader(file, text.split("\n"))
    if may_have_conflicts(text) and (found := [*conflicts(reader.lines)]):
        for conflict in found:
            reader.report("merge-conflict", conflict.position, conflict.message)
        return None, reader.collector.findings()
    try:
        reader.read(text)
    except yaml.MarkedYAMLError as error:
        reader.report_syntax(error)
    except yaml.reader.ReaderError:
        return None, ()
    except _TooDeepError:
        pass
    return (None if reader.broken else reader.root), reader.collector.findings()


class _TooDeepError(Exception):
    """The nesting is deeper than the limit; reading more would gain nothing."""


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
    last: ScalarNode | None = None
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
                if event.version or event.tags:
                    self.broken = True
                    self.report("yaml-syntax", _position(event), DIRECTIVE)
                    break
                if documents > 1:
                    message = "a second YAML document begins here; put it in its own file"
                    self.report("several-documents", _position(event), message)
                    break
        if "\t" in text and self.root is not None:
            self._report_tabs(self.root)

    def report_syntax(self, error: yaml.MarkedYAMLError) -> None:
        self.broken = True
        opened = self.stack[-1] if self.stack and self.stack[-1].flow else None
        state = ParseState(self.lines, opened.position if opened else None, self.last)
        if error.problem_mark and "nesting depth" in str(error.problem):
            # libyaml 0.2.6 and later have their own limit, and may reach it before they return the first event.
            self._report_too_deep(state.position(error.problem_mark.line, error.problem_mark.column))
            return
        rule, position, message, example = explain(error, state)
        location = position.location(self.file)
        if not any(found.rule == rule and found.location == location for found in self.collector.kept):
            self.report(rule, position, message, example)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text, style, position = event.value, event.style, _position(event)
        if style in ("|", ">"):
            position = self._without_trailing_space(position)
        elif position.end_line >= len(self.lines):
            position = self._end_of_text()
        if event.anchor or event.tag:
            self._report_anchor_or_tag(event)
        if style == '"':
            text = self._without_hidden(text, position)
        elif not style and self.has_comments:
            self._report_swallowed(text, position)
        if has_isolates(text) and (found := unpaired(text)):
            self.report("control-character", position, describe_unpaired(text, found))
            text = _WITHOUT_ISOLATES.sub("\ufffd", text)
        self.last = ScalarNode(text, position, not style)
        self._add(self.last)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if event.anchor or event.tag:
            self._report_anchor_or_tag(event)
        if len(self.stack) >= DEPTH_LIMIT:
            self._report_too_deep(_position(event))
            self.broken = True
            raise _TooDeepError
        mapping = isinstance(event, yaml.MappingStartEvent)
        self.stack.append(_Open(_position(event), mapping, bool(event.flow_style)))

    def _report_too_deep(self, position: Position) -> None:
        message = f"nested deeper than {DEPTH_LIMIT} levels; keep raw data in a file next to the record"
        self.report("too-deep", position, message)

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        done = self.stack.pop()
        # libyaml ends a block where the next node begins, often some lines further down.
        end = _position(event) if done.flow or not done.nodes else done.nodes[-1].position
        position = Position(done.position.line, done.position.column, end.end_line, end.end_column)
        self._add(
            self._mapping(done.nodes, position) if done.mapping else SequenceNode(tuple(done.nodes), position)
        )

    def _mapping(self, nodes: list[Node], position: Position) -> MappingNode:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                message = "a key must be a single word, not a list or a mapping"
                self.report("key-not-text", key.position, message)
            elif not key.text:
                message = "the key before the colon is missing"
                self.report("key-not-text", key.position, message)
            elif key.plain and key.text == "<<":
                message = "merge keys (`<<`) are not supported; write the fields out where they are needed"
                self.report("merge-key", key.position, message)
            elif key.text in entries:
                self._report_duplicate(key, entries[key.text][0])
            else:
                entries[key.text] = (key, value)
        return MappingNode(tuple(entries.values()), position)

    def _report_duplicate(self, key: ScalarNode, first: ScalarNode) -> None:
        if self.collector.wants("duplicate-key"):
            line = first.position.line + 1
            message = f"`{key.text[:60]}` is already on line {line}; keep only one of them"
            self._add_error("duplicate-key", key.position, message)

    def _alias(self, event: yaml.AliasEvent) -> None:
        written, position = f"*{event.anchor}", _position(event)
        if self.collector.wants("anchor-or-alias"):
            message = (
                f"alias `{written[:60]}`: aliases are not supported; write it out, or quote it if it is text"
            )
            self._add_error("anchor-or-alias", position, message, quoted(written[:200]))
        self._add(ScalarNode(written, position, plain=False))

    def _report_anchor_or_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        position, whole = _position(event), ""
        if isinstance(event, yaml.ScalarEvent) and position.line == position.end_line and not event.style:
            whole = quoted(self.lines[position.line][position.column : position.end_column][:200])
        if event.anchor and self.collector.wants("anchor-or-alias"):
            message = f"anchor `&{event.anchor[:60]}`: anchors are not supported; delete it, or quote it if it is text"
            self._add_error("anchor-or-alias", self._word_position("&", event), message, whole)
        if event.tag and self.collector.wants("custom-tag"):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:60]
            message = f"tag `{tag}`: tags are not supported; delete it, or quote it if it is text"
            self._add_error("custom-tag", self._word_position("!", event), message, whole)

    def _word_position(self, indicator: str, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Position:
        """Return the position of the word that begins with `&` or `!`. A value may have both, in either order."""
        start = _position(event)
        line = self.lines[start.line]
        column = max(line.find(indicator, start.column), start.column)
        word = re.compile(r"[^\s,\[\]{}]+").match(line, column)
        return Position(start.line, column, start.line, word.end() if word else column + 1)

    def _without_hidden(self, value: str, position: Position) -> str:
        """Report a character that only an escape can contain, and replace it wherever the value is shown."""
        hidden = FORBIDDEN.search(value)
        if not hidden:
            return value
        name = character_name(hidden.group())
        message = f"the text contains an escape for {name}, which readers cannot see; delete it"
        self.report("control-character", position, message)
        return FORBIDDEN.sub("\ufffd", value)

    def _report_swallowed(self, value: str, position: Position) -> None:
        if not value and self.stack and self.stack[-1].flow and self.last:
            # Within brackets, libyaml puts a missing value where the next node begins.
            position = self.last.position
        line = self.lines[position.end_line]
        match = (SWALLOWED if value else _SWALLOWED_WHOLE).match(line, position.end_column)
        if not match:
            return
        begin, lost = match.start(1), line[match.start(1) :].rstrip()
        at = Position(position.end_line, begin, position.end_line, begin + len(lost))
        message = (
            f"`{lost[:60]}` is read as a comment and lost; quote the value, or add a space after the `#`"
        )
        short = position.line == position.end_line and len(line) < 200
        kept = re.split(r"[,\]}]", lost, maxsplit=1)[0] if self.stack and self.stack[-1].flow else lost
        self.report("swallowed-number", at, message, quoted(f"{value} {kept}".strip()) if short else "")

    def _report_tabs(self, root: Node) -> None:
        """Report tabs that are part of the structure. In text and in comments they do no harm."""
        texts = PositionRanges(node.position for node in scalars(root))
        for number, line in enumerate(self.lines):
            column = line.find("\t")
            while column >= 0 and texts.contain(number, column):
                column = line.find("\t", column + 1)
            if column >= 0 and not _is_comment(line[:column], number, texts):
                message = "there is a tab between keys and values; use spaces, which all editors show alike"
                self.report("tab", Position(number, column, number, column + 1), message)

    def _without_trailing_space(self, position: Position) -> Position:
        """Return the position of block text up to its last character; libyaml ends it where the next node begins."""
        line = min(position.end_line, len(self.lines) - 1)
        if position.end_column and self.lines[line][: position.end_column].strip():
            return position
        line -= 1
        while line > position.line and not self.lines[line].strip():
            line -= 1
        return Position(position.line, position.column, line, len(self.lines[line]))

    def _end_of_text(self) -> Position:
        """Return the end of a text without a final line break; libyaml puts a missing value on a line after it."""
        line, column = len(self.lines) - 1, len(self.lines[-1])
        return Position(line, column, line, column)

    def _add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].nodes.append(node)
        else:
            self.root = node

    def report(self, rule: str, position: Position, message: str, example: str = "") -> None:
        """Add an error, unless there are too many of the rule already."""
        if self.collector.wants(rule):
            self._add_error(rule, position, message, example)

    def _add_error(self, rule: str, position: Position, message: str, example: str = "") -> None:
        self.collector.add(rule, position.location(self.file), message, example)


def _position(event: yaml.Event) -> Position:
    start, end = event.start_mark, event.end_mark
    assert start, "libyaml marks every event"
    assert end
    return Position(start.line, start.column, end.line, end.column)


def _is_comment(before: str, number: int, texts: PositionRanges) -> bool:
    comments = (match.start() for match in _COMMENT.finditer(before))
    return any(not texts.contain(number, column) for column in comments)
