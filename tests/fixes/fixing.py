"""Fixes sites in tests, as `afterword check --fix` does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from afterword.app.checking import CheckResult, check
from afterword.app.fixing import Fixed, fixed_files

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
SITE = """\
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components:
  - {id: search, name: Search}
  - {id: billing-api, name: Billing API}
groups: [{id: backend, name: Back end}]
scopes: [{id: europe, name: Europe}, {id: asia, name: Asia}]
review: {look_back: 1 min}
"""
RECORD_ID = "2026-11-20-search-is-slow"
FILE = f"incidents/2026/{RECORD_ID}.yml"
OTHER = """\
title: The index was moved
kind: maintenance
aliases: [2026-11-01-index-moves]
scheduled: [{start: 2026-11-03 10:00, end: 2026-11-03 11:00}]
updates:
  - {at: 2026-11-02 10:00, status: scheduled, body: We move the search index.}
  - {at: 2026-11-03 11:00, status: completed, body: We moved the search index.}
"""


def site_with(folder: Path, record: str | bytes, site: str = SITE) -> Path:
    """Write a site with this record and another one."""
    file = folder / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    (folder / "status.yml").write_bytes(site.encode())
    file.write_bytes(record if isinstance(record, bytes) else record.encode())
    (file.parent / "2026-11-03-index-was-moved.yml").write_bytes(OTHER.encode())
    return folder


def fix_site(folder: Path) -> list[Fixed]:
    """Fix the findings in a site, write the files, and return what was done."""
    done: list[Fixed] = []
    while files := fixed_files(found := checked(folder), found.diagnostics, (), NOW):
        for each in files:
            assert (folder / each.file).read_bytes() == each.before
            (folder / each.file).write_bytes(each.after)
            done += each.fixes
    return done


def checked(folder: Path) -> CheckResult:
    """Check a site."""
    return check(folder, NOW)
