"""The figure of a record as Plotly takes it, a plain value: the plotly package is not needed to make one.

It has the same rows at the same heights as the drawn figure. Colours are those of a light page; each trace says
in its `meta` what it shows, so that the script of the page can give it the colours of the theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from textwrap import wrap

from afterword.records.site import Site
from afterword.records.zone import Zone
from afterword.views.axis import TimeAxis
from afterword.views.figures import Json, legend_entry
from afterword.views.tracks import BAR_HEIGHT, MARK_STEP, NAME_HEIGHT, NUMBER, STATE_SHAPES, PlacedBar, Track
from afterword.views.words import STATE_GLYPHS, clock

_INK, _MUTED, _LINE, _GROUND = "#1f2328", "#57606a", "#d0d7de", "#ffffff"
_NO_COLOUR, _NO_FILL = "#8a8f98", "rgba(0,0,0,0)"
_NAME_MIDDLE, _NOW_MIDDLE = 10, 9
_BENEATH = 38
_NAME_SIZE, _TEXT_SIZE, _GLYPH_SIZE, _NUMBER_SIZE, _MARK_SIZE = 13, 12, 16, 17, 10
_HOVER_WIDTH = 56
_ONE_MILLISECOND = timedelta(milliseconds=1)
_PATTERNS: Mapping[str, Mapping[str, Json]] = {
    "dots": {"shape": ".", "size": 4, "solidity": 0.2},
    "diagonal": {"shape": "/", "size": 8, "solidity": 0.2},
    "dense-diagonal": {"shape": "/", "size": 4, "solidity": 0.35},
    "cross-hatch": {"shape": "x", "size": 6, "solidity": 0.3},
    "horizontal": {"shape": "-", "size": 5, "solidity": 0.35},
}
_SYMBOLS: Mapping[str, str] = {
    "triangle": "triangle-up",
    "diamond": "diamond",
    "eye": "circle-open-dot",
    "square": "square",
    "hexagon": "hexagon",
    "disc": "circle",
    "diamond-open": "diamond-open",
    "triangle-open": "triangle-up-open",
    "plus": "cross",
    "triangle-down": "triangle-down",
    "square-open": "square-open",
}
"""Plotly's symbol for each shape of an event."""
_GLYPHS: Mapping[str, str] = {shape: STATE_GLYPHS[state] for state, shape in STATE_SHAPES.items()}
"""Plotly has no symbols like those of the states, so they are written."""
_TICK_FORMATS: list[Json] = [
    {"dtickrange": [None, 60_000], "value": "%H:%M:%S\n%-d %b"},
    {"dtickrange": [60_000, 86_400_000], "value": "%H:%M\n%-d %b"},
    {"dtickrange": [86_400_000, "M1"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]
_BAR_HOVER = (
    "<b>%{customdata[0]}</b><br>%{fullData.name}, %{customdata[2]}"
    "<br>%{customdata[1]}%{customdata[3]}<extra></extra>"
)
_MARK_HOVER = "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"


def lanes_value(
    tracks: Sequence[Track], axis: TimeAxis, site: Site, *, now: datetime | None
) -> Mapping[str, Json]:
    """Give data and layout; `now` where something is still going on.

    Instants are written as clock times of the zone, so that Plotly's axis reads as the record does.
    """
    bars = [bar for track in tracks for bar in track.bars]
    levels = sorted({bar.level_id for bar in bars}, key=lambda level: (site.rank(level), level))
    of_levels = [_level(level, [b for b in bars if b.level_id == level], axis.zone, site) for level in levels]
    of_marks = [trace for track in tracks if track.marks for trace in _marks(track, axis.zone)]
    return {"data": [*of_levels, *of_marks], "layout": _layout(tracks, axis, now)}


def _level(level_id: str, bars: Sequence[PlacedBar], zone: Zone, site: Site) -> Json:
    entry, level = legend_entry(level_id, site), site.level(level_id)
    colour = level.colour.light if level else _NO_COLOUR
    outline = entry.pattern == "outline"
    edge: Json = {"color": colour, "width": 1.5}
    marker: dict[str, Json] = {"color": _NO_FILL if outline else colour, "line": edge}
    if entry.pattern in _PATTERNS:
        overlay: Mapping[str, Json] = {"fillmode": "overlay", "fgcolor": _GROUND, "fgopacity": 1}
        marker["pattern"] = {**_PATTERNS[entry.pattern], **overlay}
    return {
        "type": "bar",
        "orientation": "h",
        "name": _literal(entry.name),
        "meta": {"level": entry.slug, "outline": outline},
        "base": [_clock_time(bar.start, zone) for bar in bars],
        "x": [_clock_length(bar, zone) for bar in bars],
        "y": [bar.top + BAR_HEIGHT / 2 for bar in bars],
        "width": [BAR_HEIGHT for _ in bars],
        "customdata": [_bar_words(bar) for bar in bars],
        "hovertemplate": _BAR_HOVER,
        "marker": marker,
    }


def _marks(track: Track, zone: Zone) -> list[Json]:
    lasting = [mark for mark in track.marks if mark.moment.until]
    lines: list[Json] = []
    if lasting:
        ends = ((mark.moment.at, mark.moment.until) for mark in lasting)
        lines.append(
            {
                "type": "scatter",
                "mode": "lines",
                "meta": {"lines": track.name},
                "x": [_clock_time(t, zone) if t else None for start, end in ends for t in (start, end, None)],
                "y": [y for mark in lasting for y in (mark.middle, mark.middle, None)],
                "line": {"color": _MUTED, "width": 2},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    moments = [mark.moment for mark in track.marks]
    trace: dict[str, Json] = {
        "type": "scatter",
        "name": track.name,
        "meta": {"marks": track.name},
        "x": [_clock_time(moment.at, zone) for moment in moments],
        "y": [mark.middle for mark in track.marks],
        "customdata": [[moment.name, _wrapped(moment.text)] for moment in moments],
        "hovertemplate": _MARK_HOVER,
        "showlegend": False,
    }
    if all(moment.shape == NUMBER for moment in moments):
        trace |= {
            "mode": "markers+text",
            "text": [moment.number for moment in moments],
            "textfont": {"color": _GROUND, "size": _TEXT_SIZE},
            "marker": {"color": _INK, "size": _NUMBER_SIZE},
        }
    elif all(moment.shape in _GLYPHS for moment in moments):
        trace |= {
            "mode": "text",
            "text": [_GLYPHS[moment.shape] for moment in moments],
            "textfont": {"color": _INK, "size": _GLYPH_SIZE},
        }
    else:
        symbols: list[Json] = [_SYMBOLS[moment.shape] for moment in moments]
        outline: Json = {"color": _INK, "width": 1.5}
        trace |= {
            "mode": "markers",
            "marker": {"color": _INK, "size": _MARK_SIZE, "symbol": symbols, "line": outline},
        }
    return [*lines, trace]


def _layout(tracks: Sequence[Track], axis: TimeAxis, now: datetime | None) -> Json:
    bottom = tracks[-1].top + tracks[-1].height
    names: list[Json] = [_name(track) for track in tracks]
    lines: list[Json] = [_line(track) for track in tracks]
    if now:
        at = _clock_time(now, axis.zone)
        lines.append({
            "type": "line", "x0": at, "x1": at, "y0": 0, "y1": bottom,
            "line": {"color": _MUTED, "width": 1.5, "dash": "dot"},
        })  # fmt: skip
        text = f"as of {clock(axis.zone.local(now).replace(second=0))}"
        names.append({"x": at, "xanchor": "right", "y": _NOW_MIDDLE, "text": text, "showarrow": False})
    return {
        "height": bottom + _BENEATH,
        "margin": {"l": 0, "r": 0, "t": 0, "b": _BENEATH},
        "barmode": "overlay",
        "hovermode": "closest",
        "hoverlabel": {"align": "left"},
        "legend": {"orientation": "h"},
        "showlegend": True,
        "xaxis": {
            "type": "date",
            "range": [_clock_time(end, axis.zone) for end in (axis.start, axis.end)],
            "nticks": 6,
            "tickformatstops": _TICK_FORMATS,
            "gridcolor": _LINE,
        },
        "yaxis": {"range": [bottom, 0], "fixedrange": True, "visible": False},
        "shapes": lines,
        "annotations": names,
    }


def _name(track: Track) -> Json:
    going_on = " – still going on" if any(bar.going_on for bar in track.bars) else ""
    return {
        "xref": "paper", "x": 0, "xanchor": "left", "y": track.top + _NAME_MIDDLE, "showarrow": False,
        "text": _literal(track.name) + going_on, "font": {"size": _NAME_SIZE},
    }  # fmt: skip


def _line(track: Track) -> Json:
    middle = track.top + NAME_HEIGHT + (BAR_HEIGHT if track.bars else MARK_STEP) / 2
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": middle, "y1": middle, "layer": "below",
        "line": {"color": _LINE, "width": 1},
    }  # fmt: skip


def _bar_words(bar: PlacedBar) -> Json:
    remarks = "".join(f"<br>{_wrapped(remark)}" for remark in bar.remarks)
    return [_wrapped(bar.component), bar.period, bar.duration, remarks]


def _clock_time(instant: datetime, zone: Zone) -> str:
    return zone.local(instant).replace(tzinfo=None).isoformat(timespec="seconds")


def _clock_length(bar: PlacedBar, zone: Zone) -> int:
    """Measure a bar by the clock, so that it ends where its end is on an axis of clock times.

    Where the clocks went back in between, that can be nothing or less: then as long as it was.
    """
    start, end = (zone.local(instant).replace(tzinfo=None) for instant in (bar.start, bar.end))
    return (end - start if end > start else bar.end - bar.start) // _ONE_MILLISECOND


def _literal(text: str) -> str:
    """Keep Plotly from reading a record's words as its own markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _wrapped(text: str) -> str:
    return "<br>".join(_literal(line) for line in wrap(text, _HOVER_WIDTH))
