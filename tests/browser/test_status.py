"""The status page in a browser whose clock moves on: it stays current, or warns that it is stale."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Page, Route, expect

from afterword.cli import cli
from tests.browser.conftest import NOW, QuietHandler, Reader, Visit, load_theme_script
from tests.sites import write_site

pytestmark = pytest.mark.browser
SITE = """\
page: {name: Acme, url: "https://status.example.com/"}
timezone: UTC
review: {rules: {future-time: off}}
groups:
  - {id: core, name: Core}
components:
  - {id: search, name: Search, group: core}
  - {id: api, name: API}
  - {id: fax, name: Fax, until: 2026-11-01}
"""
SLOW = """\
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-23 10:48, end: 2026-11-23 15:00}
updates:
  - {at: 2026-11-23 10:50, status: investigating, body: We are looking into it.}
  - {at: 2026-11-23 11:00, status: identified, body: We know why.}
"""
DISKS = """\
title: New disks
kind: maintenance
scheduled: {start: 2026-11-23 13:00, end: 2026-11-23 14:00}
updates:
  - {at: 2026-11-20 09:00, status: scheduled, body: We put in new disks., levels: {api: under_maintenance}}
"""
MKDOCS = """\
site_name: Acme status
theme: {name: material, font: false, features: [navigation.instant]}
plugins: [search, afterword]
nav:
  - Status: index.md
  - Maintenance: maintenance/index.md
  - History: history/index.md
"""
STATUS, MAINTENANCE = Visit("acme", ""), Visit("acme", "maintenance/")
COMPONENTS, COMPONENT = Visit("acme", "components/"), Visit("acme", "components/api/")


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve a site with an open incident and an announced maintenance; return its address."""
    root = write_site(
        tmp_path_factory.mktemp("acme"), {"2026-11-23-slow": SLOW, "2026-11-23-disks": DISKS}, SITE
    )
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    built = CliRunner().invoke(cli, ["build", "--root", str(root), "--now", NOW])
    assert built.exit_code == 0, built.output
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(root / "site"))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture
def at(reading: partial[Reader], acme: str) -> Iterator[partial[Page]]:
    """Open a page at a clock time of the day of the build: `at("13:00")`."""
    readers: list[Reader] = []

    def open_at(clock: str, visit: Visit = STATUS, *, day: str = "2026-11-23", **settings: object) -> Page:
        reader = reading(timezone_id="UTC", **settings)
        readers.append(reader)
        reader.addresses = reader.addresses | {"acme": acme}
        reader.page.clock.install(time=f"{day}T{clock}Z")
        page = reader.open(visit)
        if settings.get("java_script_enabled", True):
            page.locator(".aw-live:not([hidden])").wait_for(state="attached")
        return page

    yield partial(open_at)
    assert [each.complaints for each in readers] == [[] for _ in readers]


def card(page: Page, title: str) -> str:
    """Return the text of a card as a reader sees it."""
    return page.locator(".aw-open", has=page.get_by_role("link", name=title)).inner_text()


def is_above_components(page: Page, title: str) -> bool:
    """Return whether a card is above the components."""
    shown = page.locator(".aw-open", has=page.get_by_role("link", name=title))
    heading = page.locator("h2#components").bounding_box()
    box = shown.bounding_box()
    assert box is not None
    assert heading is not None
    return box["y"] < heading["y"]


def announced(page: Page) -> str:
    """Return what screen readers announced last."""
    return page.locator(".aw-live [role=status]").text_content() or ""


def test_at_the_time_of_the_build_nothing_changes(at: partial[Page]) -> None:
    page = at("12:00:05")
    assert page.locator("h1").inner_text().endswith("Search is degraded")
    assert page.title() == "Search is degraded - Acme status"
    icon = page.locator("link[rel=icon]")
    assert (icon.get_attribute("href") or "").endswith("/embed/levels/degraded.svg")
    assert "ongoing for 1 h 12 min" in card(page, "Search is slow")
    assert "Announced" in card(page, "New disks")
    assert is_above_components(page, "New disks") is False
    assert announced(page) == ""
    assert page.locator(".aw-stale").is_hidden()


def test_the_banner_and_the_line_under_it_are_one_box(at: partial[Page]) -> None:
    page = at("12:00:05")
    heading, note = (page.locator(name).bounding_box() for name in (".aw-banner", ".aw-banner-note"))
    assert heading
    assert note
    assert heading["y"] + heading["height"] == pytest.approx(note["y"], abs=1.5)


def test_maintenance_begins_at_its_announced_start(at: partial[Page]) -> None:
    page = at("12:59:50")
    assert "Announced" in card(page, "New disks")
    assert "Under maintenance" not in page.locator("main").inner_text()
    page.clock.run_for(60_000)
    assert "In progress" in card(page, "New disks")
    assert "Under maintenance" in card(page, "New disks")
    assert is_above_components(page, "New disks")
    assert page.locator("h2#maintenance").inner_text() == "Maintenance in progress"
    assert page.locator("h2#announced").count() == 0
    assert "Under maintenance" in page.locator("[data-aw-level=api]").inner_text()
    assert page.locator("h1").inner_text().endswith("Search is degraded")
    assert "with announced changes since then" in page.locator(".aw-banner-note").inner_text()
    assert announced(page) == "New disks: In progress"


