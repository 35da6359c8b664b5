"""Implements `diff`: reads what differs between two versions of a site, and the windows from which uptime follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from afterword.app.errors import UserError
from afterword.app.uptime import FileWindows, checked_windows, site_windows
from afterword.app.versions import (
    Version,
    all_files,
    changed_paths,
    published_version,
    version,
    working_tree,
)
from afterword.diagnostics import has_errors
from afterword.records.decode import decode_record, decode_site
from afterword.records.site import Site
from afterword.review.site_diff import SiteDiff, SiteVersion, site_diff
from afterword.source.files import SITE_FILE
from afterword.views.audience import Audience, is_public
from afterword.views.index.summary import window_spans


class Unread(NamedTuple):
    """A record of a version that cannot be compared, because it has errors there."""

    version: str
    file: str


class Compared(NamedTuple):
    """Two versions of a site compared, and the records that could not be."""

    diff: SiteDiff
    unread: tuple[Unread, ...]


class _Files(NamedTuple):
    """The files of a site as they are now: the zones in which they are read, and the windows of each record."""

    root: Path
    site: Site
    windows: Mapping[str, FileWindows]


class _Side(NamedTuple):
    version: SiteVersion
    unread: tuple[Unread, ...]


def compare(root: Path, typed: tuple[str, ...], now: datetime) -> Compared:
    """Compare two versions of a site: the first one typed, or what readers saw last, with the second one or the files.

    Raises UserError if a version does not exist or its `status.yml` cannot be used.
    """
    before = version(root, typed[0]) if typed else published_version(root)
    after = version(root, typed[1]) if len(typed) > 1 else working_tree(root)
    changed = changed_paths(before, after)
    checked, windows = checked_windows(root, now)
    if checked.site is None:
        raise UserError(f"{SITE_FILE} has errors; `afterword check {SITE_FILE}` shows them")
    files = _Files(root, checked.site, windows)
    old, new = (_read(each, changed, files, now) for each in (before, after))
    return Compared(site_diff(old.version, new.version, now), (*old.unread, *new.unread))


def _read(version: Version, changed: frozenset[str], files: _Files, now: datetime) -> _Side:
    """Read the records of a version that differ from the other one.

    The windows of all others are those of the files as they are now, except where the version differs from them too.
    """
    site = _site(version)
    elsewhere = changed | changed_paths(version, working_tree(files.root))
    if _zones(site) != _zones(files.site):
        elsewhere |= frozenset(all_files(version))
    sources = version.read(sorted(elsewhere - {SITE_FILE}))
    decoded = {path: decode_record(path, data, site) for path, data in sources.items()}
    unread = (
        Unread(version.name, path)
        for path, each in decoded.items()
        if path in changed and (each.model is None or has_errors(each.diagnostics))
    )
    records = {path: each.model for path, each in decoded.items() if each.model}
    public = [record for record in records.values() if is_public(record, now)]
    same = {path: each for path, each in files.windows.items() if path not in elsewhere and each.is_public}
    spans = [span for each in same.values() for span in each.windows]
    spans += [span for record in public for span in window_spans(record)]
    counted = site_windows(site, now, Audience.PUBLIC, spans)
    ids = {*map(_id, same), *(record.id for record in public)}
    compared = tuple(record for path, record in records.items() if path in changed)
    return _Side(
        SiteVersion(version.name, site, compared, ids, counted.context, counted.record_index), tuple(unread)
    )


def _site(version: Version) -> Site:
    data = version.read([SITE_FILE]).get(SITE_FILE)
    site = decode_site(SITE_FILE, data).model if data is not None else None
    if site is None:
        problem = "has no" if data is None else "has errors in"
        raise UserError(f"{version.name} {problem} {SITE_FILE}, so it cannot be compared")
    return site


def _zones(site: Site) -> object:
    """Return what decides in which zone records are read."""
    return site.timezone, site.former_timezones


def _id(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]
