"""Puts libyaml's complaints into words that a tired person can act on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from afterword.source.nodes import Position, Scalar
from afterword.source.quoting import quoted, scalar

_NO_BLANK = re.compile(r"\s*(?:- +)?(?P<key>[A-Za-z_][\w-]*):(?=[^\s/:])(?P<value>.*)")
_SWALLOWED = re.compile(r"(?<!\S)#[^\s#]|[\[{,]#\S")
_ODD_BLANK = re.compile("(?:^ *|[:-] *)(?P<blank>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
_LONGEST_KEY = 1024
_SHOWN_AT_MOST = 200


class SyntaxMessage(NamedTuple):
    """What is wrong, in words: the rule, the place, the message and an example."""

    rule: str
    position: Position
    message: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class ParseState:
    """What had been read when libyaml gave up: the innermost `{` or `[` that is open, and the last text."""

    lines: list[str]
    opened: Position | None = None
    last: Scalar | None = None

    def position(self, line: int, column: int, end_column: int = 0) -> Position:
        """Give a place that surely lies in the text; without an end, up to the end of the line."""
        behind_the_end = line >= len(self.lines)
        line = min(line, len(self.lines) - 1)
        length = len(self.lines[line] if end_column else self.lines[line].rstrip())
        column = length if behind_the_end else min(column, length)
        return Position(
            line, column, line, min(max(end_column, column + 1), length) if end_column else length
        )

    def value(self, position: Position, skip: int = 0) -> str:
        """Give the text from a place to where the value surely ends."""
        line = self.lines[position.line]
        before, rest = line[: position.column], line[position.column + skip :].strip()
        # libyaml looks ahead: it may give up before it has told of the bracket that it is in.
        if self.opened or len(re.findall(r"[\[{]", before)) > len(re.findall(r"[\]}]", before)):
            rest = re.split(r"[,\]}]", rest, maxsplit=1)[0].strip()
        return re.split(r"\s+#\s", rest, maxsplit=1)[0][:_SHOWN_AT_MOST]

    def cannot_begin(self, position: Position, said: str = "") -> SyntaxMessage:
        """Complain about the sign that a value begins with."""
        sign = self.lines[position.line][position.column : position.column + 1]
        named = "a backtick" if sign == "`" else f"`{sign}`"
        value = self.value(position)
        at = self.position(position.line, position.column, position.column + len(value))
        return SyntaxMessage(
            "yaml-syntax", at, said or f"a value cannot begin with {named}; quote it", quoted(value)
        )


def explain(error: yaml.MarkedYAMLError, state: ParseState) -> SyntaxMessage:
    """Turn libyaml's words and mark into a complaint."""
    problem, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    at = state.position(mark.line, mark.column) if mark else state.position(0, 0)
    begin = state.position(error.context_mark.line, error.context_mark.column) if error.context_mark else at
    if "quoted scalar" in context:
        return _quotes(problem, at, begin, state)
    for line in sorted({at.line, begin.line, max(at.line - 1, 0)}):
        odd = _ODD_BLANK.search(state.lines[line])
        if odd:
            said = f"a blank of a special kind (U+{ord(odd['blank']):04X}) stands here; type an ordinary one"
            return SyntaxMessage("yaml-syntax", state.position(line, odd.start("blank"), odd.end()), said)
    if "block scalar" in context:
        return _block_text(problem, at, begin, state)
    if "directive" in context or "YAML document" in problem:
        said = "a line that begins with `%` is an instruction to YAML, and none is known here; delete it"
        return SyntaxMessage("yaml-syntax", begin, said)
    if "tag" in context or "tag" in problem:
        said = "a word that begins with `!` is a tag, and tags are not read; quote it if it is text"
        return SyntaxMessage("custom-tag", begin, said, quoted(state.value(begin)))
    return _structure(problem, at, begin, state)


def _structure(problem: str, at: Position, begin: Position, state: ParseState) -> SyntaxMessage:
    line = state.lines[at.line]
    if "tab character" in problem or line[at.column :].lstrip(" ").startswith("\t"):
        column = line.index("\t")
        said = "a tab stands where YAML counts blanks; indent with blanks"
        return SyntaxMessage("tab", state.position(at.line, column, column + 1), said)
    if "cannot start any token" in problem:
        return state.cannot_begin(at)
    if "alphabetic or numeric" in problem or "mapping keys are not allowed" in problem:
        return state.cannot_begin(begin)
    if "mapping values are not allowed" in problem:
        return _colon(at, state)
    if "block sequence entries are not allowed" in problem:
        said = "the dash of a list entry must begin a line of its own; quote the value if it is text"
        return state.cannot_begin(at, said)
    if state.opened:
        return _brackets(at, state.opened, state)
    if "node content" in problem:
        return _brackets(at, begin, state)
    return _misfit(problem, at, begin, state)


def _quotes(problem: str, at: Position, begin: Position, state: ParseState) -> SyntaxMessage:
    if "end of stream" in problem or "document indicator" in problem:
        said = "a quote is opened here and never closed"
        return SyntaxMessage("yaml-syntax", begin, said, quoted(state.value(begin, skip=1)))
    said = (
        "between double quotes `\\` begins an escape; use single quotes, in which it is an ordinary character"
    )
    value = state.value(begin, skip=1)
    inside = value.rpartition('"')[0] or value
    return SyntaxMessage("yaml-syntax", at, said, "'" + inside.replace("'", "''") + "'")