def test_maintenance_without_an_update_at_its_end_runs_over(at: partial[Page]) -> None:
    page = at("13:30:00")
    assert "Running over" not in card(page, "New disks")
    page.clock.fast_forward("30:30")
    assert "Running over" in card(page, "New disks")
    assert announced(page) == "New disks: Running over"
    assert "Under maintenance" in page.locator("[data-aw-level=api]").inner_text()


def test_a_window_with_a_future_end_ends_then_for_the_group_too(at: partial[Page]) -> None:
    page = at("14:59:50")
    assert "Degraded" in page.locator("[data-aw-level='group.core']").inner_text()
    page.clock.run_for(60_000)
    assert "Operational" in page.locator("[data-aw-level='group.core']").inner_text()
    assert "Operational" in page.locator("[data-aw-level=search]").inner_text()
    assert page.locator("h1").inner_text().endswith("Maintenance in progress")
    assert page.title() == "Maintenance in progress - Acme status"
    assert page.locator("link[rel=icon][href$='/under_maintenance.svg']").count() == 1
    assert "Operational again" in card(page, "Search is slow")
    assert page.locator(".aw-open.aw-is-operational").count() == 1


def test_running_times_count_up_and_are_not_announced(at: partial[Page]) -> None:
    page = at("12:10:00")
    assert "ongoing for 1 h 22 min" in card(page, "Search is slow")
    page.clock.run_for(120_000)
    assert "ongoing for 1 h 24 min" in card(page, "Search is slow")
    assert announced(page) == ""


