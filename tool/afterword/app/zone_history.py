"""Finds out from git whether the site has had another time zone, in which its older records were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from afterword.checks.rule import ZoneChange
from afterword.diagnostics import Diagnostic
from afterword.records.site import Site
from afterword.source.files import RECORDS_FOLDER, SITE_FILE, FileStat, read_source
from afterword.source.git_history import COMMIT_LENGTH, git, in_repository

_ZONE = re.compile(rb"^timezone:\s*[\"']?([A-Za-z0-9_/+-]+)", re.MULTILINE)
_ID = re.compile(r".*/(\d{4}-\d\d-\d\d)-[^/]*", re.DOTALL)
_LIMIT = 20
"""How many changes of the line with the zone are looked at."""


class _Version(NamedTuple):
    """The zone of `status.yml` since a commit and its day."""

    commit: str
    day: date
    zone: str


def zone_change(root: Path, site: Site, listed: Iterable[FileStat], now: datetime) -> ZoneChange | None:
    """Return the latest change of the site's zone that moves records; None if there is none, or no repository.

    It moves the records of earlier days that have no zone of their own, unless the site still states the former zone;
    and those of later days that were written before the change, such as announced maintenance.
    """
    zone = site.zone
    folder = root.resolve()
    if zone is None or not in_repository(folder):
        return None
    changed_on, commit = zone.local(now).date(), ""
    for version in _versions(folder):
        if version.zone != site.timezone:
            days = {each.path: _day(each.path) or changed_on for each in listed}
            later = {path for path, day in days.items() if day >= changed_on}
            later &= _kept_since(folder, f"{commit}^" if commit else "HEAD") if later else set()
            moved = [
                path
                for path, day in days.items()
                if (day < changed_on or path in later) and _moves(root, site, path, day, version.zone)
            ]
            ahead = len(later.intersection(moved))
            return ZoneChange(version.zone, changed_on, commit, len(moved) - ahead, ahead) if moved else None
        changed_on, commit = version.day, version.commit
    return None


def _day(path: str) -> date | None:
    """Return the day in the id of a record, if it has a valid one."""
    found = _ID.fullmatch(path)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _moves(root: Path, site: Site, path: str, day: date, former: str) -> bool:
    """Return whether a record is now read in another zone than before the change."""
    then = site.zone_on(day)
    if then is None or then.name == former:
        return False
    source = read_source(root, path)
    return not isinstance(source, Diagnostic) and not _ZONE.search(source)


def _kept_since(folder: Path, revision: str) -> set[str]:
    """Return the paths of the records that are as they were in a revision."""
    there = git(folder, "ls-tree", "-r", "-z", "--name-only", revision, "--", RECORDS_FOLDER) or b""
    changed = git(folder, "diff", "-z", "--name-only", "--relative", revision, "--", RECORDS_FOLDER) or b""
    return {*there.decode("utf-8", "replace").split("\0")} - {*changed.decode("utf-8", "replace").split("\0")}


def _versions(folder: Path) -> Iterator[_Version]:
    """Yield the committed versions of the zone, newest first."""
    # Along the first parents: what a branch tried before it was merged has never been published.
    log = ("log", "--first-parent", "--no-show-signature", f"--max-count={_LIMIT}")
    form = (f"--abbrev={COMMIT_LENGTH}", "--format=%h %cs")
    changes = git(folder, *log, *form, "-G^timezone:", "--", SITE_FILE) or b""
    for line in changes.decode().splitlines():
        commit, _, day = line.partition(" ")
        zone = _ZONE.search(git(folder, "show", f"{commit}:./{SITE_FILE}") or b"")
        if zone:
            yield _Version(commit, date.fromisoformat(day), zone[1].decode())
