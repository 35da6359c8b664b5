"""The figure of a record as Plotly takes it, a plain value: the plotly package is not needed to make one.

It has the same rows at the same heights as the drawn figure. Colours are those of a light page; each trace
says in its `meta` what it shows, so that the script of the page can give it the colours of the theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import wrap

from afterword.records.site import Site
from afterword.views.axis import TimeAxis, labelled
from afterword.views.figures import Json, legend_entry
from afterword.views.tracks import (
    BAR_HEIGHT,
    EVENT_SHAPES,
    MARK_STEP,
    NAME_HEIGHT,
    STATE_SHAPES,
    PlacedBar,
    PlacedMark,
    Track,
)
from afterword.views.words import EVENT_GLYPHS, STATE_GLYPHS

_INK, _MUTED, _LINE, _GROUND = "#1f2328", "#57606a", "#d0d7de", "#ffffff"
_NO_COLOUR, _NO_FILL = "#8a8f98", "rgba(0,0,0,0)"
_NAME_MIDDLE, _NOW_MIDDLE = 10, 9
_BENEATH = 38
_NAME_SIZE, _TEXT_SIZE, _GLYPH_SIZE, _MARK_SIZE = 13, 12, 16, 17
_HOVER_WIDTH = 56
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
"""Plotly has no symbols like the shapes, so they are written."""
_FOLDED = "•"
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


@dataclass(frozen=True, slots=True)
class _Clocks:
    """Clocks that are never changed, always as far ahead of UTC."""

    ahead: timedelta

    def show(self, instant: datetime) -> str:
        return (instant + self.ahead).replace(tzinfo=None).isoformat(timespec="seconds")


def lanes_value(
    tracks: Sequence[Track], axis: TimeAxis, site: Site, *, now: tuple[datetime, str] | None
) -> Mapping[str, Json]:
    """Give data and layout; `now`, an instant with its label, where something is still going on.

    Plotly knows no zones, so instants are written as clock times of the record. Where the clocks are changed
    in between, they stay as they were at the start, so that nothing is drawn too long or too short, and the
    axis has the labels of the drawn figure instead of Plotly's own.
    """
    clocks = _Clocks(axis.zone.local(axis.start).utcoffset() or timedelta())
    bars = [bar for track in tracks for bar in track.bars]
    levels = sorted({bar.window.level for bar in bars}, key=lambda level: (site.rank(level), level))
    of_levels = [
        _level(level, [b for b in bars if b.window.level == level], clocks, site) for level in levels
    ]
    of_marks = [trace for track in tracks if track.marks for trace in _marks(track, clocks)]
    return {"data": [*of_levels, *of_marks], "layout": _layout(tracks, axis, clocks, now)}


def _level(level_id: str, bars: Sequence[PlacedBar], clocks: _Clocks, site: Site) -> Json:
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
        "base": [clocks.show(bar.span.start) for bar in bars],
        "x": [bar.span.duration // _ONE_MILLISECOND for bar in bars],
        "y": [bar.top + BAR_HEIGHT / 2 for bar in bars],
        "width": [BAR_HEIGHT for _ in bars],
        "customdata": [_bar_words(bar) for bar in bars],
        "hovertemplate": _BAR_HOVER,
        "marker": marker,
    }


def _marks(track: Track, clocks: _Clocks) -> list[Json]:
    lasting = [mark for mark in track.marks if mark.moment.until and not mark.folded]
    lines: list[Json] = []
    if lasting:
        ends = ((mark.moment.at, mark.moment.until) for mark in lasting)
        lines.append(
            {
                "type": "scatter",
                "mode": "lines",
                "meta": {"lines": track.name},
                "x": [clocks.show(t) if t else None for start, end in ends for t in (start, end, None)],
                "y": [y for mark in lasting for y in (mark.middle, mark.middle, None)],
                "line": {"color": _MUTED, "width": 2},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    moments = [mark.moment for mark in track.marks]
    numbered = all(mark.moment.number for mark in track.marks)
    texts: list[Json] = [mark.moment.number or _glyph(mark) for mark in track.marks]
    moments = [mark.moment for mark in track.marks]
    trace: Json = {
        "type": "scatter",
        "mode": "markers+text",
        "name": track.name,
        "meta": {"marks": track.name, "filled": numbered},
        "x": [clocks.show(moment.at) for moment in moments],
        "y": [mark.middle for mark in track.marks],
        "text": texts,
        "textfont": {"color": _GROUND, "size": _TEXT_SIZE}
        if numbered
        else {"color": _INK, "size": _GLYPH_SIZE},
        "marker": {"color": _INK if numbered else _GROUND, "size": _MARK_SIZE},
        "customdata": [[moment.name, _wrapped(moment.text)] for moment in moments],
        "hovertemplate": _MARK_HOVER,
        "showlegend": False,
    }
    return [*lines, trace]


def _glyph(mark: PlacedMark) -> str:
    """Write a mark; in a crowd it is a dot until the reader points at it."""
    return _FOLDED if mark.folded else _GLYPHS[mark.moment.shape]


def _layout(
    tracks: Sequence[Track], axis: TimeAxis, clocks: _Clocks, now: tuple[datetime, str] | None
) -> Json:
    bottom = tracks[-1].top + tracks[-1].height
    names: list[Json] = [_name(track) for track in tracks]
    lines: list[Json] = [_line(track) for track in tracks]
    if now:
        at, as_of = clocks.show(now[0]), now[1]
        lines.append({
            "type": "line", "x0": at, "x1": at, "y0": 0, "y1": bottom,
            "line": {"color": _MUTED, "width": 1.5, "dash": "dot"},
        })  # fmt: skip
        names.append({"x": at, "xanchor": "right", "y": _NOW_MIDDLE, "text": as_of, "showarrow": False})
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
            "range": [clocks.show(axis.start), clocks.show(axis.end)],
            "gridcolor": _LINE,
            **_ticks(axis, clocks),
        },
        "yaxis": {"range": [bottom, 0], "fixedrange": True, "visible": False},
        "shapes": lines,
        "annotations": names,
    }


def _ticks(axis: TimeAxis, clocks: _Clocks) -> Mapping[str, Json]:
    if not axis.changes_clocks:
        return {"nticks": 7, "tickformatstops": _TICK_FORMATS}
    given = tuple(labelled(axis))
    instants: list[Json] = [clocks.show(instant) for instant, _, _ in given]
    labels: list[Json] = [f"{label}<br>{under}" for _, label, under in given]
    return {"tickmode": "array", "tickvals": instants, "ticktext": labels}


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
    return [_wrapped(bar.component), bar.period.text, bar.period.duration, remarks]


def _literal(text: str) -> str:
    """Keep Plotly from reading a record's words as its own markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _wrapped(text: str) -> str:
    return "<br>".join(_literal(line) for line in wrap(text, _HOVER_WIDTH))
