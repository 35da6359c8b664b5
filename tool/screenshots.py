"""Takes the README's screenshots: status page, incident page, a failing check; `make screenshots` runs it."""

from __future__ import annotations

import html
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

from afterword.cli import cli
from afterword.report.text import render_text

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "examples" / "demo"
IMAGES = ROOT / "docs" / "images"
NOW = "2026-11-23 12:00"
INCIDENT = "incidents/2026-09-08-search-overloaded/"

_COLOURS = {
    "31;1": "#ff8a80",
    "33;1": "#ffd180",
    "34;1": "#82b1ff",
    "32": "#a5d6a7",
    "1": "#ffffff",
    "2": "#9aa0a6",
}
_ANSI = re.compile(r"\x1b\[([0-9;]*)m")
_MISTAKES = """\
title: Search is slow
windows:
  - {component: serch, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 9:52, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
sumary: Searches took several seconds.
action_items:
  - {id: a1, title: Warm the cache, type: prevent, priority: p1, due: 2026-12-01, status: open}
"""


def main() -> None:
    """Write all screenshots."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("AFTERWORD_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        site = work / "site"
        built = CliRunner().invoke(cli, ["build", "--root", str(DEMO), "--site-dir", str(site), "--now", NOW])
        if built.exit_code:
            sys.exit(built.output)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        _page(browser, site, "", "status.png", height=1660)
        _page(browser, site, INCIDENT, "incident.png", height=1000)
        _terminal(browser, work)
        browser.close()


def _page(browser: Browser, site: Path, path: str, name: str, *, height: int) -> None:
    context = browser.new_context(
        viewport={"width": 1200, "height": height}, color_scheme="light", timezone_id="Europe/Berlin"
    )
    page = context.new_page()
    page.clock.set_fixed_time(f"{NOW}Z")  # else the page would say how old it is
    page.route("http://site/**", lambda route: route.fulfill(path=_file(site, route.request.url)))
    page.goto(f"http://site/{path}")
    page.wait_for_timeout(1500)
    page.screenshot(path=str(IMAGES / name))
    context.close()


def _file(site: Path, url: str) -> str:
    path = url.removeprefix("http://site/").split("?")[0]
    return str(site / (f"{path}index.html" if not path or path.endswith("/") else path))


def _terminal(browser: Browser, work: Path) -> None:
    """Render the report with its colours, as a terminal would show it, on a page."""
    from afterword import clock
    from afterword.app.checking import check

    root = work / "acme"
    record = root / "incidents" / "2026" / "2026-11-20-search-is-slow.yml"
    record.parent.mkdir(parents=True)
    (root / "status.yml").write_text(
        "page: {name: Acme}\ntimezone: UTC\ncomponents: [{id: search, name: Search}]\n"
    )
    record.write_text(_MISTAKES)
    checked = check(root, clock.now(NOW))
    texts = checked.texts(checked.files)
    report = render_text(checked.diagnostics, texts, records=len(checked.files) - 1, colour=True)
    page = browser.new_page(viewport={"width": 1000, "height": 400})
    page.set_content(
        "<body style='margin:0;background:#1e2129;color:#e8eaed'>"
        f"<pre style='margin:0;padding:24px;font:14px/1.5 monospace'>$ afterword check\n{_coloured(report)}</pre>"
    )
    page.locator("pre").screenshot(path=str(IMAGES / "check.png"))


def _coloured(text: str) -> str:
    parts = _ANSI.split(html.escape(text))
    html_parts = [parts[0]]
    for code, words in zip(parts[1::2], parts[2::2], strict=True):
        colour = _COLOURS.get(code)
        html_parts.append(f'<span style="color:{colour}">{words}</span>' if colour else words)
    return "".join(html_parts)


if __name__ == "__main__":
    main()
