"""Finds keys and values in a text line by line, whether or not it is valid YAML: while someone types, it rarely is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from afterword.editor.tokens import Cursor, Outline, Role, Token
from afterword.source.nodes import Path

_KEY = re.compile(r"""("[^"]*"\s*|'[^']*'\s*|[^\s#:{}\[\],&*!|>'"%@`-][^:#]*|-[^\s:#][^:#]*):(?=\s|$)""")
_PLAIN_IN_FLOW = re.compile(r"(?:[^\s,\[\]{}:#]|:(?![\s,\[\]{}]|$)|(?<!\s)#|[ \t]+(?![\s,\[\]{}#]|$))+")
_COLON = re.compile(r"\s*:(?=[\s,\[\]{}]|$)")
_COMMENT = re.compile(r"(?:^|\s)#")
_MARKERS = frozenset({"---", "..."})


def outline(lines: Sequence[str], line: int = -1, column: int = 0) -> Outline:
    """Read a text, and find what is at a position in it."""
    reader = _Reader(line, column)
    for number, text in enumerate(lines):
        reader.read(number, text)
    return Outline(tuple(reader.tokens), reader.cursor, frozenset(reader.free_lines))


@dataclass(slots=True)
class _Block:
    """A key, or an entry of a list after its dash, that is still open; what belongs to it is further to the right."""

    column: int
    step: str | int


@dataclass(slots=True)
class _Flow:
    """A bracket that is still open, with the key, or the position in the list, of the value that follows."""

    mapping: bool
    key: str | None = None
    index: int = 0

    @property
    def steps(self) -> Path:
        if not self.mapping:
            return (self.index,)
        return () if self.key is None else (self.key,)


@dataclass(slots=True)
class _Reader:
    at_line: int
    at_column: int
    tokens: list[Token] = field(default_factory=list)
    free_lines: list[int] = field(default_factory=list)
    cursor: Cursor | None = None
    blocks: list[_Block] = field(default_factory=list)
    flows: list[_Flow] = field(default_factory=list)
    quote: str = ""
    text_column: int | None = None
    """The column of the key whose text, after `|` or `>`, is being read."""

    def read(self, number: int, text: str) -> None:
        """Read a line."""
        content = text.strip()
        indent = len(text) - len(text.lstrip(" "))
        self._end_what_cannot_go_on(content, indent)
        if self.text_column is not None and (content or self._cursor_column(number) > self.text_column):
            self._note(number, 0, len(text), Role.TEXT)
            return
        if self.quote or self.flows:
            self._continue(number, text)
        elif not content:
            self._blank(number)
        elif content.startswith("#"):
            self._note(number, indent + 1, len(text), Role.COMMENT)
        elif content not in _MARKERS:
            self._block(number, text, indent)

    def _end_what_cannot_go_on(self, content: str, indent: int) -> None:
        """A value on several lines is further to the right than its key; if a line is not, it lacks its end."""
        if content and self.text_column is not None and indent <= self.text_column:
            self.text_column = None
        if content and (self.quote or self.flows) and indent <= self._column and content[0] not in "]}":
            self.quote = ""
            self.flows.clear()

    def _continue(self, number: int, text: str) -> None:
        position = 0
        if self.quote:
            position = self._after_quote(text, 0)
            self._note(number, 0, position if not self.quote else len(text), Role.TEXT)
        if self.flows and not self.quote:
            self._flow(number, text, position)

    def _block(self, number: int, text: str, indent: int) -> None:
        position = indent
        while text[position : position + 2] in ("-", "- "):
            self._item(position)
            after = position + 1
            position = after + len(text[after:]) - len(text[after:].lstrip(" "))
            if position >= len(text):
                self._note(number, after + 1, len(text), Role.ENTRY, at=self.at_column)
                return
        match = _KEY.match(text, position)
        if match or position > indent:
            self.free_lines.append(number)
        if match is None:
            path = self._path(self._open_at(position))
            self._note_word(number, text, position, path)
            self._value(number, text, position, path=path)
            return
        typed = match[1].rstrip()
        name = typed.strip("\"'")
        self.blocks = [*self._open_at(position), _Block(position, name)]
        end = position + len(typed)
        self.tokens.append(Token(Role.KEY, self._path(), number, position, end, name))
        self._note(number, position, end, Role.ENTRY, path=self._path()[:-1], before_colon=True)
        self._value(number, text, match.end())

    def _note_word(self, number: int, text: str, position: int, path: Path) -> None:
        """Note a text without a colon: it may become a key, or is an entry of a list."""
        if text[position] not in "[{|>\"'":
            comment = _COMMENT.search(text, position)
            end = len(text[: comment.start() if comment else len(text)].rstrip())
            self._note(number, position, max(end, position), Role.ENTRY, path=path)

    def _value(self, number: int, text: str, position: int, *, path: Path | None = None) -> None:
        """Read what follows the colon of a key, or the dash of an entry."""
        path = self._path() if path is None else path
        start = position + len(text[position:]) - len(text[position:].lstrip(" "))
        if start >= len(text) or (text[start] == "#" and start > position):
            self._note(number, position + 1, start, Role.VALUE, path=path, at=self.at_column)
            self._note(number, start + 1, len(text), Role.COMMENT)
        elif text[start] in "|>":
            self.text_column = self._column
        elif text[start] in "[{":
            self._flow(number, text, start)
        elif text[start] in "\"'":
            self.quote = text[start]
            end = self._after_quote(text, start + 1)
            self._token(number, text, (start, end), path)
        else:
            comment = _COMMENT.search(text, start)
            end = len(text[: comment.start() if comment else len(text)].rstrip())
            self._token(number, text, (start, end), path)
            if comment:
                self._note(number, comment.end(), len(text), Role.COMMENT)

    def _flow(self, number: int, text: str, position: int) -> None:
        """Read what is between brackets, to the end of the line or to the last bracket that closes."""
        begin = position
        while position < len(text):
            sign = text[position]
            if sign in " \t":
                position += 1
                continue
            if sign == "#" and (position == 0 or text[position - 1] in " \t"):
                self._note(number, position + 1, len(text), Role.COMMENT)
                break
            if sign in "[]{},:":
                self._note_gap(number, begin, position)
                position += 1
                begin = position
                self._sign(sign)
                if not self.flows:
                    return
                continue
            start = position
            if sign in "\"'":
                self.quote = sign
                position = self._after_quote(text, position + 1)
            else:
                match = _PLAIN_IN_FLOW.match(text, position)
                position = match.end() if match else position + 1
            self._word(number, text, start, position)
            begin = position
            if self.quote:
                return
        self._note_gap(number, begin, len(text))

    def _sign(self, sign: str) -> None:
        if sign in "[{":
            self.flows.append(_Flow(sign == "{"))
        elif sign in "]}":
            self.flows.pop()
        elif sign == ",":
            last = self.flows[-1]
            last.key, last.index = None, last.index + 1

    def _word(self, number: int, text: str, start: int, end: int) -> None:
        """Read a key or a value between brackets."""
        last = self.flows[-1]
        if not last.mapping or last.key is not None:
            self._token(number, text, (start, end), self._path())
            return
        colon = _COLON.match(text, end)
        self._note(number, start, end, Role.ENTRY, before_colon=bool(colon))
        if colon:
            last.key = text[start:end].strip("\"'")
            self.tokens.append(Token(Role.KEY, self._path(), number, start, end, last.key))

    def _token(self, number: int, text: str, span: tuple[int, int], path: Path) -> None:
        start, end = span[0], max(span)  # what follows a dash may be only a tab
        self.tokens.append(Token(Role.VALUE, path, number, start, end, text[start:end].strip("\"'")))
        self._note(number, start, end, Role.VALUE, path=path)

    def _after_quote(self, text: str, position: int) -> int:
        """Return the column after the quote that ends, or the end of the line if it goes on."""
        end = position
        while end < len(text):
            if self.quote == '"' and text[end] == "\\":
                end += 2
            elif text[end] != self.quote:
                end += 1
            elif self.quote == "'" and text[end + 1 : end + 2] == "'":
                end += 2
            else:
                self.quote = ""
                return end + 1
        return len(text)

    def _item(self, column: int) -> None:
        """Open the next entry of a list."""
        kept = [each for each in self.blocks if each.column <= column]
        if kept and kept[-1].column == column and isinstance(kept[-1].step, int):
            kept[-1] = _Block(column, kept[-1].step + 1)
        else:
            kept.append(_Block(column, 0))
        self.blocks = kept

    def _open_at(self, column: int) -> list[_Block]:
        """Return what a key at a column belongs to."""
        return [each for each in self.blocks if each.column < column]

    def _blank(self, number: int) -> None:
        """Note what a line without any text could become."""
        column = self._cursor_column(number)
        if column < 0:
            return
        same = [each for each in self.blocks if each.column == column]
        needs_dash = bool(same) and all(isinstance(each.step, int) for each in same)
        self._note(
            number,
            0,
            column,
            Role.ENTRY,
            path=self._path(self._open_at(column)),
            at=column,
            needs_dash=needs_dash,
        )

    def _note_gap(self, number: int, start: int, end: int) -> None:
        """Note white space between brackets, where a key, an entry or a value may be typed."""
        if not self.flows:
            return
        last = self.flows[-1]
        role = Role.ENTRY if last.mapping and last.key is None else Role.VALUE
        self._note(number, start, end, role, at=self.at_column)

    def _note(
        self,
        number: int,
        start: int,
        end: int,
        role: Role,
        *,
        path: Path | None = None,
        at: int | None = None,
        before_colon: bool = False,
        needs_dash: bool = False,
    ) -> None:
        """Keep a part of a line if the cursor is in it. With `at`, nothing has been typed there yet."""
        column = self._cursor_column(number)
        if self.cursor is not None or column < 0 or not start <= column <= end:
            return
        self.cursor = Cursor(
            role,
            self._path() if path is None else path,
            number,
            start if at is None else at,
            end if at is None else at,
            in_flow=bool(self.flows),
            needs_dash=needs_dash,
            before_colon=before_colon,
        )

    def _cursor_column(self, number: int) -> int:
        return self.at_column if number == self.at_line else -1

    def _path(self, blocks: Sequence[_Block] | None = None) -> Path:
        inside = [step for each in self.flows for step in each.steps]
        return (*(each.step for each in (self.blocks if blocks is None else blocks)), *inside)

    @property
    def _column(self) -> int:
        return self.blocks[-1].column if self.blocks else -1
