"""Sites for tests: the repository's own, the demo, and small ones that tests write."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from afterword.app.build import Build
from afterword.app.incremental import prepare_build
from afterword.app.read_site import read_site
from afterword.records.decode import decode_record
from afterword.records.project import Project
from afterword.source.files import list_records
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Context

REPOSITORY = Path(__file__).parents[1]
DEMO = REPOSITORY / "examples" / "demo"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""The time for which the demo is written."""

SMALL_SITE = """\
page: {name: Acme}
timezone: UTC
review: {look_back: 1 min, rules: {site-without-url: off}}
components:
  - {id: search, name: Search}
  - {id: api, name: API}
"""
SMALLEST_RECORD = """\
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds. We are looking into it.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
"""
PNG = b"\x89PNG\r\n\x1a\n"
"""The bytes with which a PNG picture begins."""
SMALLEST_ID = "2026-11-20-search-is-slow"
MKDOCS = """\
site_name: Acme status
theme: {name: material, font: false}
plugins: [search, afterword]
nav:
  - Status: index.md
  - History: history/index.md
"""


def write_site(folder: Path, records: Mapping[str, str] | None = None, site: str = SMALL_SITE) -> Path:
    """Write a site with these records by id, or with the smallest record that is published."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "status.yml").write_text(site, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    for record_id, text in ({SMALLEST_ID: SMALLEST_RECORD} if records is None else records).items():
        file = folder / "incidents" / record_id[:4] / f"{record_id}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def published(folder: Path, audience: Audience = Audience.PUBLIC, now: datetime = NOW) -> Context:
    """Read a site, which must have no errors, and return the context of all its records for an audience."""
    site = read_site(folder)
    listed, _ = list_records(folder)
    records = [decode_record(each.path, read_bytes(folder, each.path), site) for each in listed]
    assert not [each.diagnostics for each in records if each.model is None]
    project = Project(site, tuple(each.model for each in records if each.model))
    return Context(for_audience(project, audience, now), audience, now)


def read_bytes(folder: Path, name: str) -> bytes:
    """Read a file of a site."""
    return (folder / name).read_bytes()


def prepared(folder: Path, audience: Audience = Audience.PUBLIC, now: datetime = NOW) -> Build:
    """Prepare a build of a site, which must have no errors. The build is discarded when the test ends."""
    build = prepare_build(folder, now, audience)
    assert isinstance(build, Build), build.diagnostics
    _prepared.append(build)
    return build


def discard_prepared() -> None:
    """Discard the builds that were prepared: each has a folder and databases open."""
    while _prepared:
        _prepared.pop().discard()


_prepared: list[Build] = []


def copy_of(site: Path, folder: Path) -> Path:
    """Copy a site of the repository, so that building it in a test writes no cache into the repository.

    Of the hidden files, only `docs/.meta.yml` belongs to a site: it keeps the handbook out of the search index.
    """
    copied = Path(shutil.copytree(site, folder, ignore=shutil.ignore_patterns("site", ".*")))
    hidden = site / "docs" / ".meta.yml"
    if hidden.is_file():
        shutil.copy(hidden, copied / "docs")
    return copied


def output(build: Build) -> dict[str, str]:
    """Return every page and file of a build, by path."""
    pages = {f"{page.address}index.html": page.html for page in build.pages()}
    files = {file.path: file.data.decode("utf-8", "replace") for file in build.all_files()}
    return pages | files
