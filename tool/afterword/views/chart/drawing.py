"""Draws the chart of a record as SVG, once for its page and for the file next to it.

Everything in the element that is stretched when a reader zooms is in percent of its width. Class names are styled by
`figures.css` on a page, and by the file itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar

from markupsafe import Markup

from afterword.prose.escaped import as_markup, escape_text
from afterword.records.level_style import NO_DATA
from afterword.views.chart.layout import BAR_HEIGHT
from afterword.views.chart.models import (
    AxisCut,
    Bar,
    ChartText,
    Flag,
    FlagLayers,
    Lane,
    LegendEntry,
    Marker,
    StepLine,
    Tick,
)

_T = TypeVar("_T", Flag, ChartText)
OUTLINE = "outline"
"""The pattern of a level that is drawn without a fill."""
ARROW = "still"
"""The shape at the end of a bar that is still going on."""
_TICK_LABEL, _TICK_SECOND_LINE, _BELOW = 17, 33, 38
"""How far below the axis the baselines of labels are, and where a drawing ends."""
_BELOW_CUT = 6


class DrawnAxis(NamedTuple):
    """What is drawn of a time axis, besides the lanes on it: `y` is where it is."""

    y: int
    ticks: tuple[Tick, ...]
    cuts: tuple[AxisCut, ...] = ()
    flags: FlagLayers = FlagLayers()
    now: Tick | None = None

    @property
    def height(self) -> int:
        """The height of all that is above and below it."""
        return self.y + _BELOW


def drawing(lanes: tuple[Lane, ...], axis: DrawnAxis, ongoing: str) -> Markup:
    """Draw lanes on an axis; `ongoing` says of a lane that it is still going on."""
    parts = [f'<line class="aw-axis" x2="100%" y1="{axis.y}" y2="{axis.y}"/>']
    parts.append(f'<svg class="aw-stretched" width="100%" height="{axis.height}" overflow="visible">')
    parts += _ticks(axis)
    parts += (_flag(each, layer, axis.y) for each, layer in _layered(axis.flags.wide, axis.flags.narrow))
    if axis.now:
        parts += _now(axis.now, axis.y)
    for lane in lanes:
        parts += _lane(lane)
    parts += (_cut(cut, axis.y) for cut in axis.cuts)
    parts.append("</svg>")
    for lane in lanes:
        parts += _names(lane, ongoing)
    return as_markup("\n".join(parts))


@lru_cache(maxsize=256)
def colour(level: LegendEntry) -> str:
    """Return the colour of a level as CSS."""
    return f"var(--aw-level-{escape_text(level.slug)}, var(--aw-level-no-data, {NO_DATA.light}))"


def filled(level: LegendEntry, x: str | float, y: float, width: str | float, height: float) -> Markup:
    """Draw a rectangle in a level's colour, with its pattern on top."""
    return as_markup(_filled(level, x, y, width, height))


def sign(shape: str, text: str, x: str | float, y: float) -> Markup:
    """Draw a marker: its shape, with text in it if it has one, or the text alone."""
    return as_markup(_sign(shape, text, x, y))


def patterns_of(legend: Iterable[LegendEntry]) -> tuple[str, ...]:
    """Return the names of the patterns that the levels of a legend are filled with, each once."""
    return tuple(dict.fromkeys(each.pattern for each in legend if each.pattern not in ("", OUTLINE)))


def shapes_of(lanes: tuple[Lane, ...]) -> tuple[str, ...]:
    """Return the names of the shapes in lanes, each once."""
    arrow = (ARROW,) if any(bar.ongoing for lane in lanes for bar in lane.bars) else ()
    return tuple(dict.fromkeys((*(kind.shape for lane in lanes for kind in lane.kinds), *arrow)))


def _filled(level: LegendEntry, x: str | float, y: float, width: str | float, height: float) -> str:
    place = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="2"'
    shade = colour(level)
    fill = "none" if level.pattern == OUTLINE else shade
    drawn = f'<rect class="aw-coloured" {place} stroke="{shade}" fill="{fill}"/>'
    if level.pattern and level.pattern != OUTLINE:
        drawn += f'<rect {place} fill="url(#aw-pattern-{escape_text(level.pattern)})"/>'
    return drawn


def _sign(shape: str, text: str, x: str | float, y: float) -> str:
    # `xlink:href`, because Material's instant navigation fails on an SVG element with `href`, which it cannot set.
    drawn = f'<use xlink:href="#aw-mark-{escape_text(shape)}" x="{x}" y="{y}"/>' if shape else ""
    if text:
        name = "aw-number" if shape else "aw-more"
        drawn += (
            f'<text class="{name}" x="{x}" y="{y}" dy="4.3" text-anchor="middle">{escape_text(text)}</text>'
        )
    return drawn


def _ticks(axis: DrawnAxis) -> Iterator[str]:
    label_y, second_line_y = axis.y + _TICK_LABEL, axis.y + _TICK_SECOND_LINE
    yield '<g class="aw-ticks">'
    for tick in axis.ticks:
        yield f'<line class="aw-grid" x1="{tick.x}" x2="{tick.x}" y2="{axis.y}"/>'
        yield _text(
            "aw-tick aw-wide" if tick.crowded else "aw-tick", tick.x, label_y, tick.anchor, tick.label
        )
        if tick.second_line:
            yield _text("aw-tick aw-muted", tick.x, second_line_y, tick.anchor, tick.second_line)
    yield "</g>"