def test_a_hidden_page_catches_up_when_it_becomes_visible(at: partial[Page]) -> None:
    page = at("12:10:00")
    page.clock.pause_at("2026-11-23T13:10:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert "ongoing for 10 min" in card(page, "New disks")


def test_a_stale_page_warns_at_its_limit_and_not_before(at: partial[Page]) -> None:
    page = at("11:59:20", day="2026-11-24")
    assert page.locator(".aw-stale").is_hidden()
    page.clock.run_for(60_000)
    text = "This page is 24 h old and may be out of date. It was last updated on 23 November 2026, 12:00 UTC."
    assert page.locator(".aw-stale").inner_text() == text
    assert announced(page) == text
    above = page.locator(".aw-stale").bounding_box()
    title = page.locator("h1").bounding_box()
    assert above is not None
    assert title is not None
    assert above["y"] < title["y"]
    page.clock.fast_forward("01:00:00")
    assert "This page is 25 h old" in page.locator(".aw-stale").inner_text()
    assert announced(page) == text  # announced only once


def test_a_clock_behind_the_time_of_the_build_changes_nothing(at: partial[Page]) -> None:
    page = at("09:00:00", day="2026-11-20")
    page.clock.run_for(120_000)
    assert "ongoing for 1 h 12 min" in card(page, "Search is slow")
    assert page.locator(".aw-stale").is_hidden()
    assert announced(page) == ""


def test_an_open_page_learns_of_news_and_of_a_new_build_without_any(at: partial[Page]) -> None:
    page = at("12:00:05")
    load_theme_script(page)
    asked: list[str] = []
    answer = {
        "version": page.locator("[data-version]").get_attribute("data-version"),
        "built_at": 1795436400,
        "built_at_text": "23 November 2026, 12:20 UTC",
        "as_of": {"iso": "2026-11-23T12:20:00Z", "day": "23 November", "clock": "12:20"},
    }

    def respond(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(json=answer)

    page.route("**/embed/news.json", respond)
    page.clock.run_for(65_000)
    expect(page.locator(".aw-banner-note")).to_contain_text("Updated 23 November, 12:20 UTC")
    assert page.locator(".aw-news").count() == 0
    answer["version"] = "another"
    page.clock.run_for(60_000)
    expect(page.locator(".aw-news")).to_be_visible()
    assert announced(page) == "This page has changed."
    page.clock.run_for(180_000)
    assert len(asked) == 2, "it need not ask again"
    page.get_by_role("button", name="Show the current page").click()
    expect(page.locator(".aw-news")).to_have_count(0)


def test_without_scripts_the_page_shows_the_build_and_its_time(at: partial[Page]) -> None:
    page = at("13:30:00", java_script_enabled=False)
    assert "ongoing for 1 h 12 min" in card(page, "Search is slow")
    assert "Announced" in card(page, "New disks")
    assert "Updated 23 November, 12:00\u00a0UTC" in page.locator(".aw-banner-note").inner_text()


def test_the_maintenance_page_stays_current_too(at: partial[Page]) -> None:
    page = at("12:59:50", MAINTENANCE)
    page.clock.run_for(60_000)
    assert "In progress" in card(page, "New disks")
    assert announced(page) == "New disks: In progress"


def test_the_page_of_an_open_record_stays_current_too(at: partial[Page]) -> None:
    page = at("12:59:50", Visit("acme", "incidents/2026-11-23-disks/"))
    facts = page.locator(".aw-lead-facts")
    assert "Announced" in facts.inner_text()
    page.clock.run_for(90_000)
    assert "In progress" in facts.inner_text()
    assert "ongoing for 1 min" in facts.inner_text()
    assert announced(page) == "New disks: In progress"


def test_pages_stay_current_with_instant_navigation(at: partial[Page], acme: str) -> None:
    page = at("12:30:00", MAINTENANCE)

    def at_this_address(route: Route) -> None:
        sitemap = route.fetch().text()
        route.fulfill(body=re.sub(r"<loc>https?://[^/]+/", f"<loc>{acme}", sitemap), content_type="text/xml")

    page.route("**/sitemap.xml", at_this_address)
    page.reload(wait_until="networkidle")
    load_theme_script(page)
    page.evaluate("window.sameDocument = true")
    for name, title in (
        ("Status", "Search is degraded"),
        ("Maintenance", "Maintenance"),
        ("Status", "Search is degraded"),
    ):
        menu = page.locator(".md-nav--primary a.md-nav__link:not([href*='#'])", has_text=name)
        menu.first.evaluate("link => link.click()")
        expect(page.locator("article h1")).to_contain_text(title)
    assert page.evaluate("window.sameDocument") is True
    page.clock.fast_forward("31:00")
    assert "In progress" in card(page, "New disks")
    assert "ongoing for 2 h 13 min" in card(page, "Search is slow")


def test_a_page_that_comes_in_pieces_ends_as_one_that_comes_at_once(at: partial[Page]) -> None:
    page = at("15:30:00")
    whole, text = page.locator("main").inner_text(), page.request.get(page.url).text()
    page.evaluate("document.open()")
    for start in range(0, len(text), 300):
        page.evaluate("piece => document.write(piece)", text[start : start + 300])
    page.evaluate("document.close()")
    page.locator("#aw-times, .aw-live:not([hidden])").first.wait_for(state="attached")
    expect(page.locator("main")).to_have_text(re.compile("Running over"))
    assert page.locator("main").inner_text() == whole


def test_the_list_of_components_stays_current_too(at: partial[Page]) -> None:
    page = at("12:59:50", COMPONENTS)
    api, core = page.locator("[data-aw-level=api]"), page.locator("[data-aw-level='group.core']")
    assert "Operational" in api.inner_text()
    assert "since then" not in page.locator("main").inner_text()
    page.clock.run_for(60_000)
    assert "Under maintenance" in api.inner_text()
    assert "Degraded" in core.inner_text()
    assert "12:00\u00a0UTC, with announced changes since then" in page.locator("main").inner_text()
    assert announced(page) == "API: Under maintenance"
    page.clock.fast_forward("02:00:00")
    assert "Operational" in core.inner_text()
    assert announced(page) == "Search: Operational"


def test_the_page_of_a_component_stays_current_too(at: partial[Page]) -> None:
    page = at("12:59:50", COMPONENT)
    facts = page.locator(".aw-lead-facts")
    assert "Operational" in facts.inner_text()
    page.clock.run_for(60_000)
    assert "▤ Under maintenance" in facts.inner_text()
    assert "12:00\u00a0UTC, with announced changes since then" in facts.inner_text()
    assert announced(page) == "API: Under maintenance"
    page.clock.fast_forward("05:00:00")
    assert announced(page) == "API: Under maintenance"  # another component's level is not announced here


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "visit",
    [STATUS, MAINTENANCE, COMPONENTS, COMPONENT],
    ids=["status", "maintenance", "components", "component"],
)
def test_axe_finds_nothing_on_a_stale_page_with_changes(at: partial[Page], visit: Visit, scheme: str) -> None:
    page = at("15:00:00", visit, day="2026-11-25", color_scheme=scheme)
    expect(page.locator(".aw-stale")).to_be_visible()
    page.clock.run_for(1000)  # the theme fades its colours in
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_earlier_updates_are_opened_with_the_keyboard(at: partial[Page]) -> None:
    page = at("12:00:05")
    page.locator(".aw-open summary").first.focus()
    page.keyboard.press("Enter")
    assert "We are looking into it." in card(page, "Search is slow")


def test_the_page_of_a_component_that_has_ended_claims_no_changes(at: partial[Page]) -> None:
    facts = at("13:30", Visit("acme", "components/fax/")).locator(".aw-lead-facts")
    assert "Ended on 1 November 2026" in facts.inner_text()
    assert "since then" not in facts.inner_text()
