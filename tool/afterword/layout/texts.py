"""Writes a text as a value: plain, in quotes, or as a block, so that it reads back exactly the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from afterword.source.folding import fold
from afterword.source.nodes import ScalarNode
from afterword.source.quoting import needs_quotes, quoted

WIDTH = 120
"""Longest line that is written, if a line can be broken at all. Comments after a value do not count."""
INDENT = 2

_ESCAPE = re.compile(r"\\(?P<kind>.)", re.DOTALL)
_ORDINARY_ESCAPES = frozenset('"\\n/\n')
"""What follows the backslash in the escapes that a block or another kind of quotes can do without."""
_LINE_BREAKS = re.compile(r"[ \t]*\n(?P<more>(?:[ \t]*\n)*)[ \t]*")


class Written(NamedTuple):
    """A text as it is written: what follows its key, and the lines below, without their indentation."""

    header: str
    below: tuple[str, ...] = ()


def written(lines: Sequence[str], node: ScalarNode, column: int, indent: int) -> Written:
    """Return a text as a value in a block, which begins at a column; lines below it have an indentation."""
    text = node.text
    if node.plain and node.absent:
        return Written(text)
    style = lines[node.position.line][node.position.column] if not node.plain else ""
    if style in ("|", ">") and text.strip():
        return _literal(text) if style == "|" else _folded_again(lines, node, indent)
    if "\n" in text and not _must_be_quoted(text) and not _has_unusual_escape(lines, node):
        return _literal(text)
    inline = on_one_line(lines, node)
    if column + len(inline) > WIDTH and not _has_unusual_escape(lines, node) and "\n" not in text:
        folded = tuple(fold(text, WIDTH - indent))
        is_shorter = len(folded) > 1 or (" " in text and indent + len(text) <= WIDTH)
        if is_shorter and text == text.strip():
            return Written(">-", folded)
    return Written(inline)


def on_one_line(lines: Sequence[str], node: ScalarNode) -> str:
    """Return a text on one line, in quotes only if it needs them or would be a number or a word of YAML without."""
    if node.plain:
        return node.text
    if _has_unusual_escape(lines, node):
        return _joined(_source(lines, node))
    if "\n" in node.text:
        return '"' + node.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return quoted(node.text) if needs_quotes(node.text) else node.text


def _literal(text: str) -> Written:
    return Written(_header("|", text), _without_last_break(text.split("\n")))


def _folded_again(lines: Sequence[str], node: ScalarNode, indent: int) -> Written:
    """Return folded text with the breaks that it has, except in a paragraph with a line that is too long."""
    at, text = node.position, node.text
    typed = lines[at.line + 1 : at.end_line + 1]
    first = next(line for line in typed if line.strip())
    begin = text.lstrip("\n")
    margin = len(first) - len(first.lstrip(" ")) - (len(begin) - len(begin.lstrip(" ")))
    below: list[str] = []
    for is_paragraph, group in groupby((line[margin:] for line in typed), key=_is_paragraph):
        paragraph = [*group]
        too_long = is_paragraph and any(indent + len(line) > WIDTH for line in paragraph)
        below += fold(" ".join(paragraph), WIDTH - indent) if too_long else paragraph
    below += [""] * (len(text) - len(text.rstrip("\n")) - 1)
    return Written(_header(">", text), tuple(below))


def _is_paragraph(line: str) -> bool:
    return bool(line) and not line[0].isspace()


def _header(style: str, text: str) -> str:
    """Return the first line of a block: the indentation if it is not obvious, and the chomping."""
    depth = str(INDENT) if text.lstrip("\n")[:1].isspace() else ""
    chomping = "" if text.endswith("\n") else "-"
    return style + depth + ("+" if text.endswith("\n\n") else chomping)


def _without_last_break(below: list[str]) -> tuple[str, ...]:
    return tuple(below[:-1] if not below[-1] else below)


def _must_be_quoted(text: str) -> bool:
    """Return whether editors would change a text as a block: they remove spaces at the ends of lines."""
    return not text.strip() or any(line != line.rstrip() for line in text.split("\n"))


def _source(lines: Sequence[str], node: ScalarNode) -> str:
    at = node.position
    if at.line == at.end_line:
        return lines[at.line][at.column : at.end_column]
    between = lines[at.line + 1 : at.end_line]
    return "\n".join([lines[at.line][at.column :], *between, lines[at.end_line][: at.end_column]])


def _has_unusual_escape(lines: Sequence[str], node: ScalarNode) -> bool:
    """Return whether a text has escapes that were typed because of what they stand for, such as a special space."""
    if not lines[node.position.line].startswith('"', node.position.column) or node.plain:
        return False
    return any(each["kind"] not in _ORDINARY_ESCAPES for each in _ESCAPE.finditer(_source(lines, node)))


def _joined(source: str) -> str:
    """Write a text in double quotes that is typed on several lines on one line."""
    source = re.sub(r"(?<!\\)((?:\\\\)*)\\\n[ \t]*", r"\1", source)
    return _LINE_BREAKS.sub(lambda each: "\\n" * each["more"].count("\n") or " ", source)
