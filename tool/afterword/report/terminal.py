"""Lays out text and tables for a terminal of any width. Only this module imports Rich.

Texts go through `safe` here, so whatever records contain, a terminal gets no control characters. Without colours, the
output is plain text: no styles, no frames.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.records.vocabulary import ComponentStatus
from afterword.report.printable import safe
from afterword.views.chart.models import LegendEntry
from afterword.views.text.labels import LevelLabel

WIDTH = 100
"""The width of a layout where there is no terminal."""
MIN_WIDTH = 40
BOLD, DIM, GOOD, BAD, MARK = "bold", "dim", "green", "bold red", "magenta"
STATUS_STYLES = {
    ComponentStatus.OPERATIONAL: "green",
    ComponentStatus.UNDER_MAINTENANCE: "blue",
    ComponentStatus.DEGRADED_PERFORMANCE: "yellow",
    ComponentStatus.PARTIAL_OUTAGE: "red",
    ComponentStatus.MAJOR_OUTAGE: "bold red",
}
"""Colours of the user's own scheme, which can be read on its background; those of levels are made for pages."""
_GAP = 2
_BETWEEN = "   "
"""What separates the items of a flow."""
_TRAILING = re.compile(r"(?: |\x1b\[[0-9;]*m)+$", re.MULTILINE)


class Styled(NamedTuple):
    """A text in a style of Rich. Colours repeat what a glyph or a word says."""

    text: str
    style: str = ""


Part: TypeAlias = "str | Styled"


class Line(NamedTuple):
    """A line of text, which is wrapped; `indent` is that of the first line, `hang` how much further others are in."""

    parts: Sequence[Part]
    indent: int = 0
    hang: int = 0


class Row(NamedTuple):
    """A line of text that is made for its width, and so not wrapped."""

    parts: Sequence[Part]


class Flow(NamedTuple):
    """Items one after another, on as many lines as they need; no item is divided."""

    items: Sequence[Part]
    indent: int = 0


class Column(NamedTuple):
    """A column of a table.

    `rank` is 0 if the column is always there; where there is too little room, those of the highest rank are left out.
    One that `fills` takes what room is left, at least `least` cells, and wraps its text.
    """

    heading: str
    rank: int = 0
    right: bool = False
    fills: bool = False
    least: int = 16


