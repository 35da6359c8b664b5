"""Long names of levels wrap: no page becomes wider than the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import built_and_served
from tests.sites import write_site

pytestmark = pytest.mark.browser
RECORD_ID = "2026-11-20-search"
SITE = f"""\
page: {{name: Acme, url: "https://status.acme.example/"}}
timezone: UTC
levels:
  - {{id: slow, name: Slower than usual for a part of the customers in the west, status: degraded_performance}}
  - {{id: parts, name: {"It does not work for some customers or in some places " * 4}, status: partial_outage}}
  - {{id: out, name: {"Outage" * 40}, status: major_outage}}
components:
  - {{id: search, name: Search, since: 2026-01-01}}
  - {{id: api, name: API, since: 2026-01-01}}
  - {{id: files, name: Files, since: 2026-01-01}}
"""
RECORD = """\
title: Search and files fail
windows:
  - {component: search, level: slow, start: 2026-11-20 09:40}
  - {component: api, level: parts, start: 2026-11-20 09:40}
  - {component: files, level: out, start: 2026-11-20 09:40}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: We are looking into it., levels: {search: slow, files: out}}
"""
PAGES = ("", f"incidents/{RECORD_ID}/", "components/", "components/files/", "components/files/months/2026/",
         "about/", "subscribe/", "history/")  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("long")
    root = write_site(folder / "root", {RECORD_ID: RECORD}, SITE)
    with built_and_served(root, folder / "out") as served:
        yield served


@pytest.mark.parametrize("width", [390, 1024])
def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wider = {}
    for path in PAGES:
        page.goto(address + path)
        page.evaluate("for (const fold of document.querySelectorAll('article details')) fold.open = true")
        overhang = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
        if overhang > 0:
            wider[path] = overhang
    page.close()
    assert wider == {}
