"""Material's script waits for the first sign of a reader, and nothing that the reader has done until then is lost."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import GOING_ON, Reader, Visit

pytestmark = pytest.mark.browser
BUNDLE = "**/assets/javascripts/bundle.*.js"
STATUS = Visit("demo", "")


class LateReader:
    """A reader who does something before Material's script has come."""

    def __init__(self, reader: Reader, visit: Visit = STATUS) -> None:
        """Open a page, which asks for nothing that it does not show."""
        asked: list[str] = []
        self._held: list[Route] = []
        reader.page.on("request", lambda request: asked.append(request.url))
        reader.page.route(BUNDLE, lambda route: self._held.append(route))  # noqa: PLW0108 - Playwright marks it
        self.page = reader.open(visit)
        assert not [url for url in asked if re.search(r"/bundle\.|search_index|sitemap", url)]

    def let_it_come(self) -> None:
        """Let the script come, which has been asked for."""
        while not self._held:
            self.page.wait_for_timeout(10)
        with self.page.expect_event("requestfinished", lambda request: "/bundle." in request.url):
            self._held[0].continue_()


def scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_first_visit_has_the_colours_of_the_system_and_their_button(
    reading: partial[Reader], colors: str
) -> None:
    page = LateReader(reading(color_scheme=colors)).page
    assert scheme(page) == {"light": "default", "dark": "slate"}[colors]
    shown = page.locator("[data-md-component=palette] label:visible")
    assert shown.get_attribute("title") == "Switch to light colours"


def test_the_button_of_the_colours_works_at_once_and_is_remembered(reading: partial[Reader]) -> None:
    reader = reading(color_scheme="dark")
    late = LateReader(reader)
    late.page.get_by_title("Switch to light colours").click()
    late.let_it_come()
    expect(late.page.get_by_title("Switch to dark colours")).to_be_visible()
    assert scheme(late.page) == "default"
    assert reader.complaints == []
    later = LateReader(reader, GOING_ON).page
    assert scheme(later) == "default"
    assert later.get_by_title("Switch to dark colours").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_typed_after_the_key_of_the_search_is_searched(reading: partial[Reader], width: int) -> None:
    late = LateReader(reading(width=width))
    late.page.keyboard.type("/overloaded")
    expect(late.page.locator("input.md-search__input")).to_have_value("overloaded")
    late.let_it_come()
    expect(late.page.locator("input.md-search__input")).to_have_value("overloaded")
    expect(late.page.locator(".md-search-result__link", has_text="Search").first).to_be_visible()


def test_what_is_typed_into_the_search_at_once_is_searched(reading: partial[Reader]) -> None:
    late = LateReader(reading())
    late.page.locator("input.md-search__input").click()
    late.page.keyboard.type("overloaded")
    late.let_it_come()
    expect(late.page.locator(".md-search-result__link", has_text="Search").first).to_be_visible()


def test_search_and_menu_open_on_a_phone(reading: partial[Reader]) -> None:
    reader = reading(width=390, has_touch=True, is_mobile=True)
    late = LateReader(reader)
    late.page.locator("label[for=__search].md-header__button").tap()
    late.let_it_come()
    expect(late.page.locator("input.md-search__input")).to_be_focused()
    later = LateReader(reader, GOING_ON).page
    later.locator("label[for=__drawer].md-header__button").tap()
    expect(later.locator(".md-nav--primary a", has_text="History").first).to_be_in_viewport()


def test_it_comes_when_the_page_is_scrolled_and_moves_nothing(reading: partial[Reader]) -> None:
    reader = reading()
    late = LateReader(reader, GOING_ON)
    late.page.evaluate("window.scrollTo(0, 400)")
    late.let_it_come()
    assert late.page.evaluate("window.scrollY") == 400
    assert reader.complaints == []


def test_it_is_asked_for_again_after_it_could_not_be_loaded(reading: partial[Reader]) -> None:
    page = reading().open(STATUS)
    page.route(BUNDLE, lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed", lambda request: "/bundle." in request.url):
        page.mouse.move(10, 10)
    page.keyboard.type("/overloaded")
    expect(page.locator(".md-search-result__link", has_text="Search").first).to_be_visible()


def test_a_search_entered_before_the_script_has_come_is_kept_and_found(reading: partial[Reader]) -> None:
    late = LateReader(reading())
    address = late.page.url
    late.page.locator("input.md-search__input").click()
    late.page.keyboard.type("overloaded")
    late.page.keyboard.press("Enter")
    late.let_it_come()
    expect(late.page.locator(".md-search-result__link", has_text="Search").first).to_be_visible()
    assert late.page.url == address
    assert late.page.locator("input.md-search__input").input_value() == "overloaded"


def test_a_search_is_kept_while_the_script_cannot_be_loaded(reading: partial[Reader]) -> None:
    page = reading().open(STATUS)
    page.route(BUNDLE, lambda route: route.abort())
    address = page.url
    page.locator("input.md-search__input").click()
    page.keyboard.type("overloaded")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == address
    assert page.locator("input.md-search__input").input_value() == "overloaded"
    assert not page.locator(".md-search__output").is_visible()


def places_in_header(page: Page) -> list[object]:
    places: list[object] = page.locator(".md-header__inner").evaluate(
        "(element) => [...element.querySelectorAll('*')].map((each) => JSON.stringify(each.getBoundingClientRect()))"
    )
    return places


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_a_folder_have_no_search_which_browsers_refuse_there(
    reading: partial[Reader], folders: dict[str, Path], width: int
) -> None:
    page = reading(width=width, timezone_id="America/New_York").page
    page.goto((folders["demo"] / "index.html").as_uri())
    assert not page.locator(".md-search, label[for=__search]").all()
    before = places_in_header(page)
    with page.expect_event("requestfinished", lambda request: "/bundle." in request.url):
        page.mouse.move(50, 50)
    page.wait_for_function("window.document$")
    page.keyboard.press("f")
    assert places_in_header(page) == before
    page.locator("[data-md-component=palette] label:visible").click()
    assert scheme(page) == "default"
    assert page.locator("[data-md-component=palette] label:visible").count() == 1
