"""Filtering the history: with a form if there are scripts, with plain pages otherwise."""

from __future__ import annotations

import json
import re
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Reader, Visit

pytestmark = pytest.mark.browser
HISTORY = Visit("demo", "history/")
FOLD = "Filter the history"
ALL = re.compile(r"^(\d+) of \1 records$")
SOME = re.compile(r"^\d+ of \d+ records$")
LIST = "**/data/v1/incidents.json"


def filtered(query: str) -> Visit:
    return Visit("demo", f"history/?{query}")


def of_all(count: int) -> re.Pattern[str]:
    return re.compile(rf"^{count} of \d+ records$")


def opened(reader: Reader, visit: Visit = HISTORY) -> Page:
    """Open a history page and its filters."""
    page = reader.open(visit)
    page.get_by_text(FOLD).click()
    return page


def titles(page: Page) -> list[str]:
    """Return the titles of the records that are visible."""
    return page.locator(".aw-row-title:visible a").all_inner_texts()


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_filter_shows_what_its_plain_page_shows(reading: partial[Reader]) -> None:
    plain = reading(java_script_enabled=False).open(Visit("demo", "history/level/degraded/"))
    expected = titles(plain)
    reader = reading()
    page = opened(reader)
    page.get_by_label("Level").select_option(label="Degraded")
    expect(page.get_by_role("status")).to_have_text(of_all(len(expected)))
    assert titles(page) == expected
    assert reader.complaints == []


def test_a_row_of_the_script_equals_the_row_of_the_page(reading: partial[Reader]) -> None:
    plain = reading(java_script_enabled=False).open(Visit("demo", "history/kind/incident/"))
    page = reading(timezone_id="Europe/Berlin").open(filtered("kind=incident"))  # the site's own zone
    expect(page.locator(".aw-results")).to_be_visible()
    rows = page.locator(".aw-results .aw-rows > li").all_inner_texts()
    assert [" ".join(row.split()) for row in rows] == [
        " ".join(row.split()) for row in plain.locator(".aw-unfiltered .aw-rows > li").all_inner_texts()
    ]


def test_filters_are_in_the_address_and_back_undoes_them(reading: partial[Reader]) -> None:
    page = opened(reading())
    before = titles(page)
    page.get_by_label("Component").select_option("search")
    page.get_by_label("Kind").select_option("incident")
    expect(page.get_by_role("status")).to_have_text(SOME)
    assert query(page) == {"component": ["search"], "kind": ["incident"]}
    narrowed = titles(page)
    page.go_back()
    expect(page.get_by_label("Kind")).to_have_value("")
    expect(page.get_by_label("Component")).to_have_value("search")
    page.go_back()
    expect(page.get_by_label("Component")).to_have_value("")
    expect(page.locator(".aw-unfiltered")).to_be_visible()
    assert titles(page) == before
    page.go_forward()
    page.go_forward()
    expect(page.get_by_label("Kind")).to_have_value("incident")
    expect(page.locator(".aw-results")).to_be_visible()
    assert titles(page) == narrowed


def test_text_is_searched_in_titles_summaries_and_components(reading: partial[Reader]) -> None:
    page = opened(reading())
    page.get_by_label("Words in title").fill("INDEX moved")
    expect(page.get_by_role("status")).to_have_text(of_all(1))
    assert titles(page) == ["Search overloaded while the index moved to a new format"]
    assert query(page) == {"text": ["INDEX moved"]}
    page.reload()
    expect(page.get_by_role("status")).to_have_text(of_all(1))
    expect(page.get_by_placeholder("Search")).not_to_be_focused()  # the theme reads the address too


def test_a_message_says_that_no_record_matches(reading: partial[Reader]) -> None:
    page = reading().open(filtered("text=zzzz&level=degraded"))
    expect(page.get_by_role("status")).to_have_text("No record matches. Clear a filter, or try other words.")
    assert titles(page) == []
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".aw-unfiltered")).to_be_visible()
    assert query(page) == {}


