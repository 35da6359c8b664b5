"""Badges and the embed widget on another site: another origin, other styles, and when loading fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Locator, Page

from afterword.cli import cli
from afterword.views.chart.text_width import FONTS, width
from tests.browser.conftest import NOW, QuietHandler
from tests.sites import SMALL_SITE, write_site

pytestmark = pytest.mark.browser

OUTAGE = """\
title: Search is down
windows:
  - {component: search, level: major_outage, start: 2026-11-23 11:00}
updates:
  - {at: 2026-11-23 11:05, status: investigating, body: Search is down.}
"""
MAINTENANCE = """\
title: <b>Search</b> moves
kind: maintenance
summary: Search moves.
scheduled: {start: 2026-11-24 08:00, end: 2026-11-24 10:00}
updates:
  - {at: 2026-11-20 09:00, status: scheduled, body: Search moves.}
"""
DISKS = """\
title: New disks
kind: maintenance
scheduled: {start: 2026-11-24 12:00, end: 2026-11-24 14:00}
updates:
  - {at: 2026-11-20 09:00, status: scheduled, body: We put in new disks., levels: {search: under_maintenance}}
"""
LINK = '<a id="service-status" href="{site}">Acme status</a>'
SCRIPT = '<script async src="{site}embed/status.js" data-for="service-status"{more}></script>'
HOSTILE_STYLE = (
    "<style>* { color: red !important; display: inline; font-size: 40px } a { visibility: hidden }</style>"
)
Host = Callable[..., str]


class OpenHandler(QuietHandler):
    """Allows other origins to read what it serves, as the handbook asks of hosts."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[[Path, type[QuietHandler]], str]]:
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path, handler: type[QuietHandler]) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = {"2026-11-23-search-is-down": OUTAGE, "2026-11-24-search-moves": MAINTENANCE}
    root = write_site(tmp_path_factory.mktemp("acme"), records, SMALL_SITE)
    done = CliRunner().invoke(cli, ["build", "--root", str(root), "--now", NOW])
    assert done.exit_code == 0, done.output
    return root / "site"


@pytest.fixture(scope="module")
def quiet_site(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path, type[QuietHandler]], str]
) -> str:
    """Serve a site with two announced maintenances, one of which names no component."""
    records = {"2026-11-24-search-moves": MAINTENANCE, "2026-11-24-new-disks": DISKS}
    root = write_site(tmp_path_factory.mktemp("quiet"), records, SMALL_SITE)
    done = CliRunner().invoke(cli, ["build", "--root", str(root), "--now", NOW])
    assert done.exit_code == 0, done.output
    return serve(root / "site", OpenHandler)


@pytest.fixture(scope="module")
def open_site(built: Path, serve: Callable[[Path, type[QuietHandler]], str]) -> str:
    return serve(built, OpenHandler)


@pytest.fixture(scope="module")
def closed_site(built: Path, serve: Callable[[Path, type[QuietHandler]], str]) -> str:
    return serve(built, QuietHandler)


@pytest.fixture
def host(tmp_path: Path, serve: Callable[[Path, type[QuietHandler]], str]) -> Host:
    """Serve a page of another site: `host(html, csp="…")` returns its address."""

    def made(html: str, csp: str = "") -> str:
        rule = f'<meta http-equiv="Content-Security-Policy" content="{csp}">' if csp else ""
        page = f"<!doctype html><html lang=en><title>Elsewhere</title>{rule}<main>{html}</main>"
        (tmp_path / "index.html").write_text(page, encoding="utf-8")
        return serve(tmp_path, QuietHandler)

    return made


