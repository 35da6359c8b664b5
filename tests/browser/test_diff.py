"""The HTML comparison is accessible, fits narrow screens, loads nothing, and shows folded parts on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from afterword.report.diff_html import render_diff_html
from afterword.review.neighbours import neighbours, record_traits
from tests.review.sides import DEMO_SITE, compared, demo_records

pytestmark = pytest.mark.browser
Scheme: TypeAlias = Literal["light", "dark"]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a comparison in which some records are new, some changed and some gone."""
    records = demo_records()
    changed = [
        each.model_copy(
            update={"windows": each.windows[1:], "summary": f"{each.summary} Again.", "severity": "sev1"}
        )
        for each in records[5:]
    ]
    diff = compared(records[:-5], changed)
    traits = [each for record in records if (each := record_traits(record))]
    found = tuple(near for one in traits if (near := neighbours(one, traits, DEMO_SITE)))
    path = tmp_path_factory.mktemp("diff") / "diff.html"
    path.write_text(render_diff_html(replace(diff, neighbours=found)), encoding="utf-8")
    return path


def opened(browser: Browser, file: Path, width: int = 1280, scheme: Scheme = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, file: Path, scheme: Scheme) -> None:
    page = opened(browser, file, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, file: Path, width: int) -> None:
    page = opened(browser, file, width)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_else_is_loaded_and_the_charts_are_drawn(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    assert {each for each in asked if not each.startswith("data:")} == {file.as_uri()}
    assert complaints == []
    widths = page.evaluate("[...document.images].map(each => each.naturalWidth)")
    assert widths
    assert all(widths)


def test_folded_parts_are_printed(browser: Browser, file: Path) -> None:
    page = opened(browser, file)
    inside = page.locator("details td").first
    assert inside.bounding_box() is None or not inside.is_visible()
    page.emulate_media(media="print")
    assert inside.is_visible()