def test_the_page_of_a_level_starts_with_its_filter_set(reading: partial[Reader]) -> None:
    page = opened(reading(), Visit("demo", "history/level/overloaded/"))
    expect(page.get_by_label("Level")).to_have_value("overloaded")
    expect(page.locator(".aw-unfiltered")).to_be_visible()
    page.get_by_label("Level").select_option("")
    expect(page.get_by_role("status")).to_have_text(ALL)
    page.reload()
    expect(page.get_by_role("status")).to_have_text(ALL)


def test_an_unknown_value_is_ignored(reading: partial[Reader]) -> None:
    page = reading().open(filtered("component=nonsense&text=index"))
    expect(page.get_by_label("Component")).to_have_value("")
    expect(page.get_by_role("status")).to_have_text(SOME)


def test_the_list_is_fetched_only_when_a_filter_is_set(reading: partial[Reader]) -> None:
    reader = reading()
    fetched: list[str] = []
    reader.page.on("request", lambda request: fetched.append(request.url))
    page = reader.open(HISTORY)
    assert not [url for url in fetched if "history.js" in url]
    page.get_by_text(FOLD).click()
    page.get_by_label("Kind").focus()
    assert not [url for url in fetched if "incidents.json" in url]
    page.get_by_label("Kind").select_option("drill")
    expect(page.get_by_role("status")).to_have_text(of_all(1))
    page.get_by_label("Kind").select_option("incident")
    expect(page.locator(".aw-results")).to_be_visible()
    assert len([url for url in fetched if "incidents.json" in url]) == 1


def test_if_the_list_cannot_be_loaded_the_links_are_shown(reading: partial[Reader]) -> None:
    reader = reading()
    reader.page.route(LIST, lambda route: route.abort())
    page = opened(reader)
    before = titles(page)
    page.get_by_label("Kind").select_option("drill")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    expect(page.get_by_role("link", name="Drill", exact=True)).to_be_visible()
    assert titles(page) == before


def test_many_records_are_shown_fifty_at_a_time(reading: partial[Reader]) -> None:
    reader = reading()

    def many(route: Route) -> None:
        content = route.fetch().json()
        first = content["incidents"][-1]
        hostile = [first | {"title": f"<b>{number}</b>", "kind": "incident"} for number in range(120)]
        route.fulfill(body=json.dumps(content | {"incidents": hostile}), content_type="application/json")

    reader.page.route(LIST, many)
    page = reader.open(filtered("kind=incident"))
    expect(page.get_by_role("status")).to_have_text("120 of 120 records")
    assert titles(page) == [f"<b>{number}</b>" for number in range(50)]
    page.get_by_role("button", name="Show 50 more").press("Enter")
    expect(page.locator(".aw-results .aw-record").nth(50)).to_be_focused()
    page.get_by_role("button", name="Show 20 more").click()
    assert len(titles(page)) == 120
    expect(page.get_by_role("button", name="more")).to_have_count(0)


def test_the_form_can_be_used_with_the_keyboard(reading: partial[Reader]) -> None:
    page = opened(reading())
    page.get_by_label("Component").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Degr")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Kind")).to_be_focused()
    expect(page.get_by_label("Level")).to_have_value("degraded")
    page.keyboard.press("Tab")
    page.keyboard.type("webhooks")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(SOME)
    assert query(page) == {"level": ["degraded"], "text": ["webhooks"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_form_and_its_rows(reading: partial[Reader], scheme: str) -> None:
    page = reading(color_scheme=scheme).open(filtered("component=search"))
    expect(page.locator(".aw-results")).to_be_visible()
    page.wait_for_timeout(300)  # the theme fades its colours in
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [320, 390])
def test_the_form_and_its_rows_fit_a_phone(reading: partial[Reader], width: int) -> None:
    page = reading(width=width, height=800).open(filtered("component=search"))
    expect(page.locator(".aw-results")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 0


def test_without_scripts_each_filter_links_to_a_plain_page(reading: partial[Reader]) -> None:
    page = reading(java_script_enabled=False).open(HISTORY)
    page.get_by_text(FOLD).click()
    page.get_by_role("link", name="Near miss", exact=True).click()
    assert page.locator("h1").inner_text() == "History: Near misses"
    assert len(titles(page)) >= 1