def _flag(flag: Flag, layer: str, axis_y: int) -> str:
    label = flag.label
    line = f'<line x1="{flag.x}" x2="{flag.x}" y1="{flag.y}" y2="{axis_y}"/>'
    text = (
        f'<text class="aw-named" x="{label.x}" y="{label.y}" dx="{flag.dx}"{_anchored(label.anchor)}>'
        f"{escape_text(label.text)}</text>"
    )
    return f'<g class="aw-flag{layer}">{line}{text}</g>'


def _now(now: Tick, axis_y: int) -> Iterator[str]:
    yield f'<line class="aw-now" x1="{now.x}" x2="{now.x}" y1="18" y2="{axis_y}"/>'
    yield _text("aw-tick aw-muted", now.x, 13, now.anchor, now.label)


def _lane(lane: Lane) -> Iterator[str]:
    yield f'<line class="aw-lane-line" x2="100%" y1="{lane.line_y}" y2="{lane.line_y}"/>'
    yield from map(_bar, lane.bars)
    for band in lane.bands:
        yield f'<line class="aw-lane-line" x2="100%" y1="{band.base}" y2="{band.base}"/>'
        if band.threshold:
            yield _line("aw-threshold", band.threshold)
        yield from (_line("aw-step", line) for line in band.lines)
        yield from _labels(band.labels.wide, band.labels.narrow)
    for marker in lane.markers:
        yield from _marker(marker)
    yield from _labels(lane.labels.wide, lane.labels.narrow)


def _bar(bar: Bar) -> str:
    arrow = ""
    if bar.ongoing:
        arrow = (
            f'<use xlink:href="#aw-mark-{ARROW}" x="{bar.end}" y="{bar.middle}" color="{colour(bar.level)}"/>'
        )
    drawn = _filled(bar.level, bar.x, bar.y, bar.width, BAR_HEIGHT)
    return f"<g><title>{escape_text(bar.name)}</title>{drawn}{arrow}</g>"


def _marker(marker: Marker) -> Iterator[str]:
    """Draw a marker. The members of a crowd follow it; the page's script shows them once there is room."""
    lasting = ""
    if marker.end:
        lasting = (
            f'<line class="aw-lasting" x1="{marker.x}" x2="{marker.end}" y1="{marker.y}" y2="{marker.y}"/>'
        )
    name = "aw-instant aw-crowd" if marker.members else "aw-instant"
    drawn = _sign(marker.shape, marker.text, marker.x, marker.y)
    yield f'<g class="{name}"><title>{escape_text(marker.name)}</title>{lasting}{drawn}</g>'
    for member in marker.members:
        drawn = _sign(member.shape, member.text, member.x, member.y)
        title = f"<title>{escape_text(member.name)}</title>"
        yield f'<g class="aw-instant aw-member" data-aw-x="{member.x}">{title}{drawn}</g>'


def _labels(wide: tuple[ChartText, ...], narrow: tuple[ChartText, ...]) -> Iterator[str]:
    for text, layer in _layered(wide, narrow):
        yield _text(f"aw-named{layer}", text.x, text.y, text.anchor, text.text)


def _layered(wide: tuple[_T, ...], narrow: tuple[_T, ...]) -> Iterator[tuple[_T, str]]:
    """Yield what is on wide and on narrow screens, each once, with the class of the only layer that it is in."""
    if wide == narrow:
        yield from ((each, "") for each in wide)
        return
    yield from ((each, "" if each in narrow else " aw-wide") for each in wide)
    yield from ((each, " aw-narrow") for each in narrow if each not in wide)


def _cut(cut: AxisCut, axis_y: int) -> str:
    """Draw where the axis leaves something out: a gap between two lines that are jagged where they cross it."""
    height = axis_y + _BELOW_CUT
    path = "".join(f"M{x} 0V{axis_y - _BELOW_CUT}l-3 4 6 4-3 4" for x in (-3, 3))
    gap = f'<rect x="-3" width="6" height="{height}" stroke="none"/><path d="{path}" fill="none"/>'
    line = f'<svg class="aw-cut-line" x="{cut.x}" width="1" height="{height}" overflow="visible">{gap}</svg>'
    label = _text("aw-tick aw-muted", cut.x, axis_y + _TICK_SECOND_LINE, "middle", cut.label)
    times = f'data-aw-from="{cut.start}" data-aw-until="{cut.end}"'
    return f'<g class="aw-cut" {times}><title>{escape_text(cut.name)}</title>{line}{label}</g>'


def _names(lane: Lane, ongoing: str) -> Iterator[str]:
    """Write the name of a lane on its lines, and those of what was measured in it."""
    last = len(lane.name_lines) - 1
    for number, line in enumerate(lane.name_lines):
        still = (
            f'<tspan class="aw-muted"> – {escape_text(ongoing)}</tspan>'
            if lane.ongoing and number == last
            else ""
        )
        yield f'<text class="aw-lane-name" x="{line.x}" y="{line.y}">{escape_text(line.text)}{still}</text>'
    for band in lane.bands:
        for text, layer in _layered(band.name.wide, band.name.narrow):
            yield _text(f"aw-named aw-muted aw-band-name{layer}", text.x, text.y, text.anchor, text.text)


def _line(name: str, line: StepLine) -> str:
    return f'<line class="{name}" x1="{line.x1}" x2="{line.x2}" y1="{line.y1}" y2="{line.y2}"/>'


def _text(name: str, x: str, y: str | int, anchor: str, text: str) -> str:
    return f'<text class="{name}" x="{x}" y="{y}"{_anchored(anchor)}>{escape_text(text)}</text>'


def _anchored(anchor: str) -> str:
    return "" if anchor == "start" else f' text-anchor="{anchor}"'
