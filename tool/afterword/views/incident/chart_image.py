"""The figure of a record as a picture that stands by itself: with a title, its legends, and colours of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterword.records.level_style import DEFAULT_STYLES, LevelStyle, level_style
from afterword.records.site import Site
from afterword.views.chart.models import ChartText, LaneChart, LegendEntry
from afterword.views.chart.text_width import FONTS, cut, lines, width
from afterword.views.incident.model import RecordParts

WIDTH, MARGIN = 760, 20
_ROOM = WIDTH - 2 * MARGIN
_TITLE_SIZE, _TEXT_SIZE = 17, 13
_BOLD = 1.15
"""How much wider bold text is."""
_TITLE_STEP, _MOST_TITLE_LINES = 23, 2
_LINE = 21
_SWATCH, _SIGN, _GAP = 34, 24, 22
_STILL = "still"
"""The sign of a bar that goes on."""
_PLAIN = ("", "outline")
"""The fills that need no pattern."""


class Key(NamedTuple):
    """What a legend explains: a level by its look, or a sign by its shape and text; alone, a word for both.

    `middle` is the height of the sign, `name_x` where the words begin.
    """

    x: float
    y: int
    middle: int
    name_x: float
    name: str
    level: LegendEntry | None = None
    shape: str = ""
    text: str = ""


class Picture(NamedTuple):
    """A picture of a record's figure, with everything measured, in pixels."""

    title: str
    width: int
    height: int
    margin: int
    room: int
    font: str
    title_lines: tuple[ChartText, ...]
    facts: ChartText
    figure: LaneChart
    figure_y: int
    keys: tuple[Key, ...]
    source: ChartText
    styles: tuple[LevelStyle, ...]
    patterns: tuple[str, ...]
    shapes: tuple[str, ...]


def picture_of(parts: RecordParts, site: Site) -> Picture | None:
    """Lay out the picture of a record's figure; None where it has none."""
    figure = parts.chart
    if figure is None:
        return None
    titles = lines(parts.row.link.text, _TITLE_SIZE * _BOLD, _ROOM, _MOST_TITLE_LINES)
    title_lines = tuple(_text(MARGIN + 14 + number * _TITLE_STEP, line) for number, line in enumerate(titles))
    facts_y = MARGIN + 14 + (len(titles) - 1) * _TITLE_STEP + _LINE
    figure_y = facts_y + _LINE
    top = figure_y + figure.height + _LINE
    keys = tuple(_keys(figure, top))
    source_y = keys[-1].y + _LINE
    note = f"{parts.head.site_name}. {figure.zone}."
    return Picture(
        title=f"{parts.row.link.text}: {figure.title.lower()}",
        width=WIDTH,
        height=source_y + MARGIN,
        margin=MARGIN,
        room=_ROOM,
        font=FONTS,
        title_lines=title_lines,
        facts=_text(facts_y, cut(_facts(parts), _TEXT_SIZE, _ROOM)),
        figure=figure,
        figure_y=figure_y,
        keys=keys,
        source=_text(source_y, cut(f"{note} {figure.left_out}".rstrip(), _TEXT_SIZE, _ROOM)),
        styles=(*DEFAULT_STYLES, *_styles(figure, site)),
        patterns=tuple(dict.fromkeys(each.pattern for each in figure.legend if each.pattern not in _PLAIN)),
        shapes=_shapes(figure),
    )


def _text(y: int, text: str) -> ChartText:
    return ChartText(str(MARGIN), str(y), text, "start")


def _facts(parts: RecordParts) -> str:
    """Say in one line what kind of record it is, and when it was."""
    row = parts.row
    when = f"{row.period.text} ({row.period.start.zone})" if row.period else row.day
    return ", ".join(filter(None, (row.kind, row.severity, when)))


def _styles(figure: LaneChart, site: Site) -> Iterator[LevelStyle]:
    for each in figure.legend:
        level = site.level(each.slug)
        if level:
            yield level_style(level)


def _shapes(figure: LaneChart) -> tuple[str, ...]:
    """Name the shapes that the figure draws."""
    kinds = (kind.shape for lane in figure.lanes for kind in lane.kinds)
    still = (_STILL,) if any(bar.going_on for lane in figure.lanes for bar in lane.bars) else ()
    return tuple(dict.fromkeys((*kinds, *still)))


def _keys(figure: LaneChart, top: int) -> Iterator[Key]:
    """Put the legends below the figure: the levels, then the signs of each row of marks, as many as fit a line."""
    row = _Row(top)
    for level in figure.legend:
        name = f"{level.glyph} {level.name}"
        x, y = row.place(_SWATCH + width(name, _TEXT_SIZE))
        yield Key(x, y, y - 4, x + _SWATCH, name, level)
    for lane in figure.lanes:
        if lane.kinds:
            row = _Row(row.y + _LINE)
            x, y = row.place(width(lane.name, _TEXT_SIZE))
            yield Key(x, y, y - 4, x, lane.name)
        for kind in lane.kinds:
            x, y = row.place(_SIGN + width(kind.name, _TEXT_SIZE))
            yield Key(x, y, y - 4, x + _SIGN, kind.name, None, kind.shape, kind.text)


class _Row:
    """Places things side by side, and in the next line where they do not fit."""

    def __init__(self, y: int) -> None:
        self.y = y
        self._x = 0.0

    def place(self, wide: float) -> tuple[float, int]:
        """Give the place of a thing of this width."""
        if self._x and self._x + wide > _ROOM:
            self.y += _LINE
            self._x = 0.0
        x, self._x = self._x, self._x + wide + _GAP
        return round(x, 1), self.y
