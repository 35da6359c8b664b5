"""Finds rows of Markdown tables with more cells than the head, which a renderer omits, and makes room for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile
from typing import NamedTuple

from afterword.patterns import pattern

_HYPHENS = pattern(r" {0,3}(?=.*\|)\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+")
"""The second line of a table. Tables in lists and quotations are rare, and are not looked at."""
_STROKE = pattern(r"(?<!\\)\|")
_FENCE = pattern(r" {0,3}(`{3,}|~{3,})")
_OTHER_BLOCK = pattern(r"\s*$| {0,3}(?:>|`{3,}|~{3,}|#{1,6}[ \t]|[-+*][ \t]|\d{1,9}[.)][ \t])")
"""The line with which a table ends, as it is empty or begins something else."""


class WideTable(NamedTuple):
    """A table with rows that are too long: the number of its second line, its columns, and the rows."""

    line: int
    columns: int
    rows: tuple[str, ...]


def wide_tables(text: str) -> Iterator[WideTable]:
    """Yield the tables in Markdown that have rows with more cells than the head."""
    if "|" not in text or "-" not in text:
        return
    lines = text.split("\n")
    fence, end = "", 1
    for number, line in enumerate(lines):
        if mark := _FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        if fence or number < end or not _HYPHENS.fullmatch(line.rstrip("\r")):
            continue
        columns = _cells(line)
        if lines[number - 1].startswith(("    ", "\t")) or _cells(lines[number - 1]) != columns:
            continue
        rows = [*takewhile(_is_row, islice(lines, number + 1, None))]
        end = number + 1 + len(rows)
        if wide := tuple(row.strip() for row in rows if _cells(row) > columns):
            yield WideTable(number, columns, wide)


def with_room(text: str) -> str:
    """Give each table as many columns as its longest row has cells, so that all of them are shown."""
    found = list(wide_tables(text))
    if not found:
        return text
    lines = text.split("\n")
    for table in found:
        more = max(map(_cells, table.rows)) - table.columns
        lines[table.line - 1] = _longer(lines[table.line - 1], " |", more)
        lines[table.line] = _longer(lines[table.line], "-|", more)
    return "\n".join(lines)


def _is_row(line: str) -> bool:
    return not _OTHER_BLOCK.match(line)


def _cells(line: str) -> int:
    """Count the cells of a row; the strokes at its ends are optional."""
    inner = line.strip().removeprefix("|")
    strokes = len(_STROKE.findall(inner))
    return strokes if strokes and inner.endswith("|") and not inner.endswith("\\|") else strokes + 1


def _longer(line: str, cell: str, more: int) -> str:
    line = line.rstrip()
    return f"{line if line.endswith('|') else f'{line}|'}{cell * more}"
