"""A site whose records are edited from the command line."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from afterword.cli import cli
from tests.sites import write_site

NOW = "2026-11-20 10:00"
OPEN_ID = "2026-11-20-search-is-slow"
OPEN = """\
# Written at night.
title: Search is slow
severity: sev3

windows:
  - component: search
    level: degraded
    start: 2026-11-20 09:40   # as the graph shows
  - components: [api, web]
    level: degraded
    start: 2026-11-20 09:45

updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}
# The end.
"""
OVER_ID = "2026-11-18-api-refuses-requests"
OVER = """\
title: API refuses requests
severity: sev3
windows:
  - {component: api, level: partial_outage, start: 2026-11-18 09:40, end: 2026-11-18 10:15}
updates:
  - {at: 2026-11-18 09:52, status: investigating, body: The API refuses some requests.}
  - {at: 2026-11-18 10:20, status: resolved, body: The API works again.}
"""
SITE = """\
page: {name: Acme}
timezone: UTC
review: {look_back: 1 min, rules: {site-without-url: off}}
components:
  - {id: search, name: Search}
  - {id: api, name: API}
  - {id: web, name: Web app}
"""


def editing_site(folder: Path, **records: str) -> Path:
    """Write a site with an open record and one that is over."""
    return write_site(folder, {OPEN_ID: OPEN, OVER_ID: OVER, **records}, site=SITE)


def record_file(site: Path, record_id: str = OPEN_ID) -> Path:
    """Return the path of a record."""
    return site / "incidents" / record_id[:4] / f"{record_id}.yml"


def edit(site: Path, *words: str, now: str = NOW, typed: str | None = None) -> Result:
    """Run a command and write without a question, unless only a dry run is wanted. A bug raises its exception."""
    result = CliRunner().invoke(
        cli,
        [*words, "--root", str(site), "--now", now, *(() if "--dry-run" in words else ("--yes",))],
        input=typed,
    )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def edited(site: Path, *words: str, now: str = NOW, record_id: str = OPEN_ID) -> str:
    """Run a command that must succeed, leave the site without findings, and return the text of a record."""
    result = edit(site, *words, now=now)
    assert result.exit_code == 0, result.output
    checked = CliRunner().invoke(cli, ["check", "--strict", "--root", str(site), "--now", now])
    assert checked.exit_code == 0, checked.output
    return record_file(site, record_id).read_text(encoding="utf-8")
