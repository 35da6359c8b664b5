"""A built public site contains nothing internal: in pages, feeds, calendars, JSON, badges and file names."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import DEMO, write_site
from tests.views.test_audience import SITE_OF_TWO

pytestmark = pytest.mark.slow

LINKED = "related: [{id: 2026-11-19-canary-hidden, relation: follows}]\n"
"""An error in a public record: a build with it stops."""
WITHOUT_LINK = {name: text.replace(LINKED, "") for name, text in SITE_OF_TWO.items()}
SITE = """\
# CANARY-comment-of-the-site
page: {name: Acme, url: https://status.acme.example/}
timezone: Europe/Berlin
review: {rules: {future-time: off}}
components:
  - {id: search, name: Search, since: 2025-01-01}
  - {id: api, name: API}
"""
OPEN = """\
# CANARY-comment-of-a-record
title: API refuses calls
severity: sev1
detection: {method: staff, source: CANARY-detected}
windows:
  - {component: api, level: major_outage, start: 2026-11-23 09:40, end: 2026-11-23 11:40}
  - component: api
    level: degraded
    start: 2026-11-25 10:00
    end: 2026-11-25 11:00
    label: CANARY-label-to-come
    note: CANARY-note-to-come
    measure: {metric: CANARY-metric, value: 3, unit: CANARY-unit}
updates:
  - {at: 2026-11-23 09:52, status: investigating, body: Calls fail.}
  - {at: 2026-11-23 20:00, status: monitoring, body: CANARY-words-of-tomorrow}
timeline:
  - {at: 2026-11-23 09:45, kind: hypothesis, text: CANARY-hypothesis}
trigger: {kind: config_push, text: CANARY-trigger}
symptoms:
  - {component: api, seen: Calls end in an error., mechanism: CANARY-mechanism}
root_causes:
  - {role: cause, category: capacity, text: CANARY-cause}
limited_by: [CANARY-limit]
action_items:
  - {id: a1, title: CANARY-item, type: prevent, priority: p1, owner: team, due: 2026-12-01, status: open}
lessons: {went_well: [CANARY-lesson]}
post_mortem: {status: draft, background: CANARY-draft, authors: [CANARY-author]}
corrections:
  - {on: 2026-11-29, text: CANARY-correction-to-come}
internal: {CANARY-key: {list: [CANARY-value]}}
"""
MAINTENANCE = """\
title: Search moves
kind: maintenance
scheduled: {start: 2026-11-24 10:00, end: 2026-11-24 12:00, announced: 2026-11-20 10:00}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: Search moves to other machines.}
  - {at: 2026-11-24 10:00, status: in_progress, body: CANARY-words-of-the-day-after}
  - {at: 2026-11-24 10:30, status: verifying, body: CANARY-verifying}
"""
HIDDEN_MAINTENANCE = """\
title: CANARY-maintenance
kind: maintenance
visibility: internal
scheduled: {start: 2026-11-25 10:00, end: 2026-11-25 12:00, announced: 2026-11-20 10:00}
windows:
  - {component: search, level: major_outage, start: 2026-11-23 11:00, label: CANARY-label}
"""
RECORDS = {
    **WITHOUT_LINK,
    "2026-11-23-api-refuses-calls": OPEN,
    "2026-11-24-search-moves": MAINTENANCE,
    "2026-11-25-canary-maintenance": HIDDEN_MAINTENANCE,
}


def _build(folder: Path, *arguments: str) -> Path:
    attachment = folder / "incidents" / "2026" / "2026-11-25-canary-maintenance" / "CANARY.txt"
    attachment.parent.mkdir()
    attachment.write_text("CANARY-attachment", encoding="utf-8")
    command = [sys.executable, "-m", "afterword", "build", "--now", "2026-11-23 12:00", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    return folder / "site"


def _with_canaries(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        data = path.read_bytes() if path.is_file() else b""
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        if b"canary" in data.lower() or "canary" in name.lower():
            yield name


@pytest.mark.parametrize("fast", [True, False], ids=["fast", "every page by MkDocs"])
def test_a_public_site_contains_nothing_internal(tmp_path: Path, fast: bool) -> None:
    folder = tmp_path / "site of mine"
    write_site(folder, RECORDS, SITE)
    if not fast:
        config = folder / "mkdocs.yml"
        text = config.read_text("utf-8").replace("afterword]", "{afterword: {fast: false}}]")
        config.write_text(text, encoding="utf-8")
    site = _build(folder)
    assert list(_with_canaries(site)) == []
    pages = {path.parent.name for path in site.glob("incidents/*/index.html")}
    assert pages == {"2026-11-20-search-is-slow", "2026-11-23-api-refuses-calls", "2026-11-24-search-moves"}


def test_the_search_for_canaries_finds_them_in_an_internal_site(tmp_path: Path) -> None:
    write_site(tmp_path, RECORDS, SITE)
    found = set(_with_canaries(_build(tmp_path, "--audience", "internal")))
    assert "incidents/2026-11-23-api-refuses-calls/index.html" in found
    assert "incidents/2026-11-25-canary-maintenance/index.html" in found
    assert "search/search_index.json" in found


def test_keys_that_a_site_allows_are_published_and_no_others(tmp_path: Path) -> None:
    assert "also: [action_items.tracker]" in (DEMO / "status.yml").read_text("utf-8")
    site = SITE + "publish: {also: [action_items.tracker]}\n"
    folder = write_site(tmp_path, WITHOUT_LINK, site)
    command = [sys.executable, "-m", "afterword", "build", "--now", "2026-11-23 12:00"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    words = {
        word
        for name in _with_canaries(folder / "site")
        for word in (folder / "site" / name).read_text("utf-8").lower().replace('"', " ").split()
        if "canary" in word
    }
    assert words
    assert all("canary-1" in word for word in words), words
