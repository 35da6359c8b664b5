"""Folds whose content is on another page, on a small site with low limits: groups, updates, and the search index."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from afterword.cli import cli
from afterword.mkdocs_plugin import host_files
from tests.browser.conftest import NOW, QuietHandler
from tests.limits import lower_limits
from tests.sites import SMALLEST_RECORD, write_site

pytestmark = pytest.mark.browser
UPDATES = "".join(
    f"  - {{at: 2026-11-20 09:{minute}, status: investigating, body: Look number {minute}.}}\n"
    for minute in range(20, 40)
)
LONG = SMALLEST_RECORD.replace("09:40", "09:10").replace("updates:\n", f"updates:\n{UPDATES}")
SITE = """\
page: {name: Acme, url: "https://status.acme.example/"}
timezone: UTC
review: {look_back: 1 min}
groups:
  - {id: core, name: Core of the region}
components:
""" + "".join(
    f"  - {{id: {each}, name: {each.title()}, group: core}}\n" for each in ("search", "api", "web", "dns")
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve the site."""
    records = {
        "2026-11-20-search-is-slow": LONG,
        "2026-01-02-flood": SMALLEST_RECORD.replace("2026-11-20", "2026-01-02").replace(
            "Search", "Xylophone"
        ),
    }
    root = write_site(tmp_path_factory.mktemp("site"), records, SITE)
    with pytest.MonkeyPatch.context() as patch:
        lower_limits(patch)
        patch.setattr(host_files, "INDEX_SIZE", 300)
        built = CliRunner().invoke(cli, ["build", "--root", str(root), "--now", NOW])
    assert built.exit_code == 0, built.output
    assert "ylophone" in (root / "site" / "search" / "older.json").read_text()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(root / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def opened(browser: Browser, address: str, **settings: bool) -> Page:
    page = browser.new_page(**settings)  # type: ignore[arg-type]
    page.goto(address, wait_until="networkidle")
    return page


def test_a_long_name_of_a_group_breaks_no_word_of_its_level_on_a_phone(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(address)
    level = page.locator(".aw-group-level")
    line = level.evaluate("each => parseFloat(getComputedStyle(each).lineHeight)")
    box = level.bounding_box()
    assert box
    assert box["height"] < 2 * line


def test_the_fold_of_a_group_shows_its_components_with_days_for_the_keyboard(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address)
    page.get_by_text("Show all 4 components").click()

    expect(page.locator(".aw-components > li")).to_have_count(2)
    page.locator("#days-search .aw-days[role=toolbar]").wait_for()
    assert page.locator("#days-search rect:not(.aw-fill)").count() == 90
    assert page.locator("#days-search [aria-expanded]").count() == 1
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**/groups/core/page-2/")
    assert Axe().run(page).violations_count == 0
    page.close()


def test_patterns_of_days_stay_when_the_fold_that_brought_them_is_closed(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address)
    page.get_by_text("Show all 4 components").click()

    expect(page.locator(".aw-components > li")).to_have_count(2)
    assert page.locator("details .aw-days [fill^='url(']").count() > 0
    assert page.locator("pattern").count() > 0
    assert page.locator("details pattern").count() == 0
    page.close()


def test_without_scripts_a_fold_has_a_link_to_the_page(browser: Browser, address: str) -> None:
    page = opened(browser, address, java_script_enabled=False)
    page.get_by_text("Show all 4 components").click()
    page.locator("[data-aw-load]").get_by_role("link").click()

    assert page.url == f"{address}groups/core/"
    assert page.locator(".aw-components > li").count() == 2
    page.close()


def test_an_address_leads_to_an_update_that_is_on_a_further_page(browser: Browser, address: str) -> None:
    record = f"{address}incidents/2026-11-20-search-is-slow/"
    first = opened(browser, f"{record}updates-1/")
    fragment = first.locator(".aw-updates > li").last.get_attribute("id")
    first.close()
    page = opened(browser, f"{record}#{fragment}")

    expect(page.locator(f"#{fragment}")).to_be_in_viewport()
    assert Axe().run(page).violations_count == 0
    page.close()


def test_the_search_finds_a_record_for_which_the_index_has_no_room(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.keyboard.press("/")
    page.keyboard.type("xylophone")

    expect(page.locator(".md-search-result__link").first).to_contain_text("Xylophone")
    page.close()
