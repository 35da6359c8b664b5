"""Lighthouse finds nothing to mend in accessibility, good practice and for search engines.

Its score of the performance depends on the speed of the machine; `tests/browser/test_every_page.py` has limits for what
it is made of: the weight of a page, of its scripts, and how much moves.
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.browser.conftest import QuietHandler
from tests.conformance.environments import node, node_packages

pytestmark = pytest.mark.slow
PAGES = {
    "status": "",
    "incident": "incidents/2026-11-23-uploads-slow/",
    "component": "components/search/",
    "history": "history/",
    "written by hand": "support/",
}
CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.fixture(scope="module")
def address(demo: Path) -> Iterator[str]:
    """Serve the demo."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(demo))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.mark.parametrize("kind", PAGES)
def test_lighthouse_finds_nothing(kind: str, address: str, chromium: str, tmp_path: Path) -> None:
    program = node_packages("web", Path(__file__).parent) / "lighthouse" / "cli" / "index.js"
    report = tmp_path / "report.json"
    settings = (
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-path={chromium}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        "--output=json",
        f"--output-path={report}",
        "--quiet",
    )
    subprocess.run([node(), program, f"{address}{PAGES[kind]}", *settings], check=True, cwd=tmp_path)
    read = json.loads(report.read_bytes())
    found = [
        name for name, audit in read["audits"].items() if audit["score"] is not None and audit["score"] < 1
    ]
    assert {name: read["categories"][name]["score"] for name in CATEGORIES} == dict.fromkeys(CATEGORIES, 1), (
        found
    )
