"""What readers need: the facts of the seed record, search, their own time zone."""

from __future__ import annotations

import re
from functools import partial

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import GOING_ON, OVERLOAD, SEED, Reader, Visit, load_theme_script

pytestmark = pytest.mark.browser


def test_the_seed_record_shows_its_numbers_and_what_is_not_stated(reading: partial[Reader]) -> None:
    text = reading().open(SEED).locator("article").inner_text()
    for words in ("13 h 30 min", "17 h", "30 h 30 min", "zone not stated", "Announced, but not published",
                  "Failed to fetch", "JWT expired", "Causes", "Amplifier", "Latent"):  # fmt: skip
        assert words in text, words


def test_search_finds_the_incident(reading: partial[Reader]) -> None:
    reader = reading()
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    page = reader.open(Visit("repository", ""))
    with page.expect_request("**/workers/afterword-search.js*"):
        page.locator("input.md-search__input").click()
    assert not any("/workers/search." in url for url in asked), "loaded before anybody searches"
    page.keyboard.type("execution service")
    found = page.locator(".md-search-result__link", has_text="Overload while moving")
    found.first.wait_for(timeout=10_000)
    found.first.click()
    page.wait_for_url(f"**/{SEED.path}**")
    assert page.locator("article h1").inner_text().startswith("Overload while moving")
    assert reader.complaints == []


SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) sum += each.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""
"""The cumulative layout shift of a page."""


@pytest.mark.parametrize("visit", [Visit("demo", ""), GOING_ON], ids=["status", "incident"])
def test_nothing_moves_for_a_reader_in_another_zone_who_can_switch(
    reading: partial[Reader], visit: Visit
) -> None:
    reader = reading(width=390, height=844, timezone_id="Asia/Tokyo")
    reader.page.clock.set_fixed_time("2026-11-23T12:05:00Z")
    page = reader.open(visit)
    assert page.evaluate(SHIFTS) < 0.01
    instant = page.locator("article time[data-aw]").first
    before = instant.inner_text()
    page.locator("#aw-times").click()
    assert instant.inner_text() != before


def test_a_time_without_a_zone_is_never_converted(reading: partial[Reader]) -> None:
    page = reading(timezone_id="Asia/Tokyo").open(SEED)
    page.wait_for_timeout(500)
    assert page.locator("article time:not([datetime$='Z'])[title]").count() == 0
    started = page.locator("article time[datetime^='2022-11-08T17:00']").first
    assert "zone not stated" in started.locator("xpath=..").inner_text()


def in_new_york(reading: partial[Reader], visit: Visit) -> Page:
    """Open a page, and choose the time of a reader in New York."""
    page = reading(timezone_id="America/New_York").open(visit)
    page.locator("#aw-times").click()
    return page


def test_the_table_of_windows_is_in_the_reader_s_zone_and_names_it(reading: partial[Reader]) -> None:
    page = in_new_york(reading, GOING_ON)
    rows = page.locator("table:has(caption:text('What was affected')) tr:has(th[scope=row])")
    start = rows.first.locator("td:has(time)").first
    assert start.inner_text().startswith("23 November 2026, 04:48")
    assert all(text.count("UTC-5") == 1 for text in rows.all_inner_texts())
    assert page.locator(".aw-lanes .aw-caption").inner_text().startswith("Times in CET.")
    page.locator("#aw-times").click()
    assert start.inner_text().startswith("23 November 2026, 10:48")
    assert all(text.count("CET") == 1 for text in rows.all_inner_texts())


@pytest.mark.parametrize("visit", [GOING_ON, Visit("demo", "")], ids=["record", "status"])
def test_a_day_of_the_page_s_zone_names_it_above_times_in_the_reader_s(
    reading: partial[Reader], visit: Visit
) -> None:
    page = in_new_york(reading, visit)
    headings = page.locator(":is(.aw-of-day, .aw-on-day h3):visible")
    assert all(re.search(r"\u00a0(CET|CEST)$", text) for text in headings.all_inner_texts())
    page.locator("#aw-times").click()
    assert not [text for text in headings.all_inner_texts() if "CE" in text]


def test_an_open_record_says_of_what_time_the_sum_of_its_trouble_is(reading: partial[Reader]) -> None:
    trouble = reading().open(GOING_ON).locator(".aw-trouble").inner_text()
    assert trouble.endswith("it very overloaded (as of 23 November, 13:00\u00a0CET)")


def test_instant_navigation_works_between_pages(reading: partial[Reader]) -> None:
    reader = reading()
    here = reader.addresses["demo"]

    def at_this_address(route: Route) -> None:
        """Serve the sitemap with the address of this server: Material follows only links that it lists."""
        sitemap = route.fetch().text()
        route.fulfill(body=re.sub(r"<loc>https?://[^/]+/", f"<loc>{here}", sitemap), content_type="text/xml")

    reader.page.route("**/sitemap.xml", at_this_address)
    page = reader.open(Visit("demo", "history/2025/"))
    load_theme_script(page)
    page.evaluate("window.sameDocument = true")
    page.locator("article a.aw-record[href*='2025-11-26-search-overloaded']").first.click()
    page.wait_for_url("**/incidents/**")
    page.locator("article figure.aw-figure").first.wait_for(timeout=10_000)
    assert page.evaluate("window.sameDocument") is True
    assert reader.complaints == []


def test_on_a_phone_the_description_of_a_group_is_between_its_name_and_its_bar(
    reading: partial[Reader],
) -> None:
    group = reading(width=390).open(Visit("demo", "components/")).locator(".aw-group:has(> .aw-group-days)")
    parts = ("> .aw-group-head h2", "> .aw-note", "> .aw-group-days", "> .aw-group-head .aw-uptime")
    name, described, days, uptime = (group.first.locator(part).bounding_box() for part in parts)
    assert name
    assert described
    assert days
    assert uptime
    assert name["y"] + name["height"] <= described["y"]
    assert described["y"] + described["height"] <= min(days["y"], uptime["y"])


@pytest.mark.parametrize("path", [OVERLOAD.path, "components/search/", "components/", "actions/", "history/"])
def test_on_paper_no_control_invites_and_what_it_holds_is_printed(
    reading: partial[Reader], path: str
) -> None:
    page = reading().open(Visit("demo", path))
    page.emulate_media(media="print")
    printed = [each.inner_text() for each in page.locator("article summary").all() if each.is_visible()]
    assert not [text for text in printed if text.startswith(("Show", "Filter"))]
    folded = page.locator("article details:not(.aw-filters) :is(table, .aw-drawn)")
    assert folded.count() == 0 or all(each.is_visible() for each in folded.all())


def test_print_has_a_light_background_and_the_page_s_address_and_no_navigation(
    reading: partial[Reader],
) -> None:
    page = reading(color_scheme="dark").open(OVERLOAD)
    page.emulate_media(media="print")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert page.locator("nav.md-tabs, .md-header").first.is_hidden()
    printed = """(element) => getComputedStyle(element, "::before").content"""
    says = page.locator(".aw-paper").evaluate(printed)
    assert says.startswith(
        '"Papermoor · https://status.papermoor.example/incidents/2025-11-26-search-overloaded/'
    )
    assert "Updated 23 November 2026, 13:00 CET" in says


def test_the_former_address_of_a_statement_leads_to_its_year(reading: partial[Reader]) -> None:
    page = reading().open(Visit("demo", "components/search/2025-11/"))
    page.wait_for_url("**/components/search/months/2025/#2025-11")
    assert page.locator("article h1").inner_text().startswith("Search, 2025 by month")
    assert page.locator("h2:target").inner_text().startswith("November 2025")
