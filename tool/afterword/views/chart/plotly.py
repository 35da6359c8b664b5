"""Converts the chart of a record to data and layout for Plotly, as plain values without the plotly package.

Plotly adds zoom, hover texts and an axis for every zoom; what is seen remains the SVG, which the page's script keeps in
place above it. Its bars and markers are therefore at the same positions and invisible, and have no colours. What all
charts have in common is left out: the script adds it as a Plotly template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from textwrap import wrap
from typing import TypeAlias

from afterword.views.chart.axis import TimeAxis, tick_labels
from afterword.views.chart.layout import BAR_HEIGHT, PlacedBar, PlacedLane
from afterword.views.chart.models import Json, LegendEntry
from afterword.views.text.instants import digits
from afterword.views.text.words import Words

_AXIS_HEIGHT = 38
HOVER_WIDTH = 56
_MOST_MARKERS = 400
"""How many markers of a lane have texts to show on hover; if there are more, those that are only counted have none."""
_ONE_MILLISECOND = timedelta(milliseconds=1)


_Clock: TypeAlias = Callable[[datetime], str]
"""Returns the clock time of an instant, as ISO 8601 without an offset."""


def lanes_value(
    words: Words,
    lanes: Sequence[PlacedLane],
    axis: TimeAxis,
    legend: Mapping[str, LegendEntry],
    *,
    height: int,
) -> Mapping[str, Json]:
    """Return data and layout.

    Plotly knows no time zones, so instants are clock times of the record. If clocks change in between, the offset at
    the start is used throughout, so that every bar has its true length, and the axis gets the labels of the SVG
    instead of Plotly's own.
    """
    offset = axis.zone.local(axis.start).utcoffset() or timedelta()

    def clock(instant: datetime) -> str:
        return digits(instant + offset)

    bars = [bar for lane in lanes for bar in lane.bars]
    markers = [_marker_trace(lane, clock) for lane in lanes if lane.markers]
    cuts: list[Json] = [{"bounds": [clock(cut.start), clock(cut.end)]} for cut in axis.cuts]
    layout: dict[str, Json] = {
        "height": height,
        "xaxis": {
            "range": [clock(axis.start), clock(axis.end)],
            **({"rangebreaks": cuts} if cuts else {}),
            **_ticks(words, axis, clock),
        },
        "yaxis": {"range": [height - _AXIS_HEIGHT, 0]},
    }
    return {"data": [_bar_trace(bars, legend, clock), *markers], "layout": layout}


def _bar_trace(bars: Sequence[PlacedBar], legend: Mapping[str, LegendEntry], clock: _Clock) -> Json:
    return {
        "type": "bar",
        "base": [clock(bar.interval.start) for bar in bars],
        "x": [bar.interval.duration // _ONE_MILLISECOND for bar in bars],
        "y": [bar.top + BAR_HEIGHT // 2 for bar in bars],
        "customdata": [_bar_hover(bar, legend) for bar in bars],
    }


def _marker_trace(lane: PlacedLane, clock: _Clock) -> Json:
    crowded = len(lane.markers) > _MOST_MARKERS
    markers = [marker for marker in lane.markers if not (crowded and marker.collapsed)]
    events = [marker.event for marker in markers]
    return {
        "type": "scatter",
        "name": lane.name,
        "x": [clock(event.at) for event in events],
        "y": [marker.middle for marker in markers],
        "customdata": [[event.name, _wrapped(event.text)] for event in events],
    }


def _ticks(words: Words, axis: TimeAxis, clock: _Clock) -> Mapping[str, Json]:
    if not axis.changes_clocks:
        return {}
    ticks = tuple(tick_labels(words, axis))
    instants: list[Json] = [clock(instant) for instant, _, _ in ticks]
    labels: list[Json] = [f"{label}<br>{second_line}" for _, label, second_line in ticks]
    return {"tickmode": "array", "tickvals": instants, "ticktext": labels}


def _bar_hover(bar: PlacedBar, legend: Mapping[str, LegendEntry]) -> Json:
    remarks = "".join(f"<br>{_wrapped(remark)}" for remark in bar.remarks)
    level = _literal(legend[bar.window.level].name)
    return [_wrapped(bar.component), level, bar.period.text, bar.period.duration, remarks]


def _literal(text: str) -> str:
    """Escape text, because Plotly interprets some HTML tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _wrapped(text: str) -> str:
    return "<br>".join(map(_literal, hover_lines(text)))


def hover_lines(text: str) -> list[str]:
    """Break text into lines of `HOVER_WIDTH` characters, as `textwrap.wrap` does.

    Ten times as fast as `wrap` for plain sentences, which most texts are; `wrap` does the others.
    """
    plain = text.isprintable() and "  " not in text and text.strip() == text
    lines = []
    rest = text
    while plain and len(rest) > HOVER_WIDTH:
        cut = rest.rfind(" ", 0, HOVER_WIDTH + 1)
        overflowing = rest[cut + 1 :].split(" ", 1)[0]
        plain = cut > 0 and "-" not in overflowing and len(overflowing) <= HOVER_WIDTH
        lines.append(rest[:cut])
        rest = rest[cut + 1 :]
    if not plain:
        return wrap(text, HOVER_WIDTH)
    return [*lines, rest] if rest else lines
