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
from afterword.records.site import Site
from afterword.records.vocabulary import EventKind, Pattern, State
from afterword.views.chart.lanes import lane_chart
from afterword.views.chart.layout import BAR_HEIGHT
from afterword.views.chart.models import LaneChart
from afterword.views.chart.plotly import HOVER_WIDTH, hover_lines
from afterword.views.text.glyphs import STATE_GLYPHS
from tests.timeline.building import SITE, at, clock, record, site, window

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
ALL_PATTERNS = SITE.split("levels:")[0] + "levels:\n"
ALL_PATTERNS += "".join(
    f"  - {{id: level{n}, name: Level {n}, status: degraded_performance, pattern: {pattern}}}\n"
    for n, pattern in enumerate(Pattern)
)
ALL_PATTERNS += "components: [{id: search, name: Search}]\n"


def chart(of: Record | str, now: datetime = NOW, by: Site | None = None) -> LaneChart:
    drawn = lane_chart(record(of) if isinstance(of, str) else of, by or site(), now)
    assert drawn is not None
    return drawn


def value(of: Record | str, by: Site | None = None) -> dict[str, Any]:
    """Return the Plotly value as a browser gets it: through JSON and back."""
    read: dict[str, Any] = json.loads(json.dumps(chart(of, by=by).plotly, allow_nan=False))
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
    "text", [EVERYTHING, OPEN, CLOCKS_BACK, UNSTATED], ids=["everything", "open", "clocks back", "unstated"]
)
def test_plotly_accepts_the_chart_with_its_template_and_returns_both_unchanged(text: str) -> None:
    sent = whole(value(text))
    back = json.loads(go.Figure(sent).to_json())  # raises for anything that Plotly does not know
    for traces in back["layout"]["template"]["data"].values():
        for trace in traces:
            del trace["type"]  # added by Plotly
    assert back == sent


def test_plotly_knows_every_pattern() -> None:
    lines = (window(f"level{n}", clock(n * 10), clock(n * 10 + 9)) for n in range(len(Pattern)))
    by = site(ALL_PATTERNS)
    plotted = value(record("windows:\n" + "".join(lines), of=by), by)
    go.Figure(whole(plotted))
    shapes = [trace.get("marker", {}).get("pattern", {}).get("shape") for trace in bars(plotted)]
    assert len([shape for shape in shapes if shape]) == len(Pattern) - 2  # all but solid and outline
    outlined = [trace["meta"]["outline"] for trace in bars(plotted)]
    assert outlined == [pattern is Pattern.OUTLINE for pattern in Pattern]


def test_there_is_one_trace_for_each_level_which_names_the_source_of_its_colour() -> None:
    traces = bars(value(EVERYTHING))
    assert [trace["name"] for trace in traces] == [
        "never-heard-of",
        "Degraded",
        "Overloaded",
        "Very overloaded",
    ]
    assert [trace["meta"]["level"] for trace in traces] == [
        "no-data",
        "degraded",
        "overloaded",
        "very_overloaded",
    ]


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


def test_an_update_has_the_glyph_that_the_page_shows_with_its_state() -> None:
    states = ("investigating", "identified", "monitoring", "resolved")
    updates = "".join(
        f"  - {{at: {clock(10 * n)}, status: {each}, body: x}}\n" for n, each in enumerate(states)
    )
    drawn = value("windows:\n" + window("degraded", clock(0), clock(40)) + "updates:\n" + updates)
    (markers,) = (trace for trace in drawn["data"] if trace["type"] != "bar")
    assert markers["text"] == [STATE_GLYPHS[State(each)] for each in states]


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


def test_an_ongoing_window_has_a_line_for_now() -> None:
    layout = value(OPEN)["layout"]
    assert any(
        "line" in shape and shape["line"]["dash"] and shape["x0"] == "2026-11-08T12:00:00"
        for shape in layout["shapes"]
    )
    assert "as of 12:00" in [text["text"] for text in layout["annotations"]]
    assert "Search – still going on" in [text["text"] for text in layout["annotations"]]


def test_hovering_shows_what_the_table_shows() -> None:
    more = "label: replicas behind, measure: {metric: queue, value: 4200, unit: queries}"
    (trace,) = bars(value(UNSTATED.replace("}\n", f", {more}}}\n")))
    assert trace["customdata"] == [
        ["Search", "1 March 2026, 00:00 – 01:30", "1 h 30 min", "<br>replicas behind<br>queue: 4,200 queries"]
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
