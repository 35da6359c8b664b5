"""Copy buttons of the subscribe page."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader, Visit

pytestmark = pytest.mark.browser

SUBSCRIBE = Visit("demo", "subscribe/")
ATOM = "https://status.papermoor.example/history.atom"
MAY_COPY = {"permissions": ["clipboard-read", "clipboard-write"]}


def copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_the_keyboard_copies_an_address_and_the_result_is_announced(reading: partial[Reader]) -> None:
    reader = reading(**MAY_COPY)
    page = reader.open(SUBSCRIBE)
    page.get_by_role("link", name=ATOM).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Copy: Every incident, Atom"
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Copied: Every incident, Atom").wait_for()
    assert copied(page) == ATOM
    assert reader.complaints == []


def test_the_copied_code_of_a_badge_is_the_code_that_is_shown(reading: partial[Reader]) -> None:
    page = reading(**MAY_COPY).open(SUBSCRIBE)
    page.get_by_role("button", name="Copy: Papermoor status, Markdown").click()
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    assert copied(page) == page.locator("pre").nth(1).inner_text().strip()


def test_the_feeds_of_a_component_have_buttons_that_name_them(reading: partial[Reader]) -> None:
    page = reading(**MAY_COPY).open(SUBSCRIBE)
    page.get_by_role("button", name="Copy: Search, Calendar").click()
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    assert copied(page) == "https://status.papermoor.example/components/search/calendar.ics"


def test_if_scripts_may_not_copy_the_text_is_selected(reading: partial[Reader]) -> None:
    reader = reading()
    reader.page.add_init_script("delete Navigator.prototype.clipboard")
    page = reader.open(SUBSCRIBE)
    page.get_by_role("button", name="Copy: Every incident, Atom", exact=True).press("Enter")
    page.get_by_role("status").filter(has_text="Every incident, Atom is selected").wait_for()
    assert page.evaluate("document.activeElement.value") == ATOM
    assert page.evaluate("getSelection().toString()") == ATOM
    assert reader.complaints == []


def test_without_scripts_addresses_are_links_and_snippets_can_be_selected(reading: partial[Reader]) -> None:
    page = reading(java_script_enabled=False).open(SUBSCRIBE)
    assert page.get_by_role("link", name=ATOM).is_visible()
    assert page.locator("article button").count() == 0
    assert page.locator("pre").first.is_visible()
