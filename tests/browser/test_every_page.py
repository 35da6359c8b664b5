"""Requirements for every kind of page, in both themes, on a phone, with and without scripts."""

from __future__ import annotations

import gzip
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Response

from tests.browser.conftest import PAGES, Reader, Visit

pytestmark = pytest.mark.browser
BUDGET = 60_000
"""Maximum size of a first page load in bytes, compressed, without the chart library: 25,000 are Material's styles."""
SCRIPT_BUDGET = 12_000
"""Maximum size of its scripts."""
OF_MATERIAL = 40_000
"""How much more it may be on a page that is not generated, as its features may need Material's script."""
SHIFT = 0.03
"""Maximum cumulative layout shift on a phone, on a page on which announced changes have come since the build."""
MEASURE_SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shift += each.value;
}).observe({ type: "layout-shift", buffered: true });
"""

each_page = pytest.mark.parametrize(
    "visit", PAGES, ids=lambda visit: f"{visit.site}:{visit.path or 'status'}"
)


@each_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_browser_logs_nothing(
    reading: partial[Reader], visit: Visit, scheme: str
) -> None:
    reader = reading(color_scheme=scheme)
    page = reader.open(visit)
    page.wait_for_timeout(300)  # the theme fades its colours in
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert reader.complaints == []


@each_page
@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_phone(reading: partial[Reader], visit: Visit, width: int) -> None:
    page = reading(width=width, height=800).open(visit)
    overhang = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    assert overhang <= 0


@each_page
def test_without_scripts_the_page_has_the_same_title_and_charts_and_fits_a_phone(
    reading: partial[Reader], visit: Visit
) -> None:
    with_scripts = reading().open(visit).locator("article h1").inner_text()
    reader = reading(java_script_enabled=False, width=390, height=800)
    page = reader.open(visit)
    assert page.locator("article h1").inner_text() == with_scripts
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert (
        page.locator("article svg[role=img]").count() == 0
        or page.locator("article svg[role=img]").first.is_visible()
    )
    assert reader.complaints == []


@each_page
def test_a_first_page_load_is_small_and_still_and_has_a_description(
    reading: partial[Reader], visit: Visit
) -> None:
    reader = reading(width=390, timezone_id="America/New_York")  # its times are not those of the page
    reader.page.add_init_script(MEASURE_SHIFT)
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if "plotly" not in response.url and response.status == 200:
            weights[response.url] = len(gzip.compress(response.body(), 9))

    reader.page.on("requestfinished", lambda request: weigh(found) if (found := request.response()) else None)
    page = reader.open(visit)
    more = OF_MATERIAL if visit.path.startswith("handbook/") else 0
    assert sum(weights.values()) <= BUDGET + more, weights
    assert sum(size for url, size in weights.items() if url.endswith(".js")) <= SCRIPT_BUDGET + more, weights
    assert page.evaluate("window.shift") < SHIFT
    assert page.locator("meta[name=description]").get_attribute("content")