class Grid(NamedTuple):
    """A table without frames: columns, and rows with a part for each."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Part]]
    indent: int = 0


Block: TypeAlias = "Line | Row | Flow | Grid | str"
"""A part of the output; a string is a line that is neither styled nor wrapped."""


def render(blocks: Iterable[Block], *, width: int = WIDTH, colour: bool = False) -> str:
    """Lay out blocks below each other. No line has more than `width` cells, unless its parts cannot be divided."""
    width = max(width, MIN_WIDTH)
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for block in blocks:
        if isinstance(block, str):
            console.print(Text(safe(block)), no_wrap=True, overflow="ignore", crop=False)
        elif isinstance(block, Row):
            console.print(
                Text.assemble(*map(_rich, block.parts)), no_wrap=True, overflow="ignore", crop=False
            )
        elif isinstance(block, Flow):
            for line in _flowing(block, width):
                console.print(line, no_wrap=True, overflow="ignore", crop=False)
        elif isinstance(block, Line):
            for line in _wrapped(console, block, width):
                console.print(line, no_wrap=True, overflow="ignore", crop=False)
        else:
            _print_grid(console, block, width)
    return _TRAILING.sub(lambda found: found[0].replace(" ", ""), out.getvalue())


def tabbed(rows: Iterable[Sequence[str]]) -> str:
    """Return rows for other programs: a line for each, with a tab between the values and neither in them."""
    return "".join("\t".join(safe(_one_line(value)) for value in row) + "\n" for row in rows)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def of_level(level: LevelLabel, site: Site) -> Styled:
    """Return the glyph and the name of a level, with what it holds for, in the colour of its status."""
    status = (site.level(level.slug) or OPERATIONAL).status
    return Styled(f"{level.glyph} {level.name}{level.extent}", STATUS_STYLES[status])


def of_legend(level: LegendEntry, site: Site) -> Styled:
    """Return the glyph and the name of a level of a chart, in the colour of its status."""
    status = (site.level(level.slug) or OPERATIONAL).status
    return Styled(f"{level.glyph} {level.name}", STATUS_STYLES[status])


def cells(text: str) -> int:
    """Return how many cells a text takes."""
    return cell_len(safe(text))


def cut(text: str, width: int) -> str:
    """Return a text that takes at most `width` cells."""
    return text if cells(text) <= width else f"{set_cell_size(safe(text), width - 1).rstrip()}…"


def text_of(part: Part) -> str:
    """Return the text of a part, without its style."""
    return part if isinstance(part, str) else part.text


def _rich(part: Part) -> Text:
    text, style = (part, "") if isinstance(part, str) else part
    return Text("\n".join(map(safe, text.split("\n"))), style=style)


def _natural_width(part: Part) -> int:
    return max(cell_len(safe(line)) for line in text_of(part).split("\n"))


def _wrapped(console: Console, line: Line, width: int) -> Iterator[Text]:
    text = Text.assemble(*map(_rich, line.parts))
    first = [*text.wrap(console, max(width - line.indent, 1))]
    if len(first) > 1 and line.hang:
        # The other lines are narrower, so they are wrapped again.
        rest = text[len(first[0].plain) :]
        rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
        first = [first[0], *rest.wrap(console, max(width - line.indent - line.hang, 1))]
    for number, each in enumerate(first):
        yield Text(" " * (line.indent + (line.hang if number else 0))) + each


def _flowing(flow: Flow, width: int) -> Iterator[Text]:
    line = Text(" " * flow.indent)
    is_empty = True
    for item in map(_rich, flow.items):
        if not is_empty and line.cell_len + len(_BETWEEN) + item.cell_len > width:
            yield line
            line, is_empty = Text(" " * flow.indent), True
        line.append_text(Text("" if is_empty else _BETWEEN)).append_text(item)
        is_empty = False
    yield line


def _print_grid(console: Console, grid: Grid, width: int) -> None:
    shown, room = _fitting(grid, width - grid.indent)
    table = Table(
        box=None, show_header=any(each.heading for each in grid.columns), padding=0, header_style=DIM
    )
    if grid.indent:
        table.add_column("", width=grid.indent)
    for number, index in enumerate(shown):
        column = grid.columns[index]
        last = number == len(shown) - 1
        table.add_column(
            Text(safe(column.heading)),
            justify="right" if column.right else "left",
            width=room[index],
            overflow="fold",
        )
        if not last:
            table.add_column("", width=_GAP)
    for row in grid.rows:
        cells: list[Text] = [Text("")] if grid.indent else []
        for number, index in enumerate(shown):
            cells.append(_rich(row[index]))
            if number < len(shown) - 1:
                cells.append(Text(""))
        table.add_row(*cells)
    console.print(table)


def _fitting(grid: Grid, width: int) -> tuple[list[int], dict[int, int]]:
    """Return the columns that fit, by index, and the width of each; the last ones that always stay may be narrower."""
    natural = {
        index: max(cell_len(column.heading), *(_natural_width(row[index]) for row in grid.rows), 1)
        if grid.rows
        else max(cells(column.heading), 1)
        for index, column in enumerate(grid.columns)
    }
    empty = {index for index in natural if grid.rows and not any(text_of(row[index]) for row in grid.rows)}
    least = {
        index: min(natural[index], column.least) if column.fills else natural[index]
        for index, column in enumerate(grid.columns)
    }
    shown: list[int] = []
    for index in sorted(natural, key=lambda each: (grid.columns[each].rank, each)):
        if index in empty:
            continue
        needed = sum(least[each] for each in (*shown, index)) + _GAP * len(shown)
        if grid.columns[index].rank == 0 or needed <= width:
            shown.append(index)
    shown.sort()
    room = {index: least[index] for index in shown}
    left = width - sum(room.values()) - _GAP * (len(shown) - 1)
    for index in shown:
        if grid.columns[index].fills and left > 0:
            more = min(left, natural[index] - room[index])
            room[index] += more
            left -= more
    while left < 0:
        widest = max(shown, key=lambda each: room[each])
        if room[widest] <= 4:
            break
        room[widest] -= 1
        left += 1
    return shown, room
