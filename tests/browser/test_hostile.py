"""A site whose every text and attachment is hostile runs nothing and loads nothing in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Reader, built_and_served
from tests.checks.leaks.test_picture_parts import PNG
from tests.cli.test_injection import EVIL, RECORD, SITE
from tests.sites import write_site

pytestmark = pytest.mark.browser

ID = "2026-11-20-x"
SCRIPT = "<script>alert(9)</script>"
ATTACHED = {
    "a <b> 100%.png": PNG,
    "log.txt": f"09:40 {SCRIPT}\n".encode(),
    "page.json": f'"{SCRIPT}"'.encode(),
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><text>&lt;script>alert(9)&lt;/script></text></svg>',
    "report.pdf": b"%PDF-1.7\n1 0 obj <</S /JavaScript /JS (app.alert\\(9\\))>> endobj\n",
}
"""Files that may be published, each with what would be a script in another place."""
LINKS = {
    "picture": "a%20%3Cb%3E%20100%25.png",
    "escaped": "log%2etxt",
    "object": "page.json",
    "drawing": "drawing.svg",
    "report": "report.pdf",
    "quoted": "https://e.example/%22%20onmouseover=%22alert(9)",
    "closing": "https://e.example/%3C/a%3E%3Cscript%3Ealert(9)%3C/script%3E",
    "twice": "https://e.example/%2522%253Cscript%253E",
    "control": "https://e.example/%0A%0D%1B%5B31m%E2%80%AE",
}

UNFOLD = "for (const each of document.querySelectorAll('details')) each.open = true"


class Hostile(NamedTuple):
    """The hostile site: its address, its folder, and a reader whose dialogs are collected."""

    address: str
    folder: Path
    reader: Reader
    dialogs: list[str]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Hostile]:
    folder = tmp_path_factory.mktemp("hostile")
    links = " ".join(f"[{name}]({target})" for name, target in LINKS.items())
    shown = f"![{SCRIPT}]({LINKS['picture']})"
    record = RECORD.replace("background: '", f"background: '{links} {shown} ", 1)
    assert record != RECORD
    root = write_site(folder / "root", {ID: record}, SITE)
    attached = root / "incidents" / "2026" / ID
    attached.mkdir()
    for name, data in ATTACHED.items():
        (attached / name).write_bytes(data)
    with built_and_served(root, folder / "site") as address:
        context = browser.new_context()
        reader = Reader(context, {"hostile": address})
        dialogs: list[str] = []

        def dismiss(dialog: object) -> None:
            dialogs.append(dialog.message)  # type: ignore[attr-defined]
            dialog.dismiss()  # type: ignore[attr-defined]

        reader.page.on("dialog", dismiss)
        yield Hostile(address, folder / "site", reader, dialogs)
        context.close()


def test_no_page_runs_or_loads_what_a_record_says(hostile: Hostile) -> None:
    pages = [each.relative_to(hostile.folder).parent for each in hostile.folder.rglob("index.html")]
    assert len(pages) > 8
    page = hostile.reader.page
    for path in sorted(pages):
        page.goto(f"{hostile.address}{path.as_posix()}/", wait_until="load")
        page.evaluate(UNFOLD)
        page.mouse.move(400, 300)
    left = f"failed: {hostile.address}"  # a page was left before all of it was there
    complaints = [each for each in hostile.reader.complaints if not each.startswith(left)]
    assert (hostile.dialogs, complaints) == ([], [])


def test_links_with_escapes_lead_where_they_were_typed(hostile: Hostile) -> None:
    page = hostile.reader.page
    page.goto(f"{hostile.address}incidents/{ID}/", wait_until="load")
    page.evaluate(UNFOLD)
    for name, target in LINKS.items():
        link = page.locator(f"a:text-is('{name}')").first
        address = str(link.evaluate("each => each.href"))
        expected = target if "//" in target else f"{hostile.address}incidents/{ID}/{target}"
        assert unquote(address) == unquote(expected)
        assert link.evaluate("each => each.getAttributeNames().filter(name => name.startsWith('on'))") == []
    expect(page.get_by_alt_text(SCRIPT)).to_have_js_property("naturalWidth", 1)


@pytest.mark.parametrize("name", [each for each in ATTACHED if not each.endswith(".pdf")])
def test_an_attachment_runs_nothing_on_the_origin_of_the_site(hostile: Hostile, name: str) -> None:
    page = hostile.reader.page
    link = next(target for target in LINKS.values() if unquote(target) == name)
    answer = page.goto(f"{hostile.address}incidents/{ID}/{link}", wait_until="load")
    assert answer
    assert answer.ok
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert page.locator("script").count() == 0
    assert hostile.dialogs == []


def test_the_dialogs_of_this_site_would_be_seen(hostile: Hostile) -> None:
    assert EVIL.count("alert(") == 3
    hostile.reader.page.goto(hostile.address, wait_until="load")
    hostile.reader.page.evaluate("alert(10)")
    assert hostile.dialogs.pop() == "10"
