"""Charts as HTML: complete without scripts, safe with any text; and what the scripts add in a browser."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import plotly.offline
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

import afterword
from afterword.output.assets import assets
from afterword.records.day_span import DaySpan
from afterword.records.site import Site
from afterword.records.vocabulary import Pattern
from afterword.records.zone import UTC_ZONE
from afterword.render.environment import create_environment
from afterword.timeline.levels import record_totals
from afterword.views.chart.lanes import lane_chart
from afterword.views.chart.layout import EVENT_SHAPES, NUMBER, STATE_SHAPES
from afterword.views.days.calendar import BarSubject, day_bar, year_calendar
from afterword.views.index.windows import window_spans
from afterword.views.text.words import ENGLISH
from tests.timeline.building import at, clock, record, site, window

ASSETS = Path(afterword.__file__).parent / "assets"
NOW = at("2026-03-01 12:00")
HOSTILE = "\"</svg><script>alert(1)</script>' onload='x\" {{ 1 }} & <b>"
BUSY = (
    "windows:\n"
    + window("degraded", clock(0), clock(300))
    + window("very_overloaded", clock(100), clock(200), "api")
    + f"milestones: {{detected: {clock(4)}}}\n"
    + f"updates: [{{at: {clock(5)}, status: investigating, body: Told.}}]\n"
    + "timeline:\n"
    + "".join(f"  - {{at: {clock(n)}, kind: action, text: Step {n}}}\n" for n in range(9))
)
CLOCKS_BACK = "timezone: Europe/Berlin\nwindows:\n" + window(
    "degraded", "2025-10-26 00:30+02:00", "2025-10-26 06:00+01:00"
)
TWO_DAYS = (
    "windows:\n"
    + window("degraded", "2026-02-27 00:00", "2026-02-27 01:00")
    + window("degraded", "2026-02-28 09:20", "2026-02-28 10:50")
)
UNSAFE = "windows:\n" + window("degraded", clock(0), clock(60)).replace(
    "}", f", label: {json.dumps(HOSTILE)}}}"
)
RECORDS = {"": BUSY, "?clocks-back": CLOCKS_BACK, "?two-days": TWO_DAYS, "?unsafe": UNSAFE}
PLOTTED = """\
() => {
  const { data, layout, _fullLayout: { xaxis } } = document.querySelector('.aw-plotly');
  const { rangebreaks, tickmode, tickvals, ticktext } = layout.xaxis;
  const [bars] = data;
  const after = (base, length) => new Date(Date.parse(base + 'Z') + length).toISOString().slice(0, -1);
  const ends = bars.base.map((base, n) => [xaxis.r2p(base), xaxis.r2p(after(base, bars.x[n]))]);
  return { data, rangebreaks, tickmode, tickvals, ticktext, yaxis: layout.yaxis.range, ends };
}"""
ZOOM = "range => Plotly.relayout(document.querySelector('.aw-plotly'), {'xaxis.range': range})"
PAGE = """\
{% from "fragments/lanes.html.j2" import lanes %}
{% from "fragments/calendar.html.j2" import calendar, day_bar %}
<h1 id="title">Acme</h1>{{ lanes(chart) }}
<p data-aw-zoom="Zoom"></p>
{% from "fragments/labels.html.j2" import period, time, time_on %}
<p>{{ time(start) }}</p><p>{{ period(night) }}</p><p>{{ time_on("2026-03-01", start) }}</p>
<time datetime="2026-03-01T10:00:00" data-aw>in the morning</time> zone not stated
{{ day_bar(days) }}{{ calendar("../", year) }}
"""
DEFINED = """\
{% from "fragments/shapes.html.j2" import patterns, shapes, definitions %}
{{ definitions(patterns, shapes) }}
"""


class Elements(HTMLParser):
    """Lists the elements of an HTML fragment, and checks that every element is closed."""

    VOID = frozenset({"br", "img", "input", "meta", "link"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def with_attribute(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.found if name in attributes]


NOVEMBER = DaySpan(NOW.date().replace(day=1))


def page(text: str = BUSY, by: Site | None = None) -> str:
    of = by or site()
    of_record = record(text, of=of)
    start = at("2026-03-01 10:00")
    return create_environment(ENGLISH).from_string(PAGE).render(
        start=ENGLISH.instant(start, UTC_ZONE),
        night=ENGLISH.period(at("2026-03-01 23:30"), at("2026-03-02 01:00"), UTC_ZONE, NOW),
        chart=lane_chart(ENGLISH, of_record, of, NOW, record_totals(of_record, of, NOW)),
        days=day_bar(window_spans(of_record), of, BarSubject.of(of.components[0]), UTC_ZONE, NOW, words=ENGLISH),
        year=year_calendar(window_spans(of_record), of, 2026, UTC_ZONE, NOW, history=NOVEMBER, words=ENGLISH),
    )  # fmt: skip


def test_everything_that_is_referred_to_exists() -> None:
    elements = Elements(page())
    ids = elements.with_attribute("id")
    assert len(ids) == len(set(ids))
    referred = [name for names in elements.with_attribute("aria-labelledby") for name in names.split()]
    referred += [link.removeprefix("#") for link in elements.with_attribute("xlink:href")]
    referred += re.findall(r"url\(#([^)]+)\)", page())
    assert len(referred) > 10
    assert set(referred) <= set(ids)


def test_every_pattern_and_every_shape_is_defined() -> None:
    ids = set(Elements(create_environment(ENGLISH).from_string(DEFINED).render()).with_attribute("id"))
    filled = {pattern.value.replace("_", "-") for pattern in Pattern} - {"solid", "outline"}
    shapes = {NUMBER, "still", *STATE_SHAPES.values(), *EVENT_SHAPES.values()}
    assert ids == {f"aw-pattern-{name}" for name in filled} | {f"aw-mark-{name}" for name in shapes}


def test_only_the_patterns_and_shapes_that_a_chart_refers_to_are_defined() -> None:
    chart = page().split("aw-strip")[0]
    defined = re.findall(r'id="(aw-(?:mark|pattern)-[^"]+)"', chart)
    assert sorted(defined) == sorted(set(re.findall(r"#(aw-(?:mark|pattern)-[\w-]+)", chart)))


@pytest.mark.parametrize(("text", "expected"), [(UNSAFE, ["aw-pattern-dots"]), (BUSY, [])])
def test_a_calendar_defines_only_the_patterns_that_it_refers_to(text: str, expected: list[str]) -> None:
    calendar = page(text).split("<p data-aw-zoom")[1]
    assert re.findall(r'<pattern id="([^"]+)"', calendar) == expected
    assert set(re.findall(r"url\(#([^)]+)\)", calendar)) == set(expected)


def test_charts_need_no_exception_from_a_strict_content_security_policy() -> None:
    elements = Elements(page())
    assert "style" not in {name for _, attributes in elements.found for name in attributes}
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
    assert not {"script", "style"} & {tag for tag, _ in elements.found}


def test_no_svg_element_has_an_address_that_instant_navigation_would_set() -> None:
    # Material sets `href` and `src` of every element that has a relative one; on SVG elements that throws.
    drawn = [attributes for tag, attributes in Elements(page()).found if tag in {"use", "svg", "g", "rect"}]
    assert not [attributes for attributes in drawn if {"href", "src"} & set(attributes)]


def test_text_of_a_record_stays_text() -> None:
    quoted = json.dumps(HOSTILE)
    named = site().model_copy(
        update={"components": (site().components[0].model_copy(update={"name": HOSTILE}),)}
    )
    text = (
        BUSY.replace("}\n", f", label: {quoted}}}\n", 1)
        + f"  - {{at: {clock(9)}, kind: action, text: {quoted}}}\n"
    )
    plain, hostile = Elements(page(text.replace(quoted, "slow"), named)), Elements(page(text, named))
    assert {tag for tag, _ in hostile.found} == {tag for tag, _ in plain.found}
    assert {name for _, found in hostile.found for name in found} == {
        n for _, found in plain.found for n in found
    }


def test_the_chart_library_is_the_one_that_was_vendored() -> None:
    bundle = (ASSETS / "plotly-basic.min.js").read_bytes()
    listed = (ASSETS / "VENDORED.md").read_text(encoding="utf-8")
    assert hashlib.sha256(bundle).hexdigest() in listed
    version = re.search(rb"plotly\.js \(basic - minified\) v([0-9.]+)", bundle[:300])
    assert version is not None
    assert f"| {version[1].decode()} |" in listed
    assert version[1].decode() == plotly.offline.get_plotlyjs_version()
    assert "MIT License" in (ASSETS / "plotly-basic.licence.txt").read_text(encoding="utf-8")


OWN_SCRIPTS = sorted(path.name for path in ASSETS.glob("*.js") if not path.name.startswith("plotly"))


@pytest.mark.parametrize("name", OWN_SCRIPTS)
def test_a_script_runs_no_text_as_code_and_requests_nothing_from_other_hosts(name: str) -> None:
    script = (ASSETS / name).read_text(encoding="utf-8")
    for never in (
        "eval(",
        "Function(",
        "innerHTML",
        "insertAdjacentHTML",
        "document.write",
        "http:",
        "https:",
    ):
        assert never not in script
    assert "https:" not in (ASSETS / "figures.css").read_text(encoding="utf-8")


def _serve(route: Route) -> None:
    name = route.request.url.rsplit("/", 1)[-1]
    if name not in RECORDS:
        route.fulfill(
            body=next(each.data for each in assets(ENGLISH) if each.path.endswith(f"/{name}")),
            content_type="text/css" if name.endswith("css") else "text/javascript",
        )
        return
    head = '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="figures.css">'
    body = f'<body data-md-color-scheme="default" class="md-typeset">{page(RECORDS[name])}'
    script = '<script src="afterword.js"></script>'
    room = '<div style="height:3000px"></div>'
    html = f'<!doctype html><html lang="en"><head>{head}</head>{body}{room}{script}</body></html>'
    route.fulfill(body=html, content_type="text/html; charset=utf-8")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    opened: list[BrowserContext] = []

    def open_page(record: str = "", **more: Any) -> Page:
        wide: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "timezone_id": "UTC"}
        context = browser.new_context(**(wide | more))
        opened.append(context)
        context.route("http://figures.test/**", _serve)
        tab = context.new_page()
        tab.goto(f"http://figures.test/{record}")
        return tab

    yield open_page
    for context in opened:
        context.close()


PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True}


@pytest.mark.browser
def test_plotly_changes_nothing_until_a_reader_zooms_and_then_the_svg_follows(
    visit: Callable[..., Page],
) -> None:
    scripts, plain = visit(), visit(java_script_enabled=False)
    scripts.wait_for_selector(".aw-is-plotted .main-svg")
    with_scripts, without = (tab.locator("#lanes").bounding_box() for tab in (scripts, plain))
    assert with_scripts == without
    bar, hidden = (
        scripts.locator(each).first for each in (".aw-stage .aw-coloured", ".barlayer .point path")
    )
    for zoomed in (["2026-03-01 00:00", "2026-03-01 05:00"], ["2026-03-01 01:00", "2026-03-01 02:00"]):
        scripts.evaluate(ZOOM, zoomed)
        seen, hovered = bar.bounding_box(), hidden.bounding_box()
        assert seen is not None
        assert hovered is not None
        assert seen["x"] == pytest.approx(hovered["x"], abs=2)
        assert seen["width"] == pytest.approx(hovered["width"], abs=3)
        assert seen["y"] == pytest.approx(hovered["y"], abs=2)


def _plotted(tab: Page) -> dict[str, Any]:
    tab.wait_for_selector(".aw-is-plotted .main-svg")
    plotted: dict[str, Any] = tab.evaluate(PLOTTED)
    return plotted


@pytest.mark.browser
def test_what_plotly_gets_is_read_from_the_drawing(visit: Callable[..., Page]) -> None:
    tab = visit()
    of = _plotted(tab)
    bars, markers = of["data"]
    assert go.Figure({"data": of["data"]}).to_dict()["data"]  # raises for anything that Plotly does not know
    starts = [datetime.fromisoformat(each) for each in bars["base"]]
    expected = [(0, 300), (100, 100)]
    for start, length, (minute, minutes) in zip(starts, bars["x"], expected, strict=True):
        assert abs(start - datetime(2026, 3, 1) - timedelta(minutes=minute)) < timedelta(minutes=1)  # noqa: DTZ001
        assert length == pytest.approx(minutes * 60_000, abs=60_000)
    assert bars["customdata"][0] == "<b>Degraded</b><br>Search, 1 March 2026, 00:00 – 05:00 (5 h)"
    assert markers["customdata"] == ["<b>Investigating</b><br>1 March 2026, 00:05"]
    assert of["yaxis"] == [float(tab.locator(".aw-stage .aw-axis").get_attribute("y1") or ""), 0]


@pytest.mark.browser
def test_what_the_axis_leaves_out_is_left_out_by_plotly_too(visit: Callable[..., Page]) -> None:
    tab = visit("?two-days")
    of = _plotted(tab)
    assert of["rangebreaks"] == [{"bounds": ["2026-02-27T01:10:00", "2026-02-28T09:10:00"]}]
    width = tab.locator(".aw-stage").evaluate("stage => stage.clientWidth")
    drawn = tab.locator(".aw-stage .aw-coloured").evaluate_all(
        "bars => bars.map(bar => ['x', 'width'].map(name => parseFloat(bar.getAttribute(name))))"
    )
    for (start, end), (x, wide) in zip(of["ends"], drawn, strict=True):
        assert start == pytest.approx(x * width / 100, abs=1)
        assert end == pytest.approx((x + wide) * width / 100, abs=1)


@pytest.mark.browser
def test_bars_have_their_true_length_when_clocks_change_and_labels_are_clock_times(
    visit: Callable[..., Page],
) -> None:
    of = _plotted(visit("?clocks-back"))
    assert of["data"][0]["x"] == [pytest.approx(6.5 * 3_600_000, abs=60_000)]
    assert of["tickmode"] == "array"
    labels = {text.split("<br>")[0]: at for at, text in zip(of["tickvals"], of["ticktext"], strict=True)}
    assert labels["01:00"][:15] in ("2025-10-26T01:0", "2025-10-26T00:5")
    assert labels["04:00"][:15] in ("2025-10-26T05:0", "2025-10-26T04:5")  # with the offset of the start


@pytest.mark.browser
def test_text_of_a_record_is_never_markup_for_plotly(visit: Callable[..., Page]) -> None:
    (text,) = _plotted(visit("?unsafe"))["data"][0]["customdata"]
    assert set(re.findall("<[^>]*>", text)) == {"<b>", "</b>", "<br>"}
    assert text.count("<b>") == 1
    assert "&lt;script&gt;" in text


@pytest.mark.browser
def test_crowded_markers_come_apart_on_zoom(visit: Callable[..., Page]) -> None:
    tab = visit()
    tab.locator(".aw-all-events > summary").click()
    tab.wait_for_selector(".aw-is-plotted .main-svg")
    counts = tab.locator(".aw-crowd").filter(visible=True)
    assert counts.all_text_contents()[0].endswith("+6")
    tab.evaluate(ZOOM, ["2026-03-01 00:00", "2026-03-01 00:20"])
    assert counts.count() == 0
    assert tab.locator(".aw-member").filter(visible=True).count() == 6


@pytest.mark.browser
def test_a_part_that_shows_no_names_has_the_legend_on_the_screen_alone(visit: Callable[..., Page]) -> None:
    tab = visit()
    legends = tab.locator("#lanes .aw-legend").filter(visible=True)
    tab.wait_for_selector(".aw-is-plotted .main-svg")
    assert legends.count() == 0
    tab.evaluate(ZOOM, ["2026-03-01 02:00", "2026-03-01 02:20"])
    levels, updates = (each.split() for each in legends.all_inner_texts())
    assert {"Degraded", "Very", "overloaded"} <= set(levels)
    assert "Investigating" in updates
    tab.emulate_media(media="print")
    assert legends.count() == 0


@pytest.mark.browser
def test_on_touch_plotly_waits_to_be_asked_for_and_a_finger_on_the_chart_scrolls_the_page(
    visit: Callable[..., Page],
) -> None:
    tab = visit(**PHONE)
    tab.wait_for_selector(".aw-zoom")
    assert tab.locator("script[src*=plotly]").count() == 0
    tab.locator(".aw-zoom").tap()
    tab.wait_for_selector(".aw-is-plotted .main-svg")
    tab.locator(".aw-stage").scroll_into_view_if_needed()
    finger = tab.context.new_cdp_session(tab)
    for above_the_bottom in (60, 15):  # on the bars, on the axis
        box, before = tab.locator(".aw-plotly").bounding_box(), tab.evaluate("window.scrollY")
        assert box is not None
        x, y = box["x"] + 150, box["y"] + box["height"] - above_the_bottom
        finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for step in range(1, 12):
            finger.send(
                "Input.dispatchTouchEvent",
                {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 12 * step}]},
            )
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        tab.wait_for_function("before => window.scrollY > before + 50", arg=before)
        tab.evaluate("before => window.scrollTo(0, before)", before)


@pytest.mark.browser
def test_times_are_in_the_zone_of_the_page_or_of_the_reader(visit: Callable[..., Page]) -> None:
    of_page = [
        "1 March 2026, 10:00\u00a0UTC",
        "1 March 2026, 23:30 – 2 March 2026, 01:00\u00a0UTC",
        "10:00\u00a0UTC",
    ]
    assert visit().locator("#aw-times").count() == 0
    far = visit(timezone_id="Asia/Tokyo", locale="de-DE")
    shown, switch = far.locator("p:has(time[data-aw])"), far.locator("#aw-times")
    assert shown.all_inner_texts() == of_page
    assert shown.locator("time").first.get_attribute("title") == "1 March 2026, 19:00 UTC+9 (your time)"
    switch.click()
    assert shown.all_inner_texts() == [
        "1 March 2026, 19:00\u00a0UTC+9",
        "2 March 2026, 08:30 – 10:00\u00a0UTC+9",
        "19:00\u00a0UTC+9",
    ]
    assert shown.locator("time").first.get_attribute("title") == "1 March 2026, 10:00 UTC"
    assert switch.get_attribute("aria-pressed") == "true"
    far.reload()
    assert shown.first.inner_text() == "1 March 2026, 19:00\u00a0UTC+9", "the choice is remembered"
    switch.click()
    assert shown.all_inner_texts() == of_page


@pytest.mark.browser
def test_arrow_keys_move_through_all_days_on_a_phone_too(visit: Callable[..., Page]) -> None:
    tab = visit(**PHONE)
    panel = tab.locator(".aw-strip .aw-said")
    tab.locator(".aw-strip .aw-days rect:not(.aw-fill)[tabindex='0']").focus()
    assert (
        panel.inner_text() == "1 March 2026, so far: Very overloaded 1 h 40 min, Degraded 3 h 20 min; Trouble"
    )
    tab.keyboard.press("ArrowLeft")
    assert panel.inner_text() == "28 February 2026: Operational"
    tab.keyboard.press("Home")
    assert panel.inner_text() == "2 December 2025: Operational"
    tab.keyboard.press("ArrowLeft")
    assert panel.inner_text() == "2 December 2025: Operational"
    tab.keyboard.press("Tab")
    assert not panel.is_visible()


@pytest.mark.browser
def test_the_left_arrow_moves_to_the_week_before_in_a_calendar(visit: Callable[..., Page]) -> None:
    tab = visit()
    tab.locator(".aw-calendar .aw-days rect:not(.aw-fill)[tabindex='0']").focus()
    tab.keyboard.press("ArrowLeft")
    assert tab.locator(".aw-calendar .aw-said").inner_text() == "22 February 2026: no data"


@pytest.mark.browser
def test_another_theme_keeps_the_readers_zoom(visit: Callable[..., Page]) -> None:
    tab = visit()
    tab.wait_for_selector(".aw-is-plotted .main-svg")
    zoomed = ["2026-03-01 01:00", "2026-03-01 02:00"]
    tab.evaluate(ZOOM, zoomed)
    tab.add_style_tag(
        content="[data-md-color-scheme=slate] { --aw-figure-ink: hsl(46.49deg, 72.25%, 59.02%) }"
    )
    tab.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    tab.wait_for_function("document.querySelector('.aw-plotly').layout.font.color === 'rgb(226, 192, 75)'")
    assert tab.evaluate("document.querySelector('.aw-plotly').layout.xaxis.range") == zoomed


@pytest.mark.browser
def test_with_forced_colours_the_svg_stays(visit: Callable[..., Page]) -> None:
    tab = visit(forced_colors="active")
    tab.wait_for_timeout(500)
    assert tab.locator(".aw-is-plotted").count() == 0
    ink = "getComputedStyle(document.querySelector('.aw-coloured')).fill"
    assert tab.evaluate(ink) == tab.evaluate("getComputedStyle(document.querySelector('.aw-lane-name')).fill")
