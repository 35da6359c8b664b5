"""The chart for Plotly, compared with the real plotly package and with the SVG chart."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from importlib.resources import files
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.records.record import Record
from afterword.records.vocabulary import EventKind, State
from afterword.views.chart.lanes import lane_chart
from afterword.views.chart.layout import BAR_HEIGHT
from afterword.views.chart.models import LaneChart
from afterword.views.chart.plotly import HOVER_WIDTH, hover_lines
from afterword.views.text.words import ENGLISH
from tests.timeline.building import at, clock, record, site, window

NOW = at("2026-11-08 12:00")
EVERYTHING = (
    "windows:\n"
    + window("degraded", clock(0), clock(40))
    + window("overloaded", clock(20), clock(60))
    + window("very_overloaded", clock(60), clock(61), "api")
    + window("never-heard-of", clock(10), clock(30), "vanished")
    + f"milestones: {{detected: {clock(4)}, identified: {clock(9)}}}\n"
    + "updates:\n"
    + "".join(f"  - {{at: {clock(n * 3)}, status: {state}, body: Told.}}\n" for n, state in enumerate(State))
    + "timeline:\n"
    + "".join(
        f"  - {{at: {clock(n * 5)}, until: {clock(n * 5 + 7)}, kind: {kind}, text: Seen.}}\n"
        for n, kind in enumerate(EventKind)
    )
)
OPEN = "windows:\n" + window("degraded", "2026-11-08 09:00")
CLOCKS_BACK = "timezone: Europe/Berlin\nwindows:\n" + window(
    "degraded", "2026-10-25 00:30+02:00", "2026-10-25 06:00+01:00"
)
UNSTATED = "timezone: unstated\nwindows:\n" + window("degraded", clock(0), clock(90))
TWO_DAYS = (
    "windows:\n" + window("degraded", clock(0), clock(60)) + window("degraded", clock(2000), clock(2090))
)


def chart(of: Record | str, now: datetime = NOW) -> LaneChart:
    drawn = lane_chart(ENGLISH, record(of) if isinstance(of, str) else of, site(), now)
    assert drawn is not None
    return drawn


def value(of: Record | str) -> dict[str, Any]:
    """Return the Plotly value as a browser gets it: through JSON and back."""
    read: dict[str, Any] = json.loads(json.dumps(chart(of).plotly, allow_nan=False))
    return read


def template() -> dict[str, Any]:
    """Return the template that the script of the pages adds to every chart."""
    script = (files("afterword") / "assets" / "charts.js").read_text("utf-8")
    found = re.search(r"const TEMPLATE = (\{.*?\n  \});", script, re.DOTALL)
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read


def whole(of: dict[str, Any]) -> dict[str, Any]:
    """Return a chart as Plotly gets it, without the colours."""
    return {"data": of["data"], "layout": {**of["layout"], "template": template()}}


def bars(of: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in of["data"] if trace["type"] == "bar"]


def test_a_chart_contains_nothing_that_the_template_contains() -> None:
    assert template()["data"]["bar"][0]["width"] == BAR_HEIGHT
    layout = template()["layout"]
    for text in (EVERYTHING, OPEN, UNSTATED):
        own = value(text)
        assert not {name for trace in bars(own) for name in trace} & template()["data"]["bar"][0].keys() - {
            "marker"
        }
        assert not own["layout"].keys() & layout.keys() - {"xaxis", "yaxis"}
        assert not own["layout"]["xaxis"].keys() & layout["xaxis"].keys()
    assert layout["margin"]["b"] == chart(OPEN).height - chart(OPEN).axis_y


@pytest.mark.parametrize(
    "text",
    [EVERYTHING, OPEN, CLOCKS_BACK, UNSTATED, TWO_DAYS],
    ids=["everything", "open", "clocks back", "unstated", "two days"],
)
def test_plotly_accepts_the_chart_with_its_template_and_returns_both_unchanged(text: str) -> None:
    sent = whole(value(text))
    back = json.loads(go.Figure(sent).to_json())  # raises for anything that Plotly does not know
    for traces in back["layout"]["template"]["data"].values():
        for trace in traces:
            del trace["type"]  # added by Plotly
    assert back == sent


def test_bars_and_markers_are_at_the_same_heights_as_in_the_svg() -> None:
    drawn, plotted = chart(EVERYTHING), value(EVERYTHING)
    heights = sorted(y for trace in bars(plotted) for y in trace["y"])
    assert heights == sorted(bar.middle for lane in drawn.lanes for bar in lane.bars)
    for lane in drawn.lanes:
        trace = next((t for t in plotted["data"] if t.get("name") == lane.name), None)
        if trace:
            assert {marker.y for marker in lane.markers} == set(trace["y"])
    assert plotted["layout"]["yaxis"]["range"] == [drawn.axis_y, 0]
    assert plotted["layout"]["height"] == drawn.height


def test_what_the_axis_leaves_out_is_left_out_by_plotly_too() -> None:
    breaks = value(TWO_DAYS)["layout"]["xaxis"]["rangebreaks"]
    assert breaks == [{"bounds": ["2026-03-01T01:10:00", "2026-03-02T09:10:00"]}]


def test_a_bar_begins_and_ends_with_its_window() -> None:
    (trace,) = bars(value(UNSTATED))
    assert trace["base"] == ["2026-03-01T00:00:00"]
    assert trace["x"] == [90 * 60 * 1000]


def test_bars_have_their_true_length_when_clocks_change_and_labels_are_clock_times() -> None:
    plotted = value(CLOCKS_BACK)
    (trace,) = bars(plotted)
    assert trace["x"] == [6.5 * 3600 * 1000]
    axis = plotted["layout"]["xaxis"]
    labels = dict(zip(axis["tickvals"], (text.split("<br>")[0] for text in axis["ticktext"]), strict=True))
    before, after = labels["2026-10-25T02:00:00"], labels["2026-10-25T05:00:00"]
    assert (before, after) == ("02:00", "04:00")
    end = datetime.fromisoformat(trace["base"][0]) + timedelta(milliseconds=trace["x"][0])
    assert end.isoformat() == "2026-10-25T07:00:00"  # with the offset of the start


def test_hovering_shows_what_the_table_shows() -> None:
    more = "label: replicas behind, measure: {metric: queue, value: 4200, unit: queries}"
    (trace,) = bars(value(UNSTATED.replace("}\n", f", {more}}}\n")))
    assert trace["customdata"] == [
        [
            "Search",
            "Degraded",
            "1 March 2026, 00:00 – 01:30",
            "1 h 30 min",
            "<br>replicas behind<br>queue: 4,200 queries",
        ]
    ]


def test_text_of_a_record_is_never_markup_for_plotly() -> None:
    hostile = "\"<a href='javascript:x'>now & <b>then</b>\""
    text = UNSTATED.replace("}\n", f", label: {hostile}}}\n")
    text += f"timeline:\n  - {{at: {clock(5)}, kind: action, text: {hostile}}}\n"
    text_shown = json.dumps([trace["customdata"] for trace in value(text)["data"]]).replace("<br>", "")
    assert "<" not in text_shown
    assert "&lt;b&gt;then&lt;/b&gt;" in text_shown
    assert "now &amp; " in text_shown


@given(
    st.lists(
        st.text("abcü", min_size=1, max_size=12)
        | st.sampled_from([" ", "-", "--", "\t", "\n", "\xa0", "–", ".", "a" * 50, "b" * 60]),
        max_size=40,
    ).map(" ".join),
    st.booleans(),
)
def test_hover_text_is_wrapped_as_by_the_standard_library(text: str, joined: bool) -> None:
    text = text.replace(" - ", "-") if joined else text
    assert hover_lines(text) == wrap(text, HOVER_WIDTH)
