"""Uptimes for a terminal: a table, and below it how each number was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.report.terminal_width import cell_count, fitting, safe, wrapped
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import Fact
from afterword.views.uptime.breakdown import BreakdownRow
from afterword.views.uptime.objectives import ObjectiveView
from afterword.views.uptime.table import UptimeRow, UptimeTable

WIDTH = 100
_GAP = "  "
_GOOD, _BAD, _BOLD, _DIM = "32", "31;1", "1", "2"
_THIN = "\u202f"


def render_uptimes(told: UptimeTable, *, working: bool, colour: bool = False, width: int = WIDTH) -> str:
    """Write uptimes as a table in at most `width` cells, and on request how they were counted."""
    page = _Page(colour, min(width, WIDTH))
    lines = [*page.head(told), "", *page.table(told)]
    for name, each in told.breakdowns if working else ():
        title = f"{name}, {each.name}"
        lines += ["", page.paint(safe(title), _BOLD)]
        if each.rows is not None:
            lines += page.windows(each.rows, each.more)
        lines += page.sums(each.sums)
    return "\n".join(line.rstrip() for line in lines)


class _Page:
    """How wide a page is, and whether it may have colours."""

    def __init__(self, colour: bool, width: int) -> None:
        self.colour = colour
        self.width = width

    def head(self, told: UptimeTable) -> Iterator[str]:
        """Say what the numbers are, when, and what they mean."""
        title = f"Uptime of {told.site}, {CATALOGUE.current.as_of} {told.as_of.text} {told.as_of.zone}"
        yield from (self.paint(line, _BOLD) for line in wrapped(safe(title), self.width))
        yield from wrapped(f"Policy {told.policy}: {' '.join(told.meaning)}", self.width)

    def table(self, told: UptimeTable) -> Iterator[str]:
        """Write a line for each group and component, the columns aligned."""
        heads = ["", *told.periods, "policy"]
        rows = [[_name(line), *line.numbers, told.policy] for line in told.rows]
        if any(line.objective for line in told.rows):
            heads += ["objective", f"left of {told.periods[0]}"]
            rows = [[*row, *_objective(line.objective)] for line, row in zip(told.rows, rows, strict=True)]
        widths = [max(map(cell_count, column)) for column in zip(heads, *rows, strict=True)]
        widths[0] -= max(sum(widths) + len(_GAP) * (len(widths) - 1) - self.width, 0)
        numbers = range(1, len(told.periods) + 1)
        yield self.paint(_joined(heads, widths, numbers), _DIM)
        for line, row in zip(told.rows, rows, strict=True):
            written = _joined([_cut(row[0], widths[0]), *row[1:]], widths, numbers)
            yield self.paint(written, _style(line))

    def windows(self, listed: Sequence[BreakdownRow], more: str) -> Iterator[str]:
        """List the windows, each with its record on a line of its own."""
        rows = [_window(row) for row in listed]
        if not rows:
            yield f"{_GAP}Nothing happened in this time."
            return
        heads = ["window", "level", "counts for", "weight"]
        widths = [max(map(cell_count, column)) for column in zip(heads, *rows, strict=True)]
        yield self.paint(_GAP + _joined(heads, widths, ()), _DIM)
        for row, found in zip(rows, listed, strict=True):
            yield _GAP + _joined(row, widths, ())
            yield self.paint(_cut(safe(f"{_GAP * 2}{found.record.text}"), self.width), _DIM)
        if more:
            yield f"{_GAP}And {_plain(more)}."

    def sums(self, facts: Sequence[Fact]) -> Iterator[str]:
        """Write out the sum, the period and the division."""
        lead = max(len(fact.name) for fact in facts)
        for fact in facts:
            lines = wrapped(_plain(fact.value), self.width - lead - 2 * len(_GAP))
            for index, line in enumerate(lines):
                yield f"{_GAP}{fact.name if index == 0 else '':{lead}}{_GAP}{line}"

    def paint(self, text: str, style: str) -> str:
        """Colour a text, where there are colours."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and style else text


def _name(line: UptimeRow) -> str:
    return safe(f"{_GAP}{line.name}" if line.is_member else line.name)


def _style(line: UptimeRow) -> str:
    if line.objective is None:
        return _BOLD if line.is_group else ""
    return _BAD if line.objective.exceeded else _GOOD


def _objective(of: ObjectiveView | None) -> list[str]:
    return [of.target, f"{of.glyph} {of.left}"] if of else ["", ""]


def _window(row: BreakdownRow) -> list[str]:
    window, last = row.window, row.window.end
    end = f" – {last.zone}" if last and last.zone != window.start.zone else ""
    level = f"{row.level.glyph} {safe(row.level.name)}"
    return [f"{window.text} {window.start.zone}{end}", level, row.counted, row.weight]


def _joined(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    """Write a row with its columns aligned, those of numbers at the right."""
    cells = []
    for index, (text, width) in enumerate(zip(row, widths, strict=True)):
        room = " " * max(width - cell_count(text), 0)
        cells.append(room + text if index in right else text + room)
    return _GAP.join(cells)


def _cut(text: str, room: int) -> str:
    return text if cell_count(text) <= room else f"{fitting(text, room - 1)}…"


def _plain(text: str) -> str:
    """Put plain blanks where pages have thin ones."""
    return text.replace(_THIN, " ")
