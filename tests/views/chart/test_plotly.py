"""The figure as Plotly takes it, held against the real plotly package and against the drawn figure."""

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
from afterword.views.chart.models import LaneChart
from afterword.views.chart.plotly import HOVER_WIDTH, hover_lines
from afterword.views.chart.tracks import BAR_HEIGHT
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


def figure(of: Record | str, now: datetime = NOW, by: Site | None = None) -> LaneChart:
    drawn = lane_chart(record(of) if isinstance(of, str) else of, by or site(), now)
    assert drawn is not None
    return drawn


def value(of: Record | str, by: Site | None = None) -> dict[str, Any]:
    """Give the figure as a browser reads it: through JSON and back."""
    read: dict[str, Any] = json.loads(json.dumps(figure(of, by=by).plotly, allow_nan=False))
    return read


def template() -> dict[str, Any]:
    """Give what the script of the pages adds to every figure."""
    script = (files("afterword") / "assets" / "charts.js").read_text("utf-8")
    found = re.search(r"const TEMPLATE = (\{.*?\n  \});", script, re.DOTALL)
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read


def whole(of: dict[str, Any]) -> dict[str, Any]:
    """Give a figure as Plotly gets it, but for its colours."""
    return {"data": of["data"], "layout": {**of["layout"], "template": template()}}


def bars(of: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in of["data"] if trace["type"] == "bar"]


def test_a_figure_says_nothing_that_is_the_same_in_every_figure() -> None:
    assert template()["data"]["bar"][0]["width"] == BAR_HEIGHT
    layout = template()["layout"]
    for text in (EVERYTHING, OPEN, UNSTATED):
        given = value(text)
        assert not {name for trace in bars(given) for name in trace} & template()["data"]["bar"][0].keys() - {
            "marker"
        }
        assert not given["layout"].keys() & layout.keys() - {"xaxis", "yaxis"}
        assert not given["layout"]["xaxis"].keys() & layout["xaxis"].keys()
    assert layout["margin"]["b"] == figure(OPEN).height - figure(OPEN).axis_y


@pytest.mark.parametrize(
    "text", [EVERYTHING, OPEN, CLOCKS_BACK, UNSTATED], ids=["everything", "open", "clocks back", "unstated"]
)
def test_plotly_takes_the_figure_with_its_template_and_gives_both_back_unchanged(text: str) -> None:
    given = whole(value(text))
    back = json.loads(go.Figure(given).to_json())  # raises for whatever Plotly does not know
    for traces in back["layout"]["template"]["data"].values():
        for trace in traces:
            del trace["type"]  # which Plotly adds
    assert back == given


def test_plotly_knows_every_pattern() -> None:
    lines = (window(f"level{n}", clock(n * 10), clock(n * 10 + 9)) for n in range(len(Pattern)))
    by = site(ALL_PATTERNS)
    given = value(record("windows:\n" + "".join(lines), of=by), by)
    go.Figure(whole(given))
    shapes = [trace.get("marker", {}).get("pattern", {}).get("shape") for trace in bars(given)]
    assert len([shape for shape in shapes if shape]) == len(Pattern) - 2  # all but solid and outline
    outlined = [trace["meta"]["outline"] for trace in bars(given)]
    assert outlined == [pattern is Pattern.OUTLINE for pattern in Pattern]


def test_there_is_one_trace_for_each_level_which_says_where_its_colour_is_from() -> None:
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


def test_bars_and_marks_stand_where_the_drawn_figure_has_them() -> None:
    drawn, given = figure(EVERYTHING), value(EVERYTHING)
    heights = sorted(y for trace in bars(given) for y in trace["y"])
    assert heights == sorted(bar.middle for lane in drawn.lanes for bar in lane.bars)
    for lane in drawn.lanes:
        trace = next((t for t in given["data"] if t.get("name") == lane.name), None)
        if trace:
            assert {mark.y for mark in lane.markers} == set(trace["y"])
    assert given["layout"]["yaxis"]["range"] == [drawn.axis_y, 0]
    assert given["layout"]["height"] == drawn.height


def test_a_bar_begins_and_ends_with_its_window() -> None:
    (trace,) = bars(value(UNSTATED))
    assert trace["base"] == ["2026-03-01T00:00:00"]
    assert trace["x"] == [90 * 60 * 1000]


def test_where_the_clocks_change_nothing_is_drawn_too_long_and_the_labels_are_the_records() -> None:
    given = value(CLOCKS_BACK)
    (trace,) = bars(given)
    assert trace["x"] == [6.5 * 3600 * 1000]
    axis = given["layout"]["xaxis"]
    told = dict(zip(axis["tickvals"], (text.split("<br>")[0] for text in axis["ticktext"]), strict=True))
    before, after = told["2026-10-25T02:00:00"], told["2026-10-25T05:00:00"]
    assert (before, after) == ("02:00", "04:00")
    end = datetime.fromisoformat(trace["base"][0]) + timedelta(milliseconds=trace["x"][0])
    assert end.isoformat() == "2026-10-25T07:00:00"  # by clocks that nobody put back


def test_what_goes_on_has_a_line_for_now() -> None:
    layout = value(OPEN)["layout"]
    assert any(
        "line" in shape and shape["line"]["dash"] and shape["x0"] == "2026-11-08T12:00:00"
        for shape in layout["shapes"]
    )
    assert "as of 12:00" in [text["text"] for text in layout["annotations"]]
    assert "Search – still going on" in [text["text"] for text in layout["annotations"]]


def test_hovering_tells_what_the_table_tells() -> None:
    more = "label: replicas behind, measure: {metric: queue, value: 4200, unit: queries}"
    (trace,) = bars(value(UNSTATED.replace("}\n", f", {more}}}\n")))
    assert trace["customdata"] == [
        ["Search", "1 March 2026, 00:00 – 01:30", "1 h 30 min", "<br>replicas behind<br>queue: 4,200 queries"]
    ]


def test_words_of_a_record_are_never_plotlys_markup() -> None:
    hostile = "\"<a href='javascript:x'>now & <b>then</b>\""
    text = UNSTATED.replace("}\n", f", label: {hostile}}}\n")
    text += f"timeline:\n  - {{at: {clock(5)}, kind: action, text: {hostile}}}\n"
    told = json.dumps([trace["customdata"] for trace in value(text)["data"]]).replace("<br>", "")
    assert "<" not in told
    assert "&lt;b&gt;then&lt;/b&gt;" in told
    assert "now &amp; " in told


@given(
    st.lists(
        st.text("abcü", min_size=1, max_size=12)
        | st.sampled_from([" ", "-", "--", "\t", "\n", "\xa0", "–", ".", "a" * 50, "b" * 60]),
        max_size=40,
    ).map(" ".join),
    st.booleans(),
)
def test_words_at_a_mark_are_broken_as_the_standard_library_would(text: str, joined: bool) -> None:
    text = text.replace(" - ", "-") if joined else text
    assert hover_lines(text) == wrap(text, HOVER_WIDTH)
