"""The models of charts and calendars: every position and size is computed, so that a template only draws.

Horizontal positions in lanes and day bars are in percent, so that a chart fits phones and wide screens while its text
keeps its size. Heights, and everything in a calendar, are in pixels. Positions are strings as SVG takes them.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from afterword.records import level_style
from afterword.records.site import Site
from afterword.records.vocabulary import Pattern
from afterword.views.text.glyphs import NO_DATA_GLYPH, UNKNOWN_LEVEL_GLYPH
from afterword.views.text.instants import Instant
from afterword.views.text.labels import PageLink
from afterword.views.text.words import Words


class LegendEntry(NamedTuple):
    """A level that a chart shows. `slug` names its colour, `pattern` its fill; a solid fill is an empty string."""

    slug: str
    name: str
    glyph: str
    pattern: str


def legend_entry(words: Words, level_id: str, site: Site) -> LegendEntry:
    """Return how a level is drawn. A level that the site does not define is an outline, named by its id."""
    level, no_data = site.level(level_id), level_style.NO_DATA
    if level is None:
        return LegendEntry(no_data.slug, level_id, UNKNOWN_LEVEL_GLYPH, no_data.pattern.value)
    pattern = "" if level.pattern is Pattern.SOLID else level.pattern.value.replace("_", "-")
    return LegendEntry(level.id, words.level_name(level), site.glyph(level.id), pattern)


def no_data_entry(words: Words) -> LegendEntry:
    """Return how a day without data is drawn."""
    style = level_style.NO_DATA
    return LegendEntry(style.slug, words.uptime.no_data_there, NO_DATA_GLYPH, style.pattern.value)


class Bar(NamedTuple):
    """A window as a bar. `end` is its right end, where an arrow shows that it is ongoing; `name` describes it."""

    x: str
    width: str
    end: str
    y: int
    middle: int
    level: LegendEntry
    name: str
    ongoing: bool


class CrowdMember(NamedTuple):
    """A marker that is drawn once a reader has zoomed in."""

    x: str
    y: int
    shape: str
    text: str
    name: str


class Marker(NamedTuple):
    """A marker in a lane. `end` is set if it lasted; `text` is inside the shape, or shown alone without one.

    A text alone counts markers for which there is no room: the `members`.
    """

    x: str
    end: str
    y: int
    shape: str
    text: str
    name: str
    members: tuple[CrowdMember, ...] = ()


class MarkerKind(NamedTuple):
    """What a shape or a number in a lane of markers means: an entry of its legend."""

    shape: str
    text: str
    name: str


class ChartText(NamedTuple):
    """A text in a chart. `x` and `y` are on its baseline; `anchor` is the SVG attribute `text-anchor`."""

    x: str
    y: str
    text: str
    anchor: str


class TextLayers(NamedTuple):
    """Texts placed for a wide and for a narrow screen, of which one is shown."""

    wide: tuple[ChartText, ...] = ()
    narrow: tuple[ChartText, ...] = ()


class Flag(NamedTuple):
    """A labelled line through all lanes, from `y` down; `dx` keeps its text off the line."""

    x: str
    y: str
    label: ChartText
    dx: int


class FlagLayers(NamedTuple):
    """Flags placed for a wide and for a narrow screen, of which one is shown."""

    wide: tuple[Flag, ...] = ()
    narrow: tuple[Flag, ...] = ()


class StepLine(NamedTuple):
    """A straight line between two values."""

    x1: str
    x2: str
    y1: str
    y2: str


class StepBand(NamedTuple):
    """A share or a measure over time: its name, the y of zero, its course, its threshold, and its values as text.

    `height` is in pixels, with the name.
    """

    name: TextLayers
    height: int
    base: str
    lines: tuple[StepLine, ...]
    threshold: StepLine | None
    labels: TextLayers


class AxisCut(NamedTuple):
    """Where the axis leaves out a quiet stretch, from `start` to `end`; `label` says how long it was.

    Both are clock times as in `AxisTimes`.
    """

    x: str
    label: str
    name: str
    start: str
    end: str


class AxisTimes(NamedTuple):
    """The first and the last instant of an axis, as clock times for the script that lets readers zoom.

    If clocks change in between, both have the offset of the start, so that every length is true, and the labels of the
    axis are not clock times but those of the `fixed` ticks.
    """

    start: str
    end: str
    fixed: bool


class Lane(NamedTuple):
    """A lane: components with the same bars, or markers of one kind.

    `name_lines` are its name with the baselines of its lines. `labels` name bars and markers in place.
    """

    name: str
    name_lines: tuple[ChartText, ...]
    line_y: int
    bars: tuple[Bar, ...]
    markers: tuple[Marker, ...]
    kinds: tuple[MarkerKind, ...]
    ongoing: bool
    labels: TextLayers = TextLayers()
    bands: tuple[StepBand, ...] = ()


class EventLanes(NamedTuple):
    """The lanes of all milestones and of the timeline, in a drawing of their own below the chart.

    `title` is what opens it. The axis is that of the chart; `further_shapes` are those that the chart does not have.
    """

    title: str
    lanes: tuple[Lane, ...]
    height: int
    drawing: Markup
    further_shapes: tuple[str, ...]


class Tick(NamedTuple):
    """A tick of the time axis. `second_line` is empty if it would repeat that of the tick before.

    A label that is `crowded` is shown on wide screens only.
    """

    x: str
    label: str
    second_line: str
    anchor: str
    crowded: bool = False


class LaneTableRow(NamedTuple):
    """A window in the table below the chart. `remarks` are plain text, `note` is Markdown."""

    component: str
    level: LegendEntry
    start: Instant
    end: Instant | None
    duration: str
    remarks: tuple[str, ...]
    note: str


class LaneChart(NamedTuple):
    """The chart of a record: its drawing and what is in it, the same data as table rows, a text alternative.

    `zone` says in which time zone its times are. `not_shown` counts what is too far away to be drawn; else empty.
    `patterns` and `shapes` name what the drawing refers to. `names_levels` and `names_updates` say that the drawing
    itself names them all, so that a page needs no legend until a reader zooms in. `table_open` shows the table without
    a fold. `recurrence` says what many windows have in common, `left_out` what the axis does not show, and `merged`
    that bars stand for several windows; else they are empty.
    """

    id: str
    title: str
    alternative: str
    zone: str
    not_shown: str
    height: int
    axis_y: int
    times: AxisTimes
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    now: Tick | None
    legend: tuple[LegendEntry, ...]
    names_levels: bool
    names_updates: bool
    rows: tuple[LaneTableRow, ...]
    table_open: bool
    drawing: Markup
    patterns: tuple[str, ...]
    shapes: tuple[str, ...]
    flags: FlagLayers = FlagLayers()
    cuts: tuple[AxisCut, ...] = ()
    events: EventLanes | None = None
    recurrence: str = ""
    left_out: str = ""
    merged: str = ""


class DayCell(NamedTuple):
    """A day cell. The heavier the day, the larger it is; `name` describes the day."""

    x: str
    y: str
    width: str
    height: str
    level: LegendEntry
    name: str


class PlainDays(NamedTuple):
    """The cells of days that are not affected, drawn once for all day bars that have the same days with data."""

    id: str
    cells: tuple[DayCell, ...]


class CalendarPart(NamedTuple):
    """Days that are drawn together: the weeks of half a year, or all days of a day bar."""

    alternative: str
    width: str
    height: int
    cells: tuple[DayCell, ...]
    texts: tuple[ChartText, ...]


class CalendarTableRow(NamedTuple):
    """An affected day in the table below the calendar, and its records.

    `number` is the index of the day in the calendar. `more` says how many records are not listed, if any.
    """

    number: int
    day: str
    iso: str
    level: LegendEntry
    durations: str
    records: tuple[PageLink, ...]
    more: str


class CalendarChart(NamedTuple):
    """Days by their worst level: a calendar of a year in weeks, or a day bar.

    A day bar has one part; its `start` and `end` are its first and last day. A calendar has neither. If there
    are `plain` days, only the cells of affected days are in the part.
    """

    id: str
    title: str
    alternative: str
    parts: tuple[CalendarPart, ...]
    start: str
    end: str
    legend: tuple[LegendEntry, ...]
    rows: tuple[CalendarTableRow, ...]
    plain: PlainDays | None = None