def _block_text(problem: str, at: Position, begin: Position, state: ParseState) -> SyntaxMessage:
    if "tab character" in problem:
        said = "block text is indented with blanks; a tab may stand only behind them"
        return SyntaxMessage("tab", state.position(at.line, at.column, at.column + 1), said)
    sign = state.lines[begin.line][begin.column : begin.column + 1]
    said = f"behind `{sign}` block text begins in the next line; quote the value if it is a single line"
    return state.cannot_begin(begin, said)


def _colon(at: Position, state: ParseState) -> SyntaxMessage:
    line = state.lines[at.line]
    before = line[: at.column]
    above = max((n for n in range(max(at.line - 20, 0), at.line) if state.lines[n].strip()), default=at.line)
    no_blank = _NO_BLANK.fullmatch(state.lines[above])
    if no_blank and above != at.line:
        return _without_blank(above, no_blank, state)
    if at.column > _LONGEST_KEY:
        said = f"a key may have {_LONGEST_KEY:,} characters at most; quote the line if it is text"
        return SyntaxMessage("yaml-syntax", at, said)
    key = re.match(r"[\s{\[,-]*[^:]*?:(?=\s)\s*(?=\S)", before)
    if key and before.strip():
        said = "a colon followed by a blank ends a key; quote text that holds one"
        start = state.position(at.line, key.end())
        return SyntaxMessage("yaml-syntax", at, said, f"{key.group().strip()} {quoted(state.value(start))}")
    said = "a key stands here, but the line above already has a value; check how far both are indented"
    return SyntaxMessage("yaml-syntax", at, said)


def _without_blank(line: int, match: re.Match[str], state: ParseState) -> SyntaxMessage:
    said = f"a blank is missing behind the colon of `{match['key']}`"
    position = state.position(line, match.start("key"), match.start("value"))
    value = match["value"].strip()[:_SHOWN_AT_MOST]
    return SyntaxMessage("yaml-syntax", position, said, f"{match['key']}: {scalar(value)}")


def _brackets(at: Position, opened: Position, state: ParseState) -> SyntaxMessage:
    sign = state.lines[opened.line][opened.column : opened.column + 1]
    line = state.lines[opened.line]
    swallowed = _SWALLOWED.search(line, opened.column + 1) or _SWALLOWED.match(line, opened.column)
    if swallowed:
        begin = line.index("#", swallowed.start())
        lost = line[begin:].rstrip()
        said = f"`{lost[:60]}` is read as a comment, with all that follows it in the line; quote it"
        value = re.split(r"[,\s\]}]", lost, maxsplit=1)[0]
        return SyntaxMessage("swallowed-number", state.position(opened.line, begin), said, quoted(value))
    if sign not in ("{", "["):
        return state.cannot_begin(at)
    close = "}" if sign == "{" else "]"
    example = "{component: search, level: degraded}" if sign == "{" else "[search, billing]"
    if at.line == opened.line and at.column < len(line.rstrip()):
        said = f"a comma or the `{close}` is missing before this; quote text that holds `,`, `:` or brackets"
        return SyntaxMessage("yaml-syntax", at, said, example)
    said = f"this `{sign}` is not closed by a `{close}`, or a comma is missing in it"
    return SyntaxMessage("yaml-syntax", state.position(opened.line, opened.column), said, example)


def _misfit(problem: str, at: Position, begin: Position, state: ParseState) -> SyntaxMessage:
    line, last = state.lines[at.line], state.last
    before = line[: at.column].strip()
    if last and not last.plain and last.position.line < last.position.end_line == at.line and before:
        said = (
            "the quote opened here is closed by a quote further down; the one that should close it is missing"
        )
        return SyntaxMessage("yaml-syntax", state.position(last.position.line, last.position.column), said)
    if line.startswith(":", at.column):
        said = "a key is missing in front of the colon"
        here = state.position(at.line, at.column, at.column + 1)
        return SyntaxMessage("key-not-text", here, said)
    if before.endswith(('"', "'")):
        said = "text goes on behind the closing quote; put all of it between quotes of the other kind"
        return SyntaxMessage("yaml-syntax", at, said, _requoted(line, at, last))
    if "expected ':'" in problem:
        no_blank = _NO_BLANK.fullmatch(state.lines[begin.line])
        if no_blank:
            return _without_blank(begin.line, no_blank, state)
        said = (
            "this line has no key; indent it further if it carries on the text above, else begin it with one"
        )
        return SyntaxMessage("yaml-syntax", begin, said, f"title: {scalar(state.value(begin))}")
    if "document start" in problem:
        said = "this line is indented less than the first one, or stands behind the end of the record (`...`)"
    elif "'-' indicator" in problem:
        said = "a list stands above, and this is no entry of it; begin it with a dash, or indent it less"
    elif "expected key" in problem and before:
        said = "this cannot follow what stands before it in the line; quote the whole value if it is text"
    elif "expected key" in problem:
        said = "this line is indented differently from the keys it belongs to; give it as many blanks"
    else:
        said = f"this is not valid YAML: {problem}"
    return SyntaxMessage("yaml-syntax", at, said)


def _requoted(line: str, at: Position, last: Scalar | None) -> str:
    if not last or last.plain or last.position.line != at.line:
        return ""
    whole = line[last.position.column :].strip()
    if whole.endswith(whole[0]):  # a quote within the text has ended it
        whole = whole[1:-1]
    return quoted(whole) if len(whole) <= _SHOWN_AT_MOST else ""
