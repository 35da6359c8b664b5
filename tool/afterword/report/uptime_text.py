"""Formats uptimes for a terminal: a table, and on request how each number was calculated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.report.printable import safe
from afterword.report.terminal_width import cell_count, fitting, wrapped
from afterword.views.text.labels import Fact
from afterword.views.uptime.breakdown import BreakdownRow
from afterword.views.uptime.objectives import ObjectiveView
from afterword.views.uptime.table import UptimeRow, UptimeTable

WIDTH = 100
_GAP = "  "
_SHORT_NAME = 16
"""The cells up to which a name is never shortened, even if that makes the table wider."""
_GOOD, _BAD, _BOLD, _DIM = "32", "31;1", "1", "2"
_THIN = "\u202f"


def render_uptimes(table: UptimeTable, *, breakdowns: bool, colour: bool = False, width: int = WIDTH) -> str:
    """Format uptimes as a table, and with `breakdowns` also their calculation.

    The table has at most `width` cells, unless even short names have no room in it.
    """
    formatter = _Formatter(colour, min(width, WIDTH))
    lines = [*formatter.head(table), "", *formatter.table(table)]
    if table.notes:
        lines += ["", *(line for note in table.notes for line in wrapped(safe(note), formatter.width))]
    for name, each in table.breakdowns if breakdowns else ():
        title = f"{name}, {each.name}"
        lines += ["", formatter.paint(safe(title), _BOLD)]
        if each.rows is not None:
            lines += formatter.windows(each.rows, each.more)
        lines += formatter.calculation(each.calculation)
    return "\n".join(line.rstrip() for line in lines)


class _Formatter:
    """Formats uptimes for a terminal of a width, with or without colours."""

    def __init__(self, colour: bool, width: int) -> None:
        self.colour = colour
        self.width = width

    def head(self, table: UptimeTable) -> Iterator[str]:
        """Format the title: what the numbers are, for which time, and what they mean."""
        title = f"Uptime of {table.site}, as of {table.as_of.text} {table.as_of.zone}"
        yield from (self.paint(line, _BOLD) for line in wrapped(safe(title), self.width))
        yield from wrapped(f"Policy {table.policy}: {' '.join(table.meaning)}", self.width)

    def table(self, table: UptimeTable) -> Iterator[str]:
        """Format a row for each group and component, with aligned columns."""
        heads = ["component", *table.periods, "policy"]
        rows = [[_name(line), *line.numbers, table.policy] for line in table.rows]
        if any(line.objective for line in table.rows):
            heads += ["objective", f"budget, {table.periods[0]}"]
            rows = [[*row, *_objective(line.objective)] for line, row in zip(table.rows, rows, strict=True)]
        widths = [max(map(cell_count, column)) for column in zip(heads, *rows, strict=True)]
        too_much = max(sum(widths) + len(_GAP) * (len(widths) - 1) - self.width, 0)
        widths[0] = max(widths[0] - too_much, min(widths[0], _SHORT_NAME))
        numbers = range(1, len(table.periods) + 1)
        yield self.paint(_joined(heads, widths, numbers), _DIM)
        for line, row in zip(table.rows, rows, strict=True):
            text = _joined([_cut(row[0], widths[0]), *row[1:]], widths, numbers)
            yield self.paint(text, _style(line))

    def windows(self, windows: Sequence[BreakdownRow], more: str) -> Iterator[str]:
        """List the windows, each with its record on the next line."""
        rows = [_window(row) for row in windows]
        if not rows:
            yield f"{_GAP}No windows in this period."
            return
        heads = ["window", "level", "counted time", "weight"]
        widths = [max(map(cell_count, column)) for column in zip(heads, *rows, strict=True)]
        yield self.paint(_GAP + _joined(heads, widths, ()), _DIM)
        for row, window in zip(rows, windows, strict=True):
            yield _GAP + _joined(row, widths, ())
            yield self.paint(_cut(safe(f"{_GAP * 2}{window.record.text}"), self.width), _DIM)
        if more:
            yield f"{_GAP}And {_plain(more)}."

    def calculation(self, facts: Sequence[Fact]) -> Iterator[str]:
        """Format the downtime, the period and the division."""
        lead = max(len(fact.name) for fact in facts)
        for fact in facts:
            lines = wrapped(_plain(fact.value), self.width - lead - 2 * len(_GAP))
            for index, line in enumerate(lines):
                yield f"{_GAP}{fact.name if index == 0 else '':{lead}}{_GAP}{line}"

    def paint(self, text: str, style: str) -> str:
        """Return a text in a style, or unchanged without colours."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and style else text


def _name(line: UptimeRow) -> str:
    return safe(f"{_GAP}{line.name}" if line.is_member else line.name)


def _style(line: UptimeRow) -> str:
    if line.objective is None:
        return _BOLD if line.is_group else ""
    return _BAD if line.objective.exceeded else _GOOD


def _objective(objective: ObjectiveView | None) -> list[str]:
    return [objective.target, f"{objective.glyph} {objective.left}"] if objective else ["", ""]


def _window(row: BreakdownRow) -> list[str]:
    window, last = row.window, row.window.end
    end = f" – {last.zone}" if last and last.zone != window.start.zone else ""
    level = f"{row.level.glyph} {safe(row.level.name)}"
    return [f"{window.text} {window.start.zone}{end}", level, row.counted, row.weight]


def _joined(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    """Join the cells of a row in aligned columns; those of the columns `right` are aligned to the right."""
    cells = []
    for index, (text, width) in enumerate(zip(row, widths, strict=True)):
        padding = " " * max(width - cell_count(text), 0)
        cells.append(padding + text if index in right else text + padding)
    return _GAP.join(cells)


def _cut(text: str, width: int) -> str:
    return text if cell_count(text) <= width else f"{fitting(text, width - 1)}…"


def _plain(text: str) -> str:
    """Replace the thin spaces of pages with plain ones."""
    return text.replace(_THIN, " ")
