"""Both sites, built and served locally, and a real browser to read them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, Request

from afterword.cli import cli
from tests.sites import DEMO, REPOSITORY, copy_of

NOW = "2026-11-23 12:00"


class Visit(NamedTuple):
    """A page of one of the two sites."""

    site: str
    path: str


SEED = Visit("repository", "incidents/2022-11-08-query-service-migration/")
OVERLOAD = Visit("demo", "incidents/2025-11-26-search-overloaded/")
GOING_ON = Visit("demo", "incidents/2026-11-23-uploads-slow/")
PAGES = (
    Visit("repository", ""),
    SEED,
    Visit("repository", "history/"),
    Visit("repository", "actions/"),
    Visit("repository", "handbook/"),
    Visit("repository", "handbook/rules/"),
    Visit("repository", "handbook/record-rules/"),
    Visit("repository", "handbook/review-rules/"),
    Visit("demo", ""),
    OVERLOAD,
    GOING_ON,
    Visit("demo", "incidents/2026-12-01-catalogue-upgrade/"),
    Visit("demo", "history/2026/"),
    Visit("demo", "history/level/degraded/"),
    Visit("demo", "maintenance/"),
    Visit("demo", "components/"),
    Visit("demo", "components/search/"),
    Visit("demo", "components/search/months/2025/"),
    Visit("demo", "components/api/months/2026/"),
    Visit("demo", "components/search/months/"),
    Visit("demo", "actions/"),
    Visit("demo", "subscribe/"),
    Visit("demo", "about/"),
)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without logging, with the headers that `_headers` has for all of them, as a host would."""

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's page for an address without a page."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def end_headers(self) -> None:
        """Send the security headers."""
        rules = Path(self.directory) / "_headers"
        headers = rules.read_text().partition("\n\n")[0].splitlines()[1:] if rules.is_file() else ()
        for name, _, value in (line.strip().partition(": ") for line in headers):
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build both sites; return the folder of each."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("repository", "demo")}
    return {
        name: built(copy_of(source, folders[name] / "root"), folders[name] / "site")
        for name, source in (("repository", REPOSITORY), ("demo", DEMO))
    }


@pytest.fixture(scope="session")
def addresses(folders: dict[str, Path]) -> Iterator[dict[str, str]]:
    """Serve both sites; return the address of each."""
    with ExitStack() as servers:
        yield {name: servers.enter_context(served(folder)) for name, folder in folders.items()}


def built(root: Path, out: Path) -> Path:
    """Build a site into a folder; return the folder."""
    result = CliRunner().invoke(cli, ["build", "--root", str(root), "--site-dir", str(out), "--now", NOW])
    assert result.exit_code == 0, result.output
    return out


@contextmanager
def built_and_served(root: Path, out: Path) -> Iterator[str]:
    """Build a site into a folder, and serve it; provide its address."""
    with served(built(root, out)) as address:
        yield address


@contextmanager
def served(out: Path) -> Iterator[str]:
    """Serve a folder; provide its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def load_theme_script(page: Page) -> None:
    """Do something, so that Material's script is loaded, with all that it fetches."""
    pending: set[Request] = set()
    page.on("request", lambda request: pending.add(request))  # noqa: PLW0108 - Playwright marks it
    page.on("requestfinished", lambda request: pending.discard(request))  # noqa: PLW0108
    page.keyboard.press("Shift")
    page.wait_for_timeout(100)
    while pending:
        page.wait_for_timeout(50)


class Reader:
    """A reader with a browser, whose errors and warnings are collected as `complaints`."""

    def __init__(self, context: BrowserContext, addresses: dict[str, str]) -> None:
        """Open a tab."""
        self.addresses = addresses
        self.context = context
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on(
            "console", lambda message: self._note(message.type in ("error", "warning"), message.text)
        )
        self.page.on("pageerror", lambda error: self._note(True, str(error)))
        self.page.on(
            "request",
            lambda request: self._note(not self._is_ours(request.url), f"request to {request.url}"),
        )
        self.page.on("requestfailed", lambda request: self._note(True, f"failed: {request.url}"))

    def open(self, visit: Visit) -> Page:
        """Go to a page and wait until the network is idle."""
        self.page.goto(self.addresses[visit.site] + visit.path, wait_until="networkidle")
        return self.page

    def _is_ours(self, url: str) -> bool:
        return url.startswith((*self.addresses.values(), "data:", "blob:"))

    def _note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.complaints.append(what)


@pytest.fixture
def reading(browser: Browser, addresses: dict[str, str]) -> Iterator[partial[Reader]]:
    """Open readers: `reading(width=390, color_scheme="dark", java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []

    def make(width: int = 1280, height: int = 900, **settings: object) -> Reader:
        viewport = {"width": width, "height": height}
        contexts.append(browser.new_context(viewport=viewport, **settings))  # type: ignore[arg-type]
        return Reader(contexts[-1], addresses)

    yield partial(make)
    for context in contexts:
        context.close()
