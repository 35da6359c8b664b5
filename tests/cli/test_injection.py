"""Whatever a record or `status.yml` contains, the built site has no markup but its own."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.sites import write_site

EVIL = (
    "</title></script></style><script>alert(1)</script><img src=x onerror=alert(2)>\" onmouseover='alert(3)'"
)
PAYLOAD = "alert("


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


SITE = f"""\
page: {{name: {quoted(EVIL)}, description: {quoted(EVIL)}}}
timezone: UTC
levels: [{{id: slow, name: {quoted(EVIL)}, status: degraded_performance, description: {quoted(EVIL)}}}]
groups: [{{id: g, name: {quoted(EVIL)}, description: {quoted(EVIL)}}}]
components: [{{id: search, name: {quoted(EVIL)}, group: g, description: {quoted(EVIL)}}}]
severities: [{{id: sev1, name: {quoted(EVIL)}, impact: major, description: {quoted(EVIL)}}}]
"""
RECORD = f"""\
title: {quoted(EVIL[:119])}
severity: sev1
summary: {quoted(EVIL)}
detection: {{method: alert, source: {quoted(EVIL)}}}
windows:
  - {{id: w1, component: search, level: slow, start: 2026-11-20 09:40, end: 2026-11-20 10:15, label: {quoted(EVIL)},
     note: {quoted(EVIL)}, measure: {{metric: {quoted(EVIL)}, value: 1, unit: {quoted(EVIL)}}}}}
symptoms: [{{component: search, seen: {quoted(EVIL)}, mechanism: {quoted(EVIL)}, windows: [w1]}}]
impact: {{data_loss: {quoted(EVIL)}, other: [{{name: {quoted(EVIL)}, value: 1 a<img src=x onerror=alert(2)>}}]}}
updates:
  - {{at: 2026-11-20 09:52, status: investigating, body: {quoted(EVIL)}}}
  - {{at: 2026-11-20 10:20, status: resolved, body: {quoted("[x](javascript:alert(4)) ![x](https://e.com/x.png)")}}}
timeline: [{{at: 2026-11-20 09:45, kind: action, text: {quoted(EVIL)}, component: search}}]
trigger: {{kind: migration, text: {quoted(EVIL)}}}
root_causes: [{{id: c1, role: cause, category: capacity, text: {quoted(EVIL)}}}]
limited_by: [{quoted(EVIL)}]
action_items:
  - {{id: a1, title: {quoted(EVIL)}, type: prevent, priority: p1, owner: {quoted(EVIL)}, due: 2026-12-01,
     status: wont_do, reason: {quoted(EVIL)}, addresses: [c1]}}
lessons: {{lucky: [{quoted(EVIL)}]}}
post_mortem: {{status: published, published: 2026-11-21, authors: [{quoted(EVIL)}], background: {quoted(EVIL)},
  resolution: {quoted(EVIL)}, customer_actions: {quoted(EVIL)}, apology: {quoted(EVIL)}}}
corrections: [{{on: 2026-11-22, text: {quoted(EVIL)}}}]
links: [{{title: {quoted(EVIL)}, url: "https://example.com/?a=%22onload=alert(5)"}}]
origin: {{system: {quoted(EVIL)}, id: {quoted(EVIL)}}}
internal: {{note: {quoted(EVIL)}}}
"""


class Finder(HTMLParser):
    """Collects what a browser would run or load."""

    def __init__(self) -> None:
        """Begin with an empty list."""
        super().__init__()
        self.found: list[str] = []
        self.runs = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect event handlers, pictures from other hosts, and dangerous links."""
        self.runs = tag in ("script", "style")
        for name, value in attrs:
            text = (value or "").strip().lower()
            if name.startswith("on") or text.startswith("javascript:") or (tag == "img" and "//" in text):
                self.found.append(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        """End a script or stylesheet."""
        self.runs = False

    def handle_data(self, data: str) -> None:
        """Collect a payload where it would run."""
        if self.runs and PAYLOAD in data:
            self.found.append(data)


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_hostile_text_stays_text_in_every_built_page(tmp_path: Path, audience: str) -> None:
    site = write_site(tmp_path, {"2026-11-20-x": RECORD}, SITE)
    words = ["build", "--root", str(site), "--now", "2026-11-23 12:00", "--audience", audience]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    pages = sorted((site / "site").rglob("*.html"))
    assert len(pages) > 8
    for page in pages:
        finder = Finder()
        finder.feed(page.read_text(encoding="utf-8"))
        assert finder.found == [], page
    assert sum(PAYLOAD in page.read_text(encoding="utf-8") for page in pages) > 5
