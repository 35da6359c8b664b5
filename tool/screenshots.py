"""Takes the screenshots of the README and the handbook; `make screenshots` runs it."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import cmarkgfm
from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

from afterword import clock
from afterword.app.checking import check
from afterword.app.diff import compare
from afterword.cli import cli
from afterword.report.diff_markdown import render_diff_markdown
from afterword.report.diff_text import render_diff
from afterword.report.text import render_text

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "examples" / "demo"
IMAGES = ROOT / "docs" / "images"
NOW = "2026-11-23 12:00"
INCIDENT = "incidents/2026-09-08-search-overloaded/"

_COLOURS = {
    "31;1": "#ff8a80",
    "31": "#ff8a80",
    "33": "#ffd180",
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

_REVIEWED = "2026-11-17-previews-missing"
_CHANGES = {
    "    end: 2026-11-17 16:42": "    end: 2026-11-17 17:12",
    "    due: 2026-12-18": "    due: 2027-01-29",
    "when a folder is opened.": "when a folder is opened. Ask in https://chat.acme.example/support.",
}
"""What the change of the pictures of a review does to a record of the demo."""
_COMMENT_STYLE = """\
body { margin: 0; padding: 16px; background: #fff; color: #1f2328; font: 14px/1.5 sans-serif }
article { border: 1px solid #d1d9e0; border-radius: 6px; padding: 4px 16px 12px }
h4 { margin: 20px 0 8px }
table { border-collapse: collapse; margin: 8px 0 }
th, td { border: 1px solid #d1d9e0; padding: 4px 12px; text-align: left; vertical-align: top }
code { background: #eff1f3; border-radius: 6px; padding: 2px 5px; font: 85%/1.5 monospace }
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
        _page(browser, site, INCIDENT, "chart.png", height=1000, part="figure.aw-lanes")
        _terminal(browser, work)
        _review(browser, work)
        browser.close()


def _page(browser: Browser, site: Path, path: str, name: str, *, height: int, part: str = "") -> None:
    """Take a picture of the first screen of a page, or of a part of it."""
    context = browser.new_context(
        viewport={"width": 1200, "height": height}, color_scheme="light", timezone_id="Europe/Berlin"
    )
    page = context.new_page()
    page.clock.set_fixed_time(f"{NOW}Z")  # else the page would say how old it is
    page.route("http://site/**", lambda route: route.fulfill(path=_file(site, route.request.url)))
    page.goto(f"http://site/{path}")
    page.wait_for_timeout(1500)
    (page.locator(part) if part else page).screenshot(path=str(IMAGES / name))
    context.close()


def _file(site: Path, url: str) -> str:
    path = url.removeprefix("http://site/").split("?")[0]
    return str(site / (f"{path}index.html" if not path or path.endswith("/") else path))


def _terminal(browser: Browser, work: Path) -> None:
    """Render the report with its colours, as a terminal would show it, on a page."""
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
    _shot_of_terminal(browser, f"$ afterword check\n{report}", "check.png")


def _review(browser: Browser, work: Path) -> None:
    """Show what a change means in a terminal, and as a comment on a pull request."""
    root = work / "review"
    shutil.copytree(DEMO, root, ignore=shutil.ignore_patterns("site", ".cache"))
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Publish the records"]):
        _git(root, *words)
    record = root / "incidents" / "2026" / f"{_REVIEWED}.yml"
    text = record.read_text(encoding="utf-8")
    for before, after in _CHANGES.items():
        text = text.replace(before, after)
    record.write_text(text, encoding="utf-8")
    found = compare(root, (), clock.now(NOW))
    _shot_of_terminal(browser, f"$ afterword diff\n{render_diff(found, colour=True)}", "diff.png")
    page = browser.new_page(viewport={"width": 1000, "height": 400})
    body = cmarkgfm.github_flavored_markdown_to_html(render_diff_markdown(found))
    page.set_content(f"<style>{_COMMENT_STYLE}</style><article>{body}</article>")
    page.locator("body").screenshot(path=str(IMAGES / "comment.png"))


def _git(root: Path, *words: str) -> None:
    settings = ["user.name=Example", "user.email=example@example.com", "commit.gpgsign=false"]
    command = ["git", *(word for each in settings for word in ("-c", each)), *words]
    # The same commit in each run: its id is in the pictures.
    dates = {"GIT_AUTHOR_DATE": f"{NOW} +0000", "GIT_COMMITTER_DATE": f"{NOW} +0000"}
    subprocess.run(command, cwd=root, check=True, env=os.environ | dates)


def _shot_of_terminal(browser: Browser, text: str, name: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 400})
    page.set_content(
        "<body style='margin:0;background:#1e2129;color:#e8eaed'>"
        f"<pre style='margin:0;padding:24px;font:14px/1.5 monospace'>{_coloured(text)}</pre>"
    )
    page.locator("pre").screenshot(path=str(IMAGES / name))


def _coloured(text: str) -> str:
    parts = _ANSI.split(html.escape(text))
    html_parts = [parts[0]]
    for code, words in zip(parts[1::2], parts[2::2], strict=True):
        colour = _COLOURS.get(code)
        weight = ";font-weight:bold" if code == "1" else ""
        html_parts.append(f'<span style="color:{colour}{weight}">{words}</span>' if colour else words)
    return "".join(html_parts)


if __name__ == "__main__":
    main()
