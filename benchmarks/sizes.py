"""Measures the pages of large sites, and the memory of their builds: `python -m benchmarks.sizes`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from benchmarks.commands import environment
from benchmarks.generate import NOW
from benchmarks.large_sites import SITES
from benchmarks.measure import Run, run

_LIMIT = 3_600
_COUNTED, _OPENED = 300, 3
"""Of how many of the largest pages the nodes are counted, and how many are opened in a browser."""
_SETTLED = 2_000
"""Milliseconds until the scripts of a page have run."""
_NOTE_TASKS = """
window.tasks = [];
new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((each) => each.duration)))
  .observe({ type: "longtask", buffered: true });
"""
_HEAD = "| site | pages | largest page | MB | nodes | longest task s | search index MB | build CPU s | build peak MB |"


class _Nodes(HTMLParser):
    """Counts elements and texts."""

    count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element."""
        self.count += 1

    def handle_data(self, data: str) -> None:
        """Count a text."""
        self.count += bool(data.strip())


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without logging."""

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@dataclass(frozen=True)
class Sizes:
    """The largest page of a site, and the extremes of all its pages; sizes in bytes, the longest task in seconds."""

    pages: int
    largest: str
    size: int
    nodes: int
    task: float
    index: int


def main() -> None:
    """Write, build and measure each site, and print a row of a table for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--divide", type=int, default=1, metavar="N", help="make the sites N times smaller")
    parser.add_argument("--only", nargs="*", choices=tuple(SITES), default=tuple(SITES), metavar="SITE")
    options = parser.parse_args()
    print(f"{_HEAD}\n| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name in options.only:
        write, count = SITES[name]
        with tempfile.TemporaryDirectory(prefix="sizes-") as temporary:
            folder = Path(temporary)
            write(folder, count // options.divide)
            built = _build(folder)
            found = measured(folder / "site")
        print(
            f"| {count // options.divide:,} {name} | {found.pages:,} | `{found.largest}` | {found.size / 1e6:.2f} | "
            f"{found.nodes:,} | {found.task:.2f} | {found.index / 1e6:.2f} | {built.cpu:.0f} | "
            f"{built.peak_memory / 1e6:.0f} |",
            flush=True,
        )


def _build(folder: Path) -> Run:
    command = [sys.executable, "-m", "afterword", "build", "--quiet", "--now", f"{NOW:%Y-%m-%d %H:%M}"]
    built = run(command, cwd=folder, env=environment(), limit=_LIMIT, log=folder / "build.log")
    if built.exit_status:
        raise SystemExit(built.output)
    return built


def measured(site: Path) -> Sizes:
    """Measure all pages of a built site, and open the largest of them in a browser."""
    pages = sorted(site.rglob("*.html"), key=lambda page: page.stat().st_size, reverse=True)
    largest = pages[0]
    return Sizes(
        pages=len(pages),
        largest=largest.relative_to(site).as_posix().removesuffix("index.html"),
        size=largest.stat().st_size,
        nodes=max(map(_nodes, pages[:_COUNTED])),
        task=_longest_task(site, pages[:_OPENED]),
        index=(site / "search" / "search_index.json").stat().st_size,
    )


def _nodes(page: Path) -> int:
    reader = _Nodes()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader.count


def _longest_task(site: Path, pages: list[Path]) -> float:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        chromium = os.environ.get("AFTERWORD_CHROMIUM")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        longest = max(_task(browser, f"{address}{page.relative_to(site).as_posix()}") for page in pages)
    server.shutdown()
    return longest


def _task(browser: Browser, address: str) -> float:
    """Return the longest task of a page in seconds; the first visit warms up the browser."""
    page = browser.new_page()
    page.add_init_script(_NOTE_TASKS)
    for _ in range(2):
        page.goto(address)
        page.wait_for_timeout(_SETTLED)
    longest = float(page.evaluate("Math.max(0, ...window.tasks)")) / 1_000
    page.close()
    return longest


if __name__ == "__main__":
    main()
