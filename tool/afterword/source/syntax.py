"""Turns libyaml's errors into messages that say what to change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from afterword.patterns import pattern
from afterword.source import braces
from afterword.source.continued import joined
from afterword.source.nodes import Position, ScalarNode
from afterword.source.quoting import quoted, scalar

_NO_SPACE = pattern(r"\s*(?:- +)?(?P<key>[A-Za-z_][\w-]{0,99}):(?=[^\s/:])(?P<value>.*)")
_SWALLOWED = pattern(r"(?<!\S)#[^\s#]|[\[{,]#\S")
_COMMENT = pattern(r"(?<!\S)#\s")
_IN_QUOTES = pattern(r"""(?<=[\[{,\s])(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*')""")
_SPECIAL_SPACE = pattern("(?:^ *|[:-] *)(?P<space>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
_KEY_AND_VALUE = pattern(r"\s*(?:- +)?(?P<key>[A-Za-z_][\w-]{0,99}): +(?P<value>\S.*)")
_HOUR = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d")
_KEY_WITHOUT_COLON = pattern(r"(?P<indent>\s*(?:- +)?)(?P<key>[a-z][a-z_]{0,99}) +(?P<value>[^\s:#].*)")
_LONGEST_KEY = 1024
_MAX_SHOWN = 200
DIRECTIVE = "a line that begins with `%` is a YAML directive, and directives are not supported; delete it"


class SyntaxMessage(NamedTuple):
    """What is wrong: the rule, the position, the message and an example that works."""

    rule: str
    position: Position
    message: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class ParseState:
    """What had been read when libyaml stopped: the innermost open `{` or `[`, and the last text."""

    lines: list[str]
    opened: Position | None = None
    last: ScalarNode | None = None

    def position(self, line: int, column: int, end_column: int = 0) -> Position:
        """Return a position that is certain to be in the text; without an end column, up to the end of the line."""
        after_the_end = line >= len(self.lines)
        line = min(line, len(self.lines) - 1)
        length = len(self.lines[line] if end_column else self.lines[line].rstrip())
        column = length if after_the_end else min(column, length)
        return Position(
            line, column, line, min(max(end_column, column + 1), length) if end_column else length
        )

    def value(self, position: Position, skip: int = 0) -> str:
        """Return the text from a position to where the value must end. `skip` characters are left out first."""
        line = self.lines[position.line]
        before, rest = line[: position.column], line[position.column + skip :].strip()
        # libyaml looks ahead: it may stop before it has returned the event of the bracket that it is in.
        if self.opened or len(re.findall(r"[\[{]", before)) > len(re.findall(r"[\]}]", before)):
            rest = re.split(r"[,\]}]", rest, maxsplit=1)[0].strip()
        return re.split(r"\s+#\s", rest, maxsplit=1)[0][:_MAX_SHOWN]

    def cannot_begin(self, position: Position, message: str = "") -> SyntaxMessage:
        """Report the character that a value begins with."""
        rest = self.lines[position.line][position.column :]
        named = "a backtick" if rest.startswith("`") else f"`{'...' if rest.startswith('...') else rest[:1]}`"
        value = self.value(position)
        at = self.position(position.line, position.column, position.column + len(value))
        return SyntaxMessage(
            "yaml-syntax", at, message or f"a value cannot begin with {named}; quote it", quoted(value)
        )


def explain(error: yaml.MarkedYAMLError, state: ParseState) -> SyntaxMessage:
    """Turn libyaml's message and marks into a message of ours."""
    problem, context = str(error.problem or ""), str(error.context or "")
    pasted = _not_yaml(state)
    if pasted:
        return pasted
    mark = error.problem_mark or error.context_mark
    at = state.position(mark.line, mark.column) if mark else state.position(0, 0)
    begin = state.position(error.context_mark.line, error.context_mark.column) if error.context_mark else at
    if "quoted scalar" in context:
        return _quotes(problem, at, begin, state)
    for line in sorted({at.line, begin.line, max(at.line - 1, 0)}):
        special = _SPECIAL_SPACE.search(state.lines[line])
        if special:
            message = (
                f"this is a special space (U+{ord(special['space']):04X}); replace it with an ordinary one"
            )
            return SyntaxMessage(
                "yaml-syntax", state.position(line, special.start("space"), special.end()), message
            )
    if "block scalar" in context:
        return _block_text(problem, at, begin, state)
    if "directive" in context or "YAML document" in problem:
        return SyntaxMessage("yaml-syntax", begin, DIRECTIVE)
    if "tag" in context or "tag" in problem:
        message = "a word that begins with `!` is a tag, and tags are not supported; quote it if it is text"
        return SyntaxMessage("custom-tag", begin, message, quoted(state.value(begin)))
    return _structure(problem, at, begin, state)


def _not_yaml(state: ParseState) -> SyntaxMessage | None:
    """Report a line that another program has left in the file; the problems that follow from it do not help."""
    for number, line in enumerate(state.lines):
        if line.startswith("```"):
            message = "this is a code fence of Markdown; delete it"
            return SyntaxMessage("yaml-syntax", state.position(number, 0), message)
    return None


def _structure(problem: str, at: Position, begin: Position, state: ParseState) -> SyntaxMessage:
    line = state.lines[at.line]
    if "tab character" in problem or line[at.column :].lstrip(" ").startswith("\t"):
        column = line.index("\t")
        message = "there is a tab in the indentation; indent with spaces"
        return SyntaxMessage("tab", state.position(at.line, column, column + 1), message)
    if "cannot start any token" in problem:
        block = braces.block_text(state.lines, at.line, at.column)
        return SyntaxMessage("yaml-syntax", *block) if block else state.cannot_begin(at)
    if "alphabetic or numeric" in problem or "mapping keys are not allowed" in problem:
        return state.cannot_begin(begin)
    if "mapping values are not allowed" in problem:
        return _colon(at, state)
    if "block sequence entries are not allowed" in problem:
        message = "the dash of a list entry must begin its own line; quote the value if it is text"
        return state.cannot_begin(at, message)
    if state.opened:
        return _brackets(at, state.opened, state)
    if "node content" in problem:
        return _brackets(at, begin, state)
    return _misfit(problem, at, begin, state)


def _unescaped(state: ParseState, opening: Position) -> str:
    """Return the text after a quote that is never closed; in single quotes, two of them are one."""
    text = state.value(opening, skip=1)
    return text.replace("''", "'") if state.lines[opening.line][opening.column] == "'" else text


def _quotes(problem: str, at: Position, begin: Position, state: ParseState) -> SyntaxMessage:
    if "end of stream" in problem or "document indicator" in problem:
        message = "the quote that is opened here is never closed; add one at the end of the text"
        return SyntaxMessage(
            "yaml-syntax", begin, message, quoted(_unescaped(state, begin) or "Searches are slow.")
        )
    message = "in double quotes, `\\` begins an escape; use single quotes, where it is an ordinary character"
    value = state.value(begin, skip=1)
    inside = value.rpartition('"')[0] or value
    return SyntaxMessage("yaml-syntax", at, message, "'" + inside.replace("'", "''") + "'")


def _block_text(problem: str, at: Position, begin: Position, state: ParseState) -> SyntaxMessage:
    if "tab character" in problem:
        message = "block text must be indented with spaces; a tab may only follow them"
        return SyntaxMessage("tab", state.position(at.line, at.column, at.column + 1), message)
    indicator = state.lines[begin.line][begin.column : begin.column + 1]
    message = (
        f"after `{indicator}`, block text begins on the next line; quote the value if it is a single line"
    )
    return state.cannot_begin(begin, message)


def _colon(at: Position, state: ParseState) -> SyntaxMessage:
    line = state.lines[at.line]
    before = line[: at.column]
    above = max((n for n in range(max(at.line - 20, 0), at.line) if state.lines[n].strip()), default=at.line)
    no_space = _NO_SPACE.fullmatch(state.lines[above])
    if no_space and above != at.line:
        return _missing_space(above, no_space, state)
    if at.column > _LONGEST_KEY:
        message = f"a key may have at most {_LONGEST_KEY:,} characters; quote the line if it is text"
        return SyntaxMessage("yaml-syntax", at, message)
    forgotten = _KEY_WITHOUT_COLON.fullmatch(state.lines[above])
    if forgotten and above != at.line and _indent(line) == len(forgotten["indent"]):
        return _missing_colon(above, forgotten, state)
    key = re.match(r"[\s{\[,-]*[^:]*?:(?=\s)\s*(?=\S)", before)
    if key and _HOUR.fullmatch(before, key.end()) and line[at.column :].strip() == ":":
        hour = before[key.end() :].replace("T", " ")
        message = "the minutes of this time are missing"
        return SyntaxMessage("yaml-syntax", at, message, f"{key.group().strip()} {hour}:00")
    if key and before.strip():
        message = "a colon followed by a space ends a key; quote text that contains one"
        start = state.position(at.line, key.end())
        return SyntaxMessage(
            "yaml-syntax", at, message, f"{key.group().strip()} {quoted(state.value(start))}"
        )
    message = "this is a key, but the line above already has a value; check the indentation of both"
    return SyntaxMessage("yaml-syntax", at, message)


def _missing_space(line: int, match: re.Match[str], state: ParseState) -> SyntaxMessage:
    message = f"add a space after the colon of `{match['key']}`"
    position = state.position(line, match.start("key"), match.start("value"))
    value = match["value"].strip()[:_MAX_SHOWN]
    return SyntaxMessage("yaml-syntax", position, message, f"{match['key']}: {scalar(value)}")


def _missing_colon(line: int, match: re.Match[str], state: ParseState) -> SyntaxMessage:
    message = "this line has no colon after its key; indent it further if it continues the text above"
    value = match["value"].strip()[:_MAX_SHOWN]
    position = state.position(line, match.start("key"))
    example = joined(state.lines, line) or f"{match['key']}: {scalar(value)}"
    return SyntaxMessage("yaml-syntax", position, message, example)


def _indent(line: str) -> int:
    """Return the column of a line's key, after the dash of an entry."""
    return len(line) - len(line.lstrip(" -"))


def _brackets(at: Position, opened: Position, state: ParseState) -> SyntaxMessage:
    bracket = state.lines[opened.line][opened.column : opened.column + 1]
    line = state.lines[opened.line]
    bare = _IN_QUOTES.sub(lambda value: "_" * len(value[0]), line)
    swallowed = _SWALLOWED.search(bare, opened.column + 1) or _SWALLOWED.match(bare, opened.column)
    if not swallowed and line.rstrip().endswith(("}", "]")):
        swallowed = _COMMENT.search(bare, opened.column + 1)
    if swallowed:
        begin = bare.index("#", swallowed.start())
        lost = line[begin:].rstrip()
        message = f"`{lost[:60]}` is read as a comment, with the rest of its line; quote it"
        kept = re.split(r"[\[{,]|:\s", line[opened.column : begin])[-1].lstrip()
        value = kept + re.split(r"[,\]}]", lost, maxsplit=1)[0].rstrip()
        return SyntaxMessage("swallowed-number", state.position(opened.line, begin), message, quoted(value))
    if bracket not in ("{", "["):
        return state.cannot_begin(at)
    close = "}" if bracket == "{" else "]"
    example = "{component: search, level: degraded}" if bracket == "{" else "[search, billing]"
    if at.line == opened.line and at.column < len(line.rstrip()):
        message = (
            f"a comma or the `{close}` is missing before this; quote text that contains `,`, `:` or brackets"
        )
        return SyntaxMessage(
            "yaml-syntax", at, message, braces.quoted_value(line, opened.column, at.column) or example
        )
    message = f"this `{bracket}` has no `{close}`, or a comma is missing in it"
    return SyntaxMessage("yaml-syntax", state.position(opened.line, opened.column), message, example)


def _misfit(problem: str, at: Position, begin: Position, state: ParseState) -> SyntaxMessage:
    line, last = state.lines[at.line], state.last
    before = line[: at.column].strip()
    if last and not last.plain and last.position.line < last.position.end_line == at.line and before:
        message = "the quote that is opened here is closed by a later one; the quote that should close it is missing"
        return SyntaxMessage("yaml-syntax", state.position(last.position.line, last.position.column), message)
    if line.startswith(":", at.column):
        message = "the key before the colon is missing"
        here = state.position(at.line, at.column, at.column + 1)
        return SyntaxMessage("key-not-text", here, message)
    if before.endswith(('"', "'")):
        message = "there is text after the closing quote; put all of it in quotes of the other kind"
        return SyntaxMessage("yaml-syntax", at, message, _requoted(line, at, last))
    if "expected ':'" in problem:
        no_space = _NO_SPACE.fullmatch(state.lines[begin.line])
        if no_space:
            return _missing_space(begin.line, no_space, state)
        forgotten = _KEY_WITHOUT_COLON.fullmatch(state.lines[begin.line])
        if forgotten:
            return _missing_colon(begin.line, forgotten, state)
        message = (
            "this line has no key; indent it further if it continues the text above, else begin it with a key"
        )
        example = joined(state.lines, begin.line) or f"title: {scalar(state.value(begin))}"
        return SyntaxMessage("yaml-syntax", begin, message, example)
    pair = _KEY_AND_VALUE.fullmatch(line) if before else None
    whole = re.split(r"\s+#\s", pair["value"], maxsplit=1)[0].strip()[:_MAX_SHOWN] if pair else ""
    example = f"{pair['key']}: {quoted(whole)}" if pair else ""
    return SyntaxMessage("yaml-syntax", at, _misplaced(problem, before), example)


def _misplaced(problem: str, before: str) -> str:
    """Return why a line cannot follow those above it, or its end cannot follow `before`."""
    if "document start" in problem:
        return "this line is indented less than the first one, or comes after the end of the record (`...`)"
    if "'-' indicator" in problem:
        return (
            "this line does not fit the list above it: indent it like the keys of an entry, begin it with a dash, "
            "or indent it less"
        )
    if "expected key" in problem and before:
        return "this cannot follow what is before it on the line; quote the whole value if it is text"
    if "expected key" in problem:
        return "this line is not indented like the keys that it belongs to; use the same number of spaces"
    return f"this is not valid YAML: {problem}"


def _requoted(line: str, at: Position, last: ScalarNode | None) -> str:
    if not last or last.plain or last.position.line != at.line:
        return ""
    whole = line[last.position.column :].strip()
    if whole.endswith(whole[0]):  # a quote inside the text has ended it
        whole = whole[1:-1]
    return quoted(whole) if len(whole) <= _MAX_SHOWN else ""
