"""The figures as values: everything already measured, so that a template only draws.

Lanes and strips measure their widths in percent, so that they fit a phone and a wide screen while their text
keeps its size; heights, and all of a calendar, are in pixels. Every measure is written out already.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from afterword.records import level_style
from afterword.records.site import Site
from afterword.records.vocabulary import Pattern
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import PageLink
from afterword.views.text.words import GLYPHS, NO_DATA_GLYPH, UNKNOWN_LEVEL_GLYPH, Instant

Json: TypeAlias = "str | int | float | bool | list[Json] | Mapping[str, Json] | None"


class LegendEntry(NamedTuple):
    """A level that a figure shows. `slug` names its colour, `pattern` its fill; a solid fill has none."""

    slug: str
    name: str
    glyph: str
    pattern: str


NO_DATA = LegendEntry(
    level_style.NO_DATA.slug,
    CATALOGUE.uptime.no_data.capitalize(),
    NO_DATA_GLYPH,
    level_style.NO_DATA.pattern.value,
)


def legend_entry(level_id: str, site: Site) -> LegendEntry:
    """Say how a level looks. One that the site does not know is drawn as an outline, under its bare id."""
    level = site.level(level_id)
    if level is None:
        return LegendEntry(NO_DATA.slug, level_id, UNKNOWN_LEVEL_GLYPH, NO_DATA.pattern)
    pattern = "" if level.pattern is Pattern.SOLID else level.pattern.value.replace("_", "-")
    return LegendEntry(level.id, level.name, GLYPHS[level.status], pattern)


class Bar(NamedTuple):
    """A window as a bar. `end` is where it stops, for the sign that it is still going on."""

    x: str
    width: str
    end: str
    y: int
    middle: int
    level: LegendEntry
    name: str
    going_on: bool


class Marker(NamedTuple):
    """An instant on a row of marks, with `end` a stretch of time. `text` stands in the shape or alone."""

    x: str
    end: str
    y: int
    shape: str
    text: str
    name: str


class MarkerKind(NamedTuple):
    """What a shape or a number on a row of marks stands for."""

    shape: str
    text: str
    name: str


class Lane(NamedTuple):
    """A row of the figure: a component with its bars, or marks. `name_y` is the baseline of its name."""

    name: str
    name_y: int
    line_y: int
    bars: tuple[Bar, ...]
    markers: tuple[Marker, ...]
    kinds: tuple[MarkerKind, ...]
    going_on: bool


class Tick(NamedTuple):
    """A tick of the time axis. `under` is a second line, empty where it would only repeat the tick before."""

    x: str
    label: str
    under: str
    anchor: str


class LaneTableRow(NamedTuple):
    """A window in the table beneath the figure. `note` is Markdown."""

    component: str
    level: LegendEntry
    start: Instant
    end: Instant | None
    duration: str
    label: str
    measure: str
    note: str


class LaneChart(NamedTuple):
    """The levels of a record over time: lanes to draw, a table twin, a text alternative, Plotly's value.

    `zone` says in which zone its times are; `left_out` what lies too far away to be drawn, or nothing.
    """

    id: str
    title: str
    alternative: str
    zone: str
    left_out: str
    height: int
    bar_height: int
    axis_y: int
    label_y: int
    under_y: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    now: Tick | None
    legend: tuple[LegendEntry, ...]
    rows: tuple[LaneTableRow, ...]
    has_remarks: bool
    unfolded: bool
    plotly: Mapping[str, Json]


class DayCell(NamedTuple):
    """A day. The more it weighs, the larger it is drawn; `name` is what is said of it."""

    x: str
    y: str
    width: str
    height: str
    level: LegendEntry
    name: str


class ChartText(NamedTuple):
    """A few words in a figure. `x` and `y` are of its baseline, `anchor` says to which end of it."""

    x: str
    y: str
    text: str
    anchor: str


class CalendarPart(NamedTuple):
    """A stretch of days that is drawn as a whole: half a year in weeks, or all days of a strip."""

    alternative: str
    width: str
    height: int
    cells: tuple[DayCell, ...]
    texts: tuple[ChartText, ...]


class BarStart(NamedTuple):
    """The first day of a strip where there is room for `days` of them."""

    days: int
    text: str


class CalendarTableRow(NamedTuple):
    """A day with trouble in the table beneath the figure, and the records that tell of it.

    `number` counts the days of the figure, from 0. `more` says how many records are not listed, if any.
    """

    number: int
    day: str
    iso: str
    level: LegendEntry
    durations: str
    records: tuple[PageLink, ...]
    more: str


class CalendarChart(NamedTuple):
    """Days by their worst level: as the weeks of a year, or as one row of days.

    A strip has one part, `starts` for each width of screen, and `end`, its last day; a year has neither.
    """

    id: str
    title: str
    alternative: str
    parts: tuple[CalendarPart, ...]
    starts: tuple[BarStart, ...]
    end: str
    legend: tuple[LegendEntry, ...]
    rows: tuple[CalendarTableRow, ...]
