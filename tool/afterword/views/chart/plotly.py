"""The figure of a record as Plotly takes it, a plain value: the plotly package is not needed to make one.

It has the same rows at the same heights as the drawn figure. What is the same in every figure is left out: the
script of the page has it as a Plotly template. Colours are the theme's: each trace says in its `meta` what it
shows, and the script gives it the colour of that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import wrap

from afterword.records.site import Site
from afterword.views.chart.axis import TimeAxis, labelled
from afterword.views.chart.models import Json, legend_entry
from afterword.views.chart.tracks import (
    BAR_HEIGHT,
    EVENT_SHAPES,
    MARK_STEP,
    NAME_HEIGHT,
    STATE_SHAPES,
    PlacedBar,
    PlacedMarker,
    Track,
)
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.words import EVENT_GLYPHS, STATE_GLYPHS, digits

_NAME_MIDDLE, _NOW_MIDDLE = 10, 9
_BENEATH = 38
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
"""Plotly has no symbols like the shapes, so they are written."""
_FOLDED = "•"


@dataclass(frozen=True, slots=True)
class _Clocks:
    """Clocks that are never changed, always as far ahead of UTC."""

    ahead: timedelta

    def show(self, instant: datetime) -> str:
        return digits(instant + self.ahead)


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
    of_marks = [trace for track in tracks if track.markers for trace in _marks(track, clocks)]
    return {"data": [*of_levels, *of_marks], "layout": _layout(tracks, axis, clocks, now)}


def _level(level_id: str, bars: Sequence[PlacedBar], clocks: _Clocks, site: Site) -> Json:
    entry = legend_entry(level_id, site)
    trace: dict[str, Json] = {
        "type": "bar",
        "name": _literal(entry.name),
        "meta": {"level": entry.slug, "outline": entry.pattern == "outline"},
        "base": [clocks.show(bar.span.start) for bar in bars],
        "x": [bar.span.duration // _ONE_MILLISECOND for bar in bars],
        "y": [bar.top + BAR_HEIGHT // 2 for bar in bars],
        "customdata": [_bar_words(bar) for bar in bars],
    }
    if entry.pattern in _PATTERNS:
        trace["marker"] = {"pattern": _PATTERNS[entry.pattern]}
    return trace


def _marks(track: Track, clocks: _Clocks) -> list[Json]:
    moments = [mark.moment for mark in track.markers]
    numbered = all(moment.number for moment in moments)
    trace: dict[str, Json] = {
        "type": "scatter",
        "name": track.name,
        "meta": {"marks": "numbers" if numbered else "glyphs"},
        "x": [clocks.show(moment.at) for moment in moments],
        "y": [mark.middle for mark in track.markers],
        "text": [mark.moment.number or _glyph(mark) for mark in track.markers],
        "customdata": [[moment.name, _wrapped(moment.text)] for moment in moments],
    }
    if numbered:
        trace["textfont"] = {"size": _TEXT_SIZE}
    lasting = [mark for mark in track.markers if mark.moment.until and not mark.folded]
    if not lasting:
        return [trace]
    ends = ((mark.moment.at, mark.moment.until) for mark in lasting)
    lines: Json = {
        "type": "scatter",
        "mode": "lines",
        "meta": {"marks": "stretches"},
        "x": [clocks.show(t) if t else None for start, end in ends for t in (start, end, None)],
        "y": [y for mark in lasting for y in (mark.middle, mark.middle, None)],
        "hoverinfo": "skip",
    }
    return [lines, trace]


def _glyph(mark: PlacedMarker) -> str:
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
            "xref": "x", "x0": at, "x1": at, "y0": 0, "y1": bottom, "layer": "above",
            "line": {"width": 1.5, "dash": "dot"},
        })  # fmt: skip
        names.append({
            "xref": "x", "x": at, "xanchor": "right", "y": _NOW_MIDDLE, "text": as_of,
            "font": {"size": _TEXT_SIZE},
        })  # fmt: skip
    return {
        "height": bottom + _BENEATH,
        "xaxis": {"range": [clocks.show(axis.start), clocks.show(axis.end)], **_ticks(axis, clocks)},
        "yaxis": {"range": [bottom, 0]},
        "shapes": lines,
        "annotations": names,
    }


def _ticks(axis: TimeAxis, clocks: _Clocks) -> Mapping[str, Json]:
    if not axis.changes_clocks:
        return {}
    given = tuple(labelled(axis))
    instants: list[Json] = [clocks.show(instant) for instant, _, _ in given]
    labels: list[Json] = [f"{label}<br>{under}" for _, label, under in given]
    return {"tickmode": "array", "tickvals": instants, "ticktext": labels}


def _name(track: Track) -> Json:
    going_on = f" – {CATALOGUE.record.ongoing}" if any(bar.going_on for bar in track.bars) else ""
    return {"y": track.top + _NAME_MIDDLE, "text": _literal(track.name) + going_on}


def _line(track: Track) -> Json:
    middle = track.top + NAME_HEIGHT + (BAR_HEIGHT if track.bars else MARK_STEP) // 2
    return {"y0": middle, "y1": middle}


def _bar_words(bar: PlacedBar) -> Json:
    remarks = "".join(f"<br>{_wrapped(remark)}" for remark in bar.remarks)
    return [_wrapped(bar.component), bar.period.text, bar.period.duration, remarks]


def _literal(text: str) -> str:
    """Keep Plotly from reading a record's words as its own markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _wrapped(text: str) -> str:
    return "<br>".join(map(_literal, hover_lines(text)))


def hover_lines(text: str) -> list[str]:
    """Break text as `textwrap.wrap` does, which takes ten times as long over the plain sentences that most are."""
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
