"""Formats the comparison of two versions of a site for a terminal: one screen, unless all of it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.report.printable import safe
from afterword.report.terminal_width import cell_count, fitting, wrapped
from afterword.review.sections import (
    ADDED,
    ATTENTION,
    CHANGED,
    FIXED,
    OVERDUE,
    REMOVED,
    Group,
    Line,
    Section,
    sections,
)
from afterword.review.site_diff import SiteDiff
from afterword.review.word_diff import changed_words

_COLOURS = {ADDED: "32", REMOVED: "31", CHANGED: "33", ATTENTION: "31", OVERDUE: "31", FIXED: "32"}
_BOLD, _DIM = "1", "2"
_MIN_WIDTH = 40
_LINES = 8
"""How many lines of a section are shown unless all are asked for."""
_ROWS = 2
"""How many rows a value has unless all are asked for."""
_SPARE = 16
"""Cells that stay free in those rows, because words are not broken."""
NO_CHANGE = "no change"


def render_diff(diff: SiteDiff, *, whole: bool = False, colour: bool = False, width: int = 100) -> str:
    """Format a comparison in at most `width` cells a line. Unless `whole`, long sections are cut, and say so."""
    same = f": {NO_CHANGE}" if diff.is_empty else ""
    title = f"{diff.before} → {diff.after}{same}"
    formatter = _Formatter(max(width, _MIN_WIDTH), colour, whole)
    head = "\n".join([formatter.paint(safe(title), _BOLD), *(safe(each.message) for each in diff.unread)])
    blocks = ["\n".join(formatter.section(each)) for each in sections(diff)]
    return "\n\n".join([head, *blocks])


class _Formatter:
    def __init__(self, width: int, colour: bool, whole: bool) -> None:
        self.width, self.colour, self.whole = width, colour, whole
        self.limit = 10**9 if whole else _LINES

    def section(self, section: Section) -> Iterator[str]:
        yield self.paint(section.title, _BOLD)
        first, rest = section.split(0 if section.folded and not self.whole else self.limit)
        for group in first:
            yield from self._group(group)
        if rest:
            more = sum(len(group.lines) for group in rest)
            count = f"and {more} more" if first else f"{more} lines"
            yield self.paint(f"  … {count}; `--all` shows them", _DIM)

    def _group(self, group: Group) -> Iterator[str]:
        if group.record:
            yield f"  {safe(group.record)}  {self.paint(fitting(safe(group.title), self.width), _DIM)}"
        for line in group.lines:
            yield from self._line(line)

    def _line(self, line: Line) -> Iterator[str]:
        sign = self.paint(line.sign, _COLOURS.get(line.sign, _DIM))
        indent, room = "    ", self.width - len("    + ")
        before, after = changed_words(line.before, line.after)
        text = safe(_joined(line, before, after))
        rows = _ROWS * (2 if before and after else 1)
        if not self.whole and cell_count(text) > rows * room:
            free = rows * room - cell_count(safe(_joined(line, "", ""))) - _SPARE
            each = max(free // 2 if before and after else free, _SPARE)
            text = safe(_joined(line, _cut(before, each), _cut(after, each)))
        first, *rest = wrapped(text, room) if cell_count(text) > room else [text]
        yield f"{indent}{sign} {first}"
        yield from (f"{indent}  {each}" for each in rest)

    def paint(self, text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self.colour else text


def _cut(value: str, width: int) -> str:
    shown = safe(value)
    return shown if cell_count(shown) <= width else f"{fitting(shown, width - 1)}…"


def _joined(line: Line, before: str, after: str) -> str:
    value = f"{before} → {after}" if before and after else before or after
    note = f" ({line.note})" if line.note else ""
    return f"{line.name}: {value}{note}" if value else f"{line.name}{note}"