@pytest.fixture
def visiting(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page at the time of the build, or later."""
    pages: list[Page] = []

    def opened(url: str, at: str = "2026-11-23T12:10:00Z", **settings: object) -> Page:
        page = browser.new_page(**settings)  # type: ignore[arg-type]
        page.clock.set_fixed_time(at)
        page.goto(url, wait_until="networkidle")
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.context.close()


def line(page: Page) -> Locator:
    return page.locator("main > div .line")


def text_of(page: Page) -> str:
    return "\n".join(line(page).locator("p").all_inner_texts())


def test_the_line_shows_on_another_origin_what_the_status_page_shows(
    open_site: str, host: Host, visiting: Callable[..., Page]
) -> None:
    page = visiting(host(LINK.format(site=open_site) + SCRIPT.format(site=open_site, more="")))
    words = line(page).locator("p").all_inner_texts()
    assert words[0] == "✕ Acme: Search: major outage"
    assert words[1] == "Maintenance announced: <b>Search</b> moves, 24 November 2026, 08:00 – 10:00 UTC"
    assert words[2].startswith("Updated 23 Nov 2026")
    assert line(page).get_by_role("link").first.get_attribute("href") == open_site
    assert page.locator("#service-status").count() == 0
    assert page.context.cookies() == []


def test_the_styles_of_the_other_page_do_not_affect_the_line(
    open_site: str, host: Host, visiting: Callable[..., Page]
) -> None:
    url = host(HOSTILE_STYLE + SCRIPT.format(site=open_site, more=' data-theme="dark"'))
    link = line(visiting(url, color_scheme="light")).get_by_role("link").first
    assert link.evaluate("e => getComputedStyle(e).fontSize") != "40px"
    assert link.evaluate("e => getComputedStyle(e).visibility") == "visible"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["", "light", "dark"])
def test_the_theme_of_the_line_is_that_of_the_page_or_else_of_the_reader(
    open_site: str, host: Host, visiting: Callable[..., Page], theme: str, scheme: str
) -> None:
    more = f' data-theme="{theme}"' if theme else ""
    page = visiting(host(SCRIPT.format(site=open_site, more=more)), color_scheme=scheme)
    ground = line(page).evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(30, 33, 41)"}[theme or scheme]


def test_the_line_works_under_a_strict_content_security_policy(
    open_site: str, host: Host, visiting: Callable[..., Page]
) -> None:
    origin = open_site.rstrip("/")
    csp = f"default-src 'none'; script-src {origin}; connect-src {origin}"
    page = visiting(host(SCRIPT.format(site=open_site, more=""), csp))
    assert "major outage" in text_of(page)
    assert line(page).evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"


def test_the_line_follows_announced_times_and_says_when_it_is_stale(
    open_site: str, host: Host, visiting: Callable[..., Page]
) -> None:
    url = host(SCRIPT.format(site=open_site, more=""))
    assert "Maintenance now: " in text_of(visiting(url, at="2026-11-24T08:00:00Z"))
    late = text_of(visiting(url, at="2026-11-24T13:00:00Z"))
    assert "Maintenance running over: " in late
    assert "That was 25 hours ago" in late


def test_the_line_shows_maintenance_in_progress_in_its_sentence(
    quiet_site: str, host: Host, visiting: Callable[..., Page]
) -> None:
    url = host(SCRIPT.format(site=quiet_site, more=""))
    sentences = {
        "2026-11-23T09:00:00Z": "✓ Acme: All systems operational",  # a clock that is slow
        "2026-11-24T07:59:59Z": "✓ Acme: All systems operational",
        "2026-11-24T08:00:00Z": "✓ Acme: All components operational; maintenance in progress",
        "2026-11-24T12:00:00Z": "▤ Acme: Maintenance in progress",
        "2026-11-24T15:00:00Z": "▤ Acme: Maintenance in progress",
    }
    for at, sentence in sentences.items():
        page = visiting(url, at=at)
        assert line(page).locator("p").first.inner_text() == sentence
        assert ("with announced changes since then" in text_of(page)) == (
            sentence != sentences["2026-11-23T09:00:00Z"]
        )
    colour = line(visiting(url, at="2026-11-24T12:00:00Z")).locator(".glyph")
    assert colour.evaluate("e => getComputedStyle(e).color") == "rgb(43, 95, 179)"


def test_if_the_line_cannot_be_loaded_the_link_remains(
    closed_site: str, host: Host, visiting: Callable[..., Page]
) -> None:
    page = visiting(host(LINK.format(site=closed_site) + SCRIPT.format(site=closed_site, more="")))
    assert line(page).count() == 0
    assert page.get_by_role("link", name="Acme status").get_attribute("href") == closed_site


def test_without_scripts_the_link_remains(open_site: str, host: Host, visiting: Callable[..., Page]) -> None:
    url = host(LINK.format(site=open_site) + SCRIPT.format(site=open_site, more=""))
    page = visiting(url, java_script_enabled=False)
    assert page.locator("#service-status").is_visible()


def test_badges_and_charts_are_shown_on_another_origin_without_permission(
    closed_site: str, host: Host, visiting: Callable[..., Page]
) -> None:
    paths = (
        "badges/status.svg",
        "badges/search/uptime.svg",
        "incidents/2026-11-23-search-is-down/timeline.svg",
    )
    html = "".join(
        f'<a href="{closed_site}"><img src="{closed_site}{path}" alt="status"></a>' for path in paths
    )
    images = visiting(host(html)).locator("img")
    assert images.evaluate_all("all => all.every(e => e.complete && e.naturalWidth > 60)")


@pytest.mark.parametrize(
    "text",
    [
        "WWWWWMMMMM@@@@@%%%%%",
        "Größenänderung",
        "検索エンジンの状態",
        "حالة البحث الآن",
        "Щука и жёлудь",
        "खोज धीमी है",
        "🔥🔥🔥🔥",
        "\ufdfa\ufdf2",
    ],
)
def test_no_text_is_wider_than_estimated(visiting: Callable[..., Page], text: str) -> None:
    page = visiting("about:blank")
    drawn = page.evaluate(
        "([text, fonts]) => { const c = document.createElement('canvas').getContext('2d');"
        " c.font = `11px ${fonts}`; return c.measureText(text).width }",
        [text, FONTS],
    )
    assert drawn <= width(text, 11)
