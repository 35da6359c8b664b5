"""Lays out the chart of a record as an image on its own: with a title, legends, and colours for both themes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterword.records.level_style import DEFAULT_STYLES, LevelStyle, level_style
from afterword.records.site import Site
from afterword.views.chart.models import ChartText, LaneChart, LegendEntry
from afterword.views.chart.text_width import FONTS, cut, lines, width
from afterword.views.incident.model import RecordParts
from afterword.views.text.words import Words

WIDTH, MARGIN = 760, 20
_ROOM = WIDTH - 2 * MARGIN
_TITLE_SIZE, _TEXT_SIZE = 17, 13
_BOLD = 1.15
"""How much wider bold text is."""
_TITLE_BASELINE, _TITLE_STEP, _MAX_TITLE_LINES = MARGIN + 14, 23, 2
_LINE, _MAX_SOURCE_LINES = 21, 3
_SWATCH, _SHAPE, _GAP = 34, 24, 22


class LegendItem(NamedTuple):
    """An entry of a legend: a level, or a marker by its shape and text, or the name of a lane.

    `middle` is the y of the swatch or shape, `y` the baseline of the name, `name_x` where the name begins.
    """

    x: float
    y: int
    middle: int
    name_x: float
    name: str
    level: LegendEntry | None = None
    shape: str = ""
    text: str = ""


class ChartImage(NamedTuple):
    """A record's chart as an image. All positions and sizes are in pixels."""

    title: str
    width: int
    height: int
    margin: int
    room: int
    font: str
    title_lines: tuple[ChartText, ...]
    facts: ChartText
    chart: LaneChart
    chart_y: int
    legend: tuple[LegendItem, ...]
    source: tuple[ChartText, ...]
    styles: tuple[LevelStyle, ...]


def chart_image(words: Words, parts: RecordParts, site: Site) -> ChartImage | None:
    """Lay out the image of a record's chart; None if it has no chart."""
    chart = parts.chart
    if chart is None:
        return None
    title = parts.row.link.text
    title_lines = lines(title, _TITLE_SIZE * _BOLD, _ROOM, _MAX_TITLE_LINES)
    facts_y = _TITLE_BASELINE + (len(title_lines) - 1) * _TITLE_STEP + _LINE
    chart_y = facts_y + _LINE
    legend = tuple(_legend(chart, chart_y + chart.height + _LINE))
    source_y = legend[-1].y + _LINE
    record = words.record
    internal = f"{record.internal} – {record.not_for_publication}." if parts.head.internal else ""
    notes = (
        internal,
        f"{parts.head.site_name}. {chart.zone}.",
        chart.recurrence,
        chart.merged,
        chart.left_out,
        chart.not_shown,
    )
    source = lines(" ".join(filter(None, notes)), _TEXT_SIZE, _ROOM, _MAX_SOURCE_LINES)
    return ChartImage(
        title=f"{title}: {chart.title.lower()}",
        width=WIDTH,
        height=source_y + (len(source) - 1) * _LINE + MARGIN,
        margin=MARGIN,
        room=_ROOM,
        font=FONTS,
        title_lines=tuple(
            _text(_TITLE_BASELINE + number * _TITLE_STEP, line) for number, line in enumerate(title_lines)
        ),
        facts=_text(facts_y, cut(_facts(words, parts), _TEXT_SIZE, _ROOM)),
        chart=chart,
        chart_y=chart_y,
        legend=legend,
        source=tuple(_text(source_y + number * _LINE, line) for number, line in enumerate(source)),
        styles=(*DEFAULT_STYLES, *_styles(chart, site)),
    )


def _text(y: int, text: str) -> ChartText:
    return ChartText(str(MARGIN), str(y), text, "start")


def _facts(words: Words, parts: RecordParts) -> str:
    """Return the kind, the severity and the time of a record in one line."""
    row = parts.row
    when = f"{row.period.text} ({row.period.start.zone})" if row.period else row.day
    severity = words.fill(words.record.severity, name=row.severity) if row.severity else ""
    return words.comma.join(filter(None, (row.kind, severity, when)))


def _styles(chart: LaneChart, site: Site) -> Iterator[LevelStyle]:
    for each in chart.legend:
        level = site.level(each.slug)
        if level:
            yield level_style(level)


def _legend(chart: LaneChart, top: int) -> Iterator[LegendItem]:
    """Yield the levels, then on new lines the markers of each lane, as many as fit a line."""
    row = _Row(top)
    for level in chart.legend:
        name = f"{level.glyph} {level.name}"
        x, y = row.place(_SWATCH + width(name, _TEXT_SIZE))
        yield LegendItem(x, y, y - 4, x + _SWATCH, name, level)
    for lane in chart.lanes:
        if lane.kinds:
            row = _Row(row.y + _LINE)
            x, y = row.place(width(lane.name, _TEXT_SIZE))
            yield LegendItem(x, y, y - 4, x, lane.name)
        for kind in lane.kinds:
            x, y = row.place(_SHAPE + width(kind.name, _TEXT_SIZE))
            yield LegendItem(x, y, y - 4, x + _SHAPE, kind.name, None, kind.shape, kind.text)


class _Row:
    """Places items side by side, and on the next line if they do not fit."""

    def __init__(self, y: int) -> None:
        self.y = y
        self._x = 0.0

    def place(self, item_width: float) -> tuple[float, int]:
        """Return the position of the next item, as x and y in pixels."""
        if self._x and self._x + item_width > _ROOM:
            self.y += _LINE
            self._x = 0.0
        x, self._x = self._x, self._x + item_width + _GAP
        return round(x, 1), self.y
