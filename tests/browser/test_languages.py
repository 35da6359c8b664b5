"""Pages in other languages: from right to left without anything cut off, and scripts that speak the same language."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from afterword.cli import cli
from tests.browser.conftest import GOING_ON, NOW, QuietHandler
from tests.sites import DEMO, copy_of

pytestmark = pytest.mark.browser
PAGES = ("", GOING_ON.path)


@pytest.fixture(scope="module")
def addresses_by_language(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Build and serve the demo in Arabic and in German; return the address of each."""
    servers: list[ThreadingHTTPServer] = []
    served = {}
    for language in ("ar", "de"):
        folder = tmp_path_factory.mktemp(language)
        root, out = copy_of(DEMO, folder / "root"), folder / "site"
        status = root / "status.yml"
        text = status.read_text(encoding="utf-8")
        status.write_text(text.replace("\npage:\n", f"\npage:\n  language: {language}\n"), encoding="utf-8")
        built = CliRunner().invoke(cli, ["build", "--root", str(root), "--site-dir", str(out), "--now", NOW])
        assert built.exit_code == 0, built.output
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(out)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        served[language] = f"http://127.0.0.1:{server.server_address[1]}/"
    yield served
    for server in servers:
        server.shutdown()


def opened(browser: Browser, url: str, width: int = 1280, **settings: object) -> Page:
    """Open a page as of the time of the build, so that its scripts change nothing."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **settings)  # type: ignore[arg-type]
    page = context.new_page()
    page.clock.set_fixed_time(f"{NOW.replace(' ', 'T')}:30Z")
    page.goto(url, wait_until="networkidle")
    return page


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES, ids=["status", "record"])
def test_arabic_runs_from_right_to_left_and_nothing_is_cut_off(
    browser: Browser, addresses_by_language: dict[str, str], path: str, width: int
) -> None:
    page = opened(browser, addresses_by_language["ar"] + path, width)
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("body").get_attribute("dir") == "rtl"
    assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 0
    outside = page.evaluate(
        """() => [...document.querySelectorAll("article p, article li, article h1, article h2, article td")]
          .filter((each) => { const box = each.getBoundingClientRect();
            return box.width > 1 && (box.left < -1 || box.right > innerWidth + 1); })
          .map((each) => each.textContent.trim().slice(0, 60))"""
    )
    assert outside == []
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.context.close()


def test_time_in_the_chart_runs_from_left_to_right(
    browser: Browser, addresses_by_language: dict[str, str]
) -> None:
    page = opened(browser, addresses_by_language["ar"] + GOING_ON.path)
    ticks = page.locator("#lanes .aw-drawn .aw-ticks > text:not(.aw-muted)")
    drawn = [(each.text_content() or "", each.bounding_box()) for each in ticks.all()]
    lefts = [box["x"] for _, box in drawn if box]
    assert len(lefts) == len(drawn) >= 4
    assert lefts == sorted(lefts)
    assert [clock for clock, _ in drawn] == sorted(clock for clock, _ in drawn)
    page.context.close()


def test_a_day_bar_runs_from_left_to_right(browser: Browser, addresses_by_language: dict[str, str]) -> None:
    page = opened(browser, addresses_by_language["ar"])
    first, last = (page.locator(".aw-ends span").nth(number).bounding_box() for number in (0, 1))
    assert first
    assert last
    assert first["x"] < last["x"]
    page.context.close()


@pytest.mark.parametrize("language", ["ar", "de"])
def test_values_on_a_phone_are_in_a_column_whatever_the_length_of_their_labels(
    browser: Browser, addresses_by_language: dict[str, str], language: str
) -> None:
    page = opened(browser, f"{addresses_by_language[language]}components/search/", 360)
    columns = page.locator(".aw-objectives tbody tr").evaluate_all(
        """rows => rows.map(row => [...row.querySelectorAll("[data-label]")].map(cell => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          const boxes = [...range.getClientRects()];
          const isRtl = document.body.dir === "rtl";
          return Math.round(isRtl ? Math.max(...boxes.map(box => box.right)) : Math.min(...boxes.map(box => box.left)));
        }))"""
    )
    assert columns
    for starts in columns:
        assert len(starts) == 4
        assert len(set(starts)) == 1
    page.context.close()


def test_scripts_speak_german(browser: Browser, addresses_by_language: dict[str, str]) -> None:
    page = opened(browser, addresses_by_language["de"], timezone_id="America/New_York")
    switch = page.locator("#aw-times")
    assert switch.inner_text() == "Ihre Zeit"
    built = page.locator(".aw-banner-note time")
    assert built.inner_text() == "23. November, 13:00"
    switch.click()
    assert built.inner_text() == "23. November, 07:00"
    assert page.locator("[data-aw-since] strong").first.inner_text().endswith("Min.")
    page.context.close()
