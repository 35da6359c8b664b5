"""Converts the chart of a record to data and layout for Plotly, as plain values without the plotly package.

The lanes are at the same heights as in the SVG. What all charts have in common is left out: the page's script adds it
as a Plotly template. The script also adds the theme's colours, by what each trace says in its `meta` that it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from textwrap import wrap
from typing import TypeAlias

from afterword.records.site import Site
from afterword.views.chart.axis import TimeAxis, tick_labels
from afterword.views.chart.layout import (
    BAR_HEIGHT,
    EVENT_SHAPES,
    MARKER_STEP,
    NAME_HEIGHT,
    STATE_SHAPES,
    PlacedBar,
    PlacedLane,
    PlacedMarker,
)
from afterword.views.chart.models import Json, legend_entry
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.glyphs import EVENT_GLYPHS, STATE_GLYPHS
from afterword.views.text.words import digits

_NAME_MIDDLE, _NOW_MIDDLE = 10, 9
_AXIS_HEIGHT = 38
_TEXT_SIZE = 12
HOVER_WIDTH = 56
_ONE_MILLISECOND = timedelta(milliseconds=1)
_PATTERNS: Mapping[str, Mapping[str, Json]] = {
    "dots": {"shape": ".", "size": 4, "solidity": 0.2},
    "diagonal": {"shape": "/", "size": 8, "solidity": 0.2},
    "dense-diagonal": {"shape": "/", "size": 4, "solidity": 0.35},
    "cross-hatch": {"shape": "x", "size": 6, "solidity": 0.3},
    "horizontal": {"shape": "-", "size": 5, "solidity": 0.35},
}
_GLYPHS: Mapping[str, str] = {
    **{shape: STATE_GLYPHS[state] for state, shape in STATE_SHAPES.items()},
    **{shape: EVENT_GLYPHS[kind] for kind, shape in EVENT_SHAPES.items()},
}
"""Plotly has no symbols like the SVG shapes, so markers are text."""
_COLLAPSED = "•"
"""The text of a marker in a crowd; hovering shows what it is."""


_Clock: TypeAlias = Callable[[datetime], str]
"""Returns the clock time of an instant, as ISO 8601 without an offset."""


def lanes_value(
    lanes: Sequence[PlacedLane], axis: TimeAxis, site: Site, *, now: tuple[datetime, str] | None
) -> Mapping[str, Json]:
    """Return data and layout; `now` is an instant with its label, given if a window is ongoing.

    Plotly knows no time zones, so instants are clock times of the record. If clocks change in between, the offset at
    the start is used throughout, so that every bar has its true length, and the axis gets the labels of the SVG
    instead of Plotly's own.
    """
    offset = axis.zone.local(axis.start).utcoffset() or timedelta()

    def clock(instant: datetime) -> str:
        return digits(instant + offset)

    bars = [bar for lane in lanes for bar in lane.bars]
    levels = sorted({bar.window.level for bar in bars}, key=lambda level: (site.rank(level), level))
    level_traces = [
        _level_trace(level, [bar for bar in bars if bar.window.level == level], clock, site)
        for level in levels
    ]
    marker_traces = [trace for lane in lanes if lane.markers for trace in _marker_traces(lane, clock)]
    return {"data": [*level_traces, *marker_traces], "layout": _layout(lanes, axis, clock, now)}


def _level_trace(level_id: str, bars: Sequence[PlacedBar], clock: _Clock, site: Site) -> Json:
    entry = legend_entry(level_id, site)
    trace: dict[str, Json] = {
        "type": "bar",
        "name": _literal(entry.name),
        "meta": {"level": entry.slug, "outline": entry.pattern == "outline"},
        "base": [clock(bar.interval.start) for bar in bars],
        "x": [bar.interval.duration // _ONE_MILLISECOND for bar in bars],
        "y": [bar.top + BAR_HEIGHT // 2 for bar in bars],
        "customdata": [_bar_hover(bar) for bar in bars],
    }
    if entry.pattern in _PATTERNS:
        trace["marker"] = {"pattern": _PATTERNS[entry.pattern]}
    return trace


def _marker_traces(lane: PlacedLane, clock: _Clock) -> list[Json]:
    """Return the markers of a lane; before them, so that they are on top, lines for those that lasted."""
    events = [marker.event for marker in lane.markers]
    numbered = all(event.number for event in events)
    trace: dict[str, Json] = {
        "type": "scatter",
        "name": lane.name,
        "meta": {"marks": "numbers" if numbered else "glyphs"},
        "x": [clock(event.at) for event in events],
        "y": [marker.middle for marker in lane.markers],
        "text": [marker.event.number or _glyph(marker) for marker in lane.markers],
        "customdata": [[event.name, _wrapped(event.text)] for event in events],
    }
    if numbered:
        trace["textfont"] = {"size": _TEXT_SIZE}
    lasting = [marker for marker in lane.markers if marker.event.until and not marker.collapsed]
    if not lasting:
        return [trace]
    ends = ((marker.event.at, marker.event.until) for marker in lasting)
    lines: Json = {
        "type": "scatter",
        "mode": "lines",
        "meta": {"marks": "stretches"},
        "x": [clock(t) if t else None for start, end in ends for t in (start, end, None)],
        "y": [y for marker in lasting for y in (marker.middle, marker.middle, None)],
        "hoverinfo": "skip",
    }
    return [lines, trace]


def _glyph(marker: PlacedMarker) -> str:
    return _COLLAPSED if marker.collapsed else _GLYPHS[marker.event.shape]


def _layout(
    lanes: Sequence[PlacedLane], axis: TimeAxis, clock: _Clock, now: tuple[datetime, str] | None
) -> Json:
    bottom = lanes[-1].top + lanes[-1].height
    names: list[Json] = [_name(lane) for lane in lanes]
    lines: list[Json] = [_line(lane) for lane in lanes]
    if now:
        at, as_of = clock(now[0]), now[1]
        lines.append({
            "xref": "x", "x0": at, "x1": at, "y0": 0, "y1": bottom, "layer": "above",
            "line": {"width": 1.5, "dash": "dot"},
        })  # fmt: skip
        names.append({
            "xref": "x", "x": at, "xanchor": "right", "y": _NOW_MIDDLE, "text": as_of,
            "font": {"size": _TEXT_SIZE},
        })  # fmt: skip
    return {
        "height": bottom + _AXIS_HEIGHT,
        "xaxis": {"range": [clock(axis.start), clock(axis.end)], **_ticks(axis, clock)},
        "yaxis": {"range": [bottom, 0]},
        "shapes": lines,
        "annotations": names,
    }


def _ticks(axis: TimeAxis, clock: _Clock) -> Mapping[str, Json]:
    if not axis.changes_clocks:
        return {}
    ticks = tuple(tick_labels(axis))
    instants: list[Json] = [clock(instant) for instant, _, _ in ticks]
    labels: list[Json] = [f"{label}<br>{second_line}" for _, label, second_line in ticks]
    return {"tickmode": "array", "tickvals": instants, "ticktext": labels}


def _name(lane: PlacedLane) -> Json:
    ongoing = f" – {CATALOGUE.record.ongoing}" if any(bar.ongoing for bar in lane.bars) else ""
    return {"y": lane.top + _NAME_MIDDLE, "text": _literal(lane.name) + ongoing}


def _line(lane: PlacedLane) -> Json:
    middle = lane.top + NAME_HEIGHT + (BAR_HEIGHT if lane.bars else MARKER_STEP) // 2
    return {"y0": middle, "y1": middle}


def _bar_hover(bar: PlacedBar) -> Json:
    remarks = "".join(f"<br>{_wrapped(remark)}" for remark in bar.remarks)
    return [_wrapped(bar.component), bar.period.text, bar.period.duration, remarks]


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
