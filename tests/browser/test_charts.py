"""Charts in a browser: built as SVG, replaced by Plotly, in the theme's colours."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import GOING_ON, OVERLOAD, SEED, Reader, Visit

pytestmark = pytest.mark.browser
TEXTS_IN_THE_WAY = """() => {
  const shown = [...document.querySelectorAll("svg.aw-drawn text:not(.aw-member text)")].flatMap((text) => {
    const box = text.getBoundingClientRect();
    return box.width ? [{ text: text.textContent, box }] : [];
  });
  const isCut = ({ box }) => box.left < 0 || box.right > innerWidth;
  const covers = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom - 4 && other.top < one.bottom - 4;
  const isCovered = ({ box }, n) => shown.slice(0, n).some((other) => covers(box, other.box));
  return shown.filter((each, n) => isCut(each) || isCovered(each, n)).map(({ text }) => text);
}"""
"""The texts of charts that leave the screen, or cover another. Boxes have some room above and below their letters."""
PLOT = "article .js-plotly-plot"


def chart(page: Page) -> None:
    page.locator("article figure.aw-figure").first.scroll_into_view_if_needed()
    page.wait_for_selector(f"{PLOT} .barlayer .point path", timeout=20_000)


def bar_colour(page: Page) -> str:
    script = "bar => getComputedStyle(bar).fill + ' ' + getComputedStyle(bar).stroke"
    return "; ".join(page.locator("article .aw-coloured").evaluate_all(f"bars => bars.map({script})"))


@pytest.mark.parametrize("visit", [SEED, OVERLOAD, GOING_ON], ids=lambda visit: visit.path)
def test_the_chart_appears_and_reacts_to_hover(reading: partial[Reader], visit: Visit) -> None:
    reader = reading()
    page = reader.open(visit)
    chart(page)
    page.locator(f"{PLOT} .barlayer .point path").first.hover(force=True)
    page.wait_for_selector(f"{PLOT} .hoverlayer .hovertext", timeout=5_000)
    assert page.locator(f"{PLOT} .hoverlayer .hovertext").first.text_content()
    assert (
        page.locator(f"{PLOT} .main-svg").count()
        == page.locator(f"{PLOT} .main-svg[aria-hidden]").count()
        > 0
    )
    assert reader.complaints == []


def test_switching_the_theme_recolours_the_chart(reading: partial[Reader]) -> None:
    page = reading(color_scheme="light").open(SEED)
    chart(page)
    light = bar_colour(page)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.wait_for_timeout(800)
    dark = bar_colour(page)
    assert light != dark
    assert "rgb(255, 133, 82)" in dark  # very overloaded, on dark ground


def test_the_palette_toggle_works(reading: partial[Reader]) -> None:
    page = reading(color_scheme="light").open(SEED)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for _ in range(3):
        page.locator("form[data-md-component=palette] label:visible").click()
        page.wait_for_timeout(300)
        if page.evaluate("getComputedStyle(document.body).backgroundColor") != before:
            break
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_the_chart_library_is_not_loaded_before_a_chart_is_near_the_screen(reading: partial[Reader]) -> None:
    reader = reading()
    requested: list[str] = []
    reader.page.on("request", lambda request: requested.append(request.url))
    reader.open(Visit("demo", ""))
    assert not [url for url in requested if "plotly" in url]


def test_if_the_chart_library_cannot_be_loaded_the_svg_stays(reading: partial[Reader]) -> None:
    reader = reading()
    reader.page.route("**/plotly-basic.min.js", lambda route: route.abort())
    page = reader.open(SEED)
    figure = page.locator("article figure.aw-figure").first
    figure.scroll_into_view_if_needed()
    page.wait_for_timeout(800)
    assert figure.locator("svg[role=img]").is_visible()


def test_every_chart_has_its_numbers_in_a_table(reading: partial[Reader]) -> None:
    page = reading(java_script_enabled=False).open(OVERLOAD)
    details = page.locator("article figure.aw-lanes ~ details:not(.aw-all-events)").first
    assert not details.locator("table").is_visible()
    details.locator("summary").click()
    assert details.locator("tbody tr:not(.aw-remarks)").count() == 5
    assert "Very overloaded" in details.inner_text()


def test_the_table_of_a_short_record_is_in_no_fold(reading: partial[Reader]) -> None:
    page = reading(java_script_enabled=False).open(SEED)
    text = page.locator("article figure.aw-lanes ~ table").inner_text()
    for number in ("6 h 30 min", "7 h", "17 h"):
        assert number in text


@pytest.mark.parametrize("record", ["2026-01-20-imports-hold-up-the-index", "2025-11-26-search-overloaded"])
def test_on_a_phone_no_text_of_a_chart_covers_another_or_is_cut_off(
    reading: partial[Reader], record: str
) -> None:
    page = reading(width=320, height=800).open(Visit("demo", f"incidents/{record}/"))
    assert page.evaluate(TEXTS_IN_THE_WAY) == []
