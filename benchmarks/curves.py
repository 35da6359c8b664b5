"""Draws the chart of processor time by number of records for cold builds, on logarithmic scales, as inline SVG.

The lines differ in dashes and markers and are labelled at their ends. Everything has the colour of the text around it,
so that the chart can be read on light and dark pages, in print, and without colour vision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from benchmarks.report import seconds
from benchmarks.results import COLD, OURS, Results

_WIDTH, _HEIGHT = 720, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 216, 24, 52
_DASHES = {
    "afterword": "",
    "mkdocs-material": "9 5",
    "zensical": "2 4",
    "hugo": "14 4 2 4",
    "hugo-same-work": "14 4",
    "hugo-cstate": "5 3 5 8",
}
_MARKERS = {
    "afterword": '<circle cx="{x}" cy="{y}" r="5"/>',
    "mkdocs-material": '<rect x="{x0}" y="{y0}" width="8" height="8"/>',
    "zensical": '<path d="M{x} {yt}L{xr} {yb}H{xl}Z"/>',
    "hugo": '<path d="M{x} {yt}L{xr} {y}L{x} {yb}L{xl} {y}Z"/>',
    "hugo-same-work": '<path d="M{x} {yb}L{xr} {yt}H{xl}Z"/>',
    "hugo-cstate": '<path d="M{xl} {yt}L{xr} {yb}M{xr} {yt}L{xl} {yb}" stroke="currentColor" stroke-width="2"/>',
}
_LABEL_GAP = 18.0

Points = list[tuple[int, float]]


@dataclass(frozen=True)
class _Scale:
    """A logarithmic axis."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return round(self.start + share * (self.end - self.start), 1)


def figure(results: Results) -> str:
    """Return the chart as a block of HTML that Markdown does not change."""
    caption = "Processor time of a cold build, start-up included. Both scales are logarithmic."
    return f"<figure>\n{svg(results)}\n<figcaption>{caption}</figcaption>\n</figure>"


def svg(results: Results) -> str:
    """Return the chart as SVG, or a sentence if there are no results."""
    curves = {tool: points for tool in results.tools() if (points := _points(results, tool))}
    if not curves:
        return "There are no results to draw."
    across, up = _scales(curves)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        ' aria-labelledby="cold-build-title cold-build-desc" fill="currentColor" font-size="13"'
        ' style="width:100%;height:auto;font-family:inherit">',
        '<title id="cold-build-title">Processor time of a cold build by number of records</title>',
        f'<desc id="cold-build-desc">{escape(_described(results, curves))}</desc>',
        *_grid(across, up, results.sizes()),
    ]
    for tool, points in curves.items():
        lines += _curve(tool, [(across.at(records), up.at(value)) for records, value in points])
    lines += _labels(results, curves, up)
    return "\n".join([*lines, "</svg>"])


def _points(results: Results, tool: str) -> Points:
    points = []
    for records in results.sizes():
        measured = results.find(records, tool, COLD)
        value = measured.median("cpu") if measured else None
        if value:
            points.append((records, value))
    return points


def _scales(curves: dict[str, Points]) -> tuple[_Scale, _Scale]:
    sizes = [records for points in curves.values() for records, _ in points]
    values = [value for points in curves.values() for _, value in points]
    low, high = float(min(sizes)), float(max(sizes))
    if low == high:
        low, high = low / 2, high * 2
    bottom, top = 10.0 ** floor(log10(min(values))), 10.0 ** ceil(log10(max(values)) + 1e-9)
    top = top if top > bottom else bottom * 10
    return _Scale(low, high, _LEFT, _WIDTH - _RIGHT), _Scale(bottom, top, _HEIGHT - _BOTTOM, _TOP)


def _described(results: Results, curves: dict[str, Points]) -> str:
    """Describe in words what the lines show."""
    parts = []
    for tool, points in curves.items():
        values = ", ".join(f"{seconds(value)} s at {records:,}" for records, value in points)
        parts.append(f"{results.titles[tool]}: {values}.")
    return " ".join(["A line for each tool on logarithmic scales; lower is less work.", *parts])


def _grid(across: _Scale, up: _Scale, sizes: list[int]) -> Iterator[str]:
    left, right, bottom = _LEFT, _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    yield '<g stroke="currentColor" stroke-opacity="0.25">'
    for value in _powers(up):
        yield f'<path d="M{left} {up.at(value)}H{right}"/>'
    for records in sizes:
        yield f'<path d="M{across.at(records)} {_TOP}V{bottom}"/>'
    yield "</g>"
    for value in _powers(up):
        yield f'<text x="{left - 12}" y="{up.at(value) + 4}" text-anchor="end">{value:g} s</text>'
    for records in sizes:
        yield f'<text x="{across.at(records)}" y="{bottom + 20}" text-anchor="middle">{records:,}</text>'
    yield f'<text x="{(left + right) / 2:g}" y="{bottom + 42}" text-anchor="middle">records</text>'


def _powers(scale: _Scale) -> list[float]:
    return [10.0**power for power in range(round(log10(scale.low)), round(log10(scale.high)) + 1)]


def _curve(tool: str, points: list[tuple[float, float]]) -> Iterator[str]:
    path = "L".join(f"{x:g} {y:g}" for x, y in points)
    dashes = f' stroke-dasharray="{_DASHES[tool]}"' if _DASHES[tool] else ""
    width = 3 if tool == OURS else 2
    yield f'<path d="M{path}" fill="none" stroke="currentColor" stroke-width="{width}"{dashes}/>'
    for x, y in points:
        yield _marker(tool, x, y)


def _marker(tool: str, x: float, y: float) -> str:
    corners = {"x": x, "y": y, "x0": x - 4, "y0": y - 4}
    corners |= {"xl": x - 5.5, "xr": x + 5.5, "yt": y - 5.5, "yb": y + 5.5}
    return _MARKERS[tool].format(**{name: f"{position:g}" for name, position in corners.items()})


def _labels(results: Results, curves: dict[str, Points], up: _Scale) -> Iterator[str]:
    """Label each line at the height of its end, with its marker; labels that would touch are moved apart."""
    ends = sorted((up.at(points[-1][1]), tool, points[-1]) for tool, points in curves.items())
    x, last = _WIDTH - _RIGHT + 20, float("-inf")
    for y, tool, (records, value) in ends:
        last = max(y, last + _LABEL_GAP)
        weight = ' font-weight="bold"' if tool == OURS else ""
        short = "" if records == results.sizes()[-1] else f" at {records:,}"
        label = f"{results.titles[tool]} {seconds(value)} s{short}"
        yield _marker(tool, x, last)
        yield f'<text x="{x + 12}" y="{last + 4:g}"{weight}>{escape(label)}</text>'
