"""Pages in the themes that come with MkDocs: they fit a phone, and numbers are on one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import built_and_served
from tests.sites import MKDOCS, write_site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_a_status_page_fits_a_phone(browser: Browser, theme: str, tmp_path: Path) -> None:
    root = write_site(tmp_path / "root")
    (root / "mkdocs.yml").write_text(MKDOCS.replace("{name: material, font: false}", theme))
    with built_and_served(root, tmp_path / "site") as address:
        page = browser.new_page(viewport={"width": 320, "height": 800})
        page.goto(address)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
        level, uptime = (
            page.locator(f".aw-component-{name}").last.bounding_box() for name in ("level", "uptime")
        )
        assert level
        assert uptime
        assert uptime["x"] + uptime["width"] == pytest.approx(level["x"] + level["width"], abs=1)
        assert uptime["height"] < 2 * level["height"]
        page.close()
