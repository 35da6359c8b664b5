"""Charts of windows for Plotly's Python package, to zoom into, to put into a notebook, or to save as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape
from importlib.resources import files
from typing import Any, NamedTuple

import plotly.graph_objects as go

from afterword.records.site import Site
from afterword.records.zone import UTC_ZONE
from afterword.views.index.windows import WindowSpan

_TITLE, _ROW, _AXIS, _LEGEND_LINE = 70, 28, 70, 22
"""Heights in pixels: of the title, of a component, of the axis with its name, and of a level in the legend."""
_EDGE = 28
"""Margin on the left and on the right in pixels; names of components get as much more as they need."""
_HOVER = "<b>%{customdata[0]}</b><br>%{y}<br>%{base} – %{customdata[1]}<extra>%{fullData.name}</extra>"
_MILLISECOND = timedelta(milliseconds=1)
_BUNDLE = "plotly-basic.min.js"
_ROOT, _ENCODING = "<html>", '<meta charset="utf-8" />'
"""Elements of Plotly's page; browsers look for the encoding in its first 1,024 bytes."""


class WindowChart(NamedTuple):
    """What a chart shows: the windows of some components between two instants; those that are open end at `now`."""

    title: str
    components: Sequence[str]
    spans: Sequence[WindowSpan]
    start: datetime
    end: datetime
    now: datetime


class PictureError(Exception):
    """A picture cannot be drawn, since Kaleido or its browser is missing."""


def window_figure(site: Site, chart: WindowChart) -> go.Figure:
    """Return a figure with a row for each component, and a bar for each window in the colour of its level.

    Plotly knows no time zones: times are clock times of the site.
    """
    zone = site.zone or UTC_ZONE
    rows = [_name(site, each) for each in chart.components]

    def clock(instant: datetime) -> datetime:
        return zone.local(instant).replace(tzinfo=None)

    figure = go.Figure()
    for level in site.levels:
        spans = [each for each in chart.spans if each.level == level.id]
        if not spans:
            continue
        periods = [
            (clock(max(each.start, chart.start)), clock(min(each.end or chart.now, chart.end)))
            for each in spans
        ]
        figure.add_bar(
            name=escape(level.name, quote=False),
            orientation="h",
            base=[_text(start) for start, _ in periods],
            x=[(end - start) // _MILLISECOND for start, end in periods],
            y=[_name(site, each.component) for each in spans],
            customdata=[
                [escape(each.title, quote=False), _text(end)]
                for each, (_, end) in zip(spans, periods, strict=True)
            ],
            hovertemplate=_HOVER,
            # The line keeps a window of minutes visible among weeks.
            marker={"color": level.colour.light, "line": {"color": level.colour.light, "width": 1.5}},
        )
    # On a phone, each level of the legend is on a line of its own.
    below = _AXIS + _LEGEND_LINE * len(figure.data)
    height = _TITLE + _ROW * len(rows) + below
    figure.update_layout(
        title=escape(chart.title, quote=False),
        barmode="overlay",
        height=height,
        margin={"t": _TITLE, "b": below, "l": _EDGE, "r": _EDGE},
        showlegend=True,
        legend={
            "orientation": "h",
            "traceorder": "normal",
            "yref": "container",
            "yanchor": "top",
            "y": (below - _AXIS) / height,
        },
        template="plotly_white",
        xaxis={
            "type": "date",
            "range": [_text(clock(chart.start)), _text(clock(chart.end))],
            "title": zone.name,
            "tickangle": 0,
            "automargin": False,
        },
        yaxis={
            "categoryorder": "array",
            "categoryarray": rows,
            "range": [len(rows) - 0.5, -0.5],
            "dtick": 1,
            "automargin": True,
        },
    )
    return figure


def as_json(figure: go.Figure) -> str:
    """Return a figure as JSON, as Plotly's libraries read it."""
    text: str = figure.to_json(pretty=True)
    return f"{text}\n"


def as_page(figure: go.Figure, language: str) -> str:
    """Return a page with a figure, which needs no other file: it contains the plotly.js of our pages."""
    page: str = figure.to_html(full_html=True, include_plotlyjs=False, div_id="chart")
    bundle = files("afterword").joinpath("assets", _BUNDLE).read_text(encoding="utf-8")
    head = f"{_ENCODING}<title>{figure.layout.title.text}</title><script>{bundle}</script>"
    return page.replace(_ROOT, f'<html lang="{language}">', 1).replace(_ENCODING, head, 1) + "\n"


def as_picture(figure: go.Figure, form: str) -> bytes:
    """Return a figure as `png` or `svg`. Raises PictureError if that is not possible on this machine."""
    try:
        data: bytes = figure.to_image(format=form, **_size(figure))
    except (ValueError, RuntimeError) as problem:
        raise PictureError(str(problem).strip().partition("\n")[0].rstrip(" ,:")) from problem
    return data


def _text(clock: datetime) -> str:
    return clock.isoformat(timespec="seconds")


def _size(figure: go.Figure) -> dict[str, Any]:
    return {"width": 960, "height": figure.layout.height, "scale": 2}


def _name(site: Site, component_id: str) -> str:
    component = site.component(component_id)
    return escape(component.name if component else component_id, quote=False)
