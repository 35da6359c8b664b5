"""Formats the comparison of two versions of a site for a terminal: one screen, unless all of it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.report.terminal_width import cell_count, fitting, safe, wrapped
from afterword.review.sections import ADDED, CHANGED, REMOVED, Group, Line, Section, sections
from afterword.review.site_diff import SiteDiff
from afterword.review.word_diff import changed_words

_COLOURS = {ADDED: "32", REMOVED: "31", CHANGED: "33"}
_BOLD, _DIM = "1", "2"
_MIN_WIDTH = 40
_LINES = 8
"""How many lines of a section are shown unless all are asked for."""
NO_CHANGE = "no change"


def render_diff(diff: SiteDiff, *, whole: bool = False, colour: bool = False, width: int = 100) -> str:
    """Format a comparison in at most `width` cells a line. Unless `whole`, long sections are cut, and say so."""
    title = f"{diff.before} → {diff.after}"
    if diff.is_empty:
        return f"{title}: {NO_CHANGE}"
    formatter = _Formatter(max(width, _MIN_WIDTH), colour, whole)
    blocks = ["\n".join(formatter.section(each)) for each in sections(diff)]
    return "\n\n".join([formatter.paint(safe(title), _BOLD), *blocks])


class _Formatter:
    def __init__(self, width: int, colour: bool, whole: bool) -> None:
        self.width, self.colour, self.limit = width, colour, 10**9 if whole else _LINES

    def section(self, section: Section) -> Iterator[str]:
        yield self.paint(section.title, _BOLD)
        left = self.limit
        for group in section.groups:
            if left > 0:
                yield from self._group(group, left)
            left -= len(group.lines)
        if left < 0:
            yield self.paint(f"  … and {-left} more; `--all` shows them", _DIM)

    def _group(self, group: Group, limit: int) -> Iterator[str]:
        if group.record:
            yield f"  {safe(group.record)}  {self.paint(fitting(safe(group.title), self.width), _DIM)}"
        for line in group.lines[:limit]:
            yield from self._line(line)

    def _line(self, line: Line) -> Iterator[str]:
        sign = self.paint(line.sign, _COLOURS[line.sign])
        before, after = changed_words(line.before, line.after)
        value = f"{before} → {after}" if before and after else before or after
        note = f" ({line.note})" if line.note else ""
        text = safe(f"{line.name}: {value}{note}" if value else f"{line.name}{note}")
        indent = "    "
        if cell_count(text) + len(indent) + 2 <= self.width:
            yield f"{indent}{sign} {text}"
            return
        first, *rest = wrapped(text, self.width - len(indent) - 2)
        yield f"{indent}{sign} {first}"
        yield from (f"{indent}  {each}" for each in rest)

    def paint(self, text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self.colour else text
