"""Implements `diff`: reads what differs between two versions of a site, and the windows from which uptime follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from afterword.app.changed_records import models, read_changed
from afterword.app.checking import CheckResult, check
from afterword.app.errors import UserError
from afterword.app.neighbours import neighbours_of
from afterword.app.published_before import with_changes
from afterword.app.record_windows import RecordWindows, windows_of
from afterword.app.revisions import NamedVersion, last_published, named_commit, named_version
from afterword.app.since import findings_between
from afterword.app.uptime import site_windows
from afterword.app.versions import Folder, SiteVersion, WorkingTree, is_record
from afterword.diagnostics import in_order
from afterword.records.decode import decode_record, decode_site
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.review.compare import ComparedSite, site_diff
from afterword.review.findings import ChangedFindings
from afterword.review.site_diff import SiteDiff, Unread
from afterword.source.files import SITE_FILE
from afterword.source.git_history import in_repository
from afterword.source.site_source import SITE_SOURCES, site_source_in
from afterword.views.audience import Audience, is_public
from afterword.views.index.windows import WindowSpan, window_spans

_WORKING_TREE = "the working tree"


class _Files(NamedTuple):
    """The files as they are now, and the windows of the record in each; they may be one of the versions compared.

    `spans` are the public ones of those components whose uptime may differ, by file.
    """

    version: Folder
    site: Site
    windows: Mapping[str, RecordWindows]
    spans: list[tuple[str, tuple[WindowSpan, ...]]]
    is_compared: bool


class _Side(NamedTuple):
    """One of the versions, and its records that differ from the other one, by file."""

    version: SiteVersion
    name: str
    site: Site
    records: Mapping[str, Record]


class _Elsewhere(NamedTuple):
    """The files in which a version differs from the other one or from the files, and its records in the latter."""

    paths: frozenset[str]
    records: Mapping[str, Record]


def compare(root: Path, typed: tuple[str, ...], now: datetime) -> SiteDiff:
    """Compare two versions of a site: the first one typed, or what readers saw last, with the second one or the files.

    Raises UserError if a version does not exist or its `status.yml` cannot be used.
    """
    files = WorkingTree(root) if in_repository(root) else Folder(root)
    before = named_version(root, typed[0]) if typed else _last_published(root, files)
    after = named_version(root, typed[1]) if len(typed) > 1 else NamedVersion(files, _WORKING_TREE)
    paths = before.version.changed_paths(after.version) if before.version != after.version else frozenset()
    changed = frozenset(path for path in paths if path == SITE_FILE or is_record(path))
    sides, unread = _read(before, after, changed)
    components = _components(*sides, now)
    checked = check(root, now)
    present = _present(files, sides, checked, components, now) if components or sides[1].records else None
    elsewhere = [_elsewhere(each, present, changed) for each in sides]
    old, new = (
        _counted(side, present, components, other, now) for side, other in zip(sides, elsewhere, strict=True)
    )
    diff = _with_neighbours(site_diff(old, new, components, now), sides[1], present, elsewhere[1])
    findings = _findings(checked, (before, after), files, paths, now)
    return replace(diff, findings=findings, unread=unread)


def _findings(
    checked: CheckResult,
    versions: tuple[NamedVersion, NamedVersion],
    files: Folder,
    changed: frozenset[str],
    now: datetime,
) -> ChangedFindings:
    """Return the findings that only one of the versions has. Rules for changes judge only a change of the files."""
    before, after = versions
    found = findings_between(checked, (before.version, after.version), files, changed, now)
    if after.version != files:
        return found
    of_change = with_changes(replace(checked, diagnostics=()), before, changed).diagnostics
    new = in_order((*found.new, *of_change))
    return found._replace(new=new, texts=checked.texts({each.location.file for each in new}))


def _with_neighbours(diff: SiteDiff, after: _Side, present: _Files | None, elsewhere: _Elsewhere) -> SiteDiff:
    """Add the neighbours of the records that the later version has and that differ."""
    records = [each.after for each in diff.records if each.after]
    if present is None or not records:
        return diff
    read = {**after.records, **elsewhere.records}
    found = neighbours_of(records, present.windows, read, elsewhere.paths, after.site)
    return replace(diff, neighbours=found)


def _last_published(root: Path, files: Folder) -> NamedVersion:
    """Return what readers have seen last. Raises UserError if git does not know it."""
    found = last_published(root, files)
    if found is None:
        raise UserError("git knows no earlier version; name two versions to compare, such as two folders")
    return named_commit(found)


def _changed(before: SiteVersion, after: SiteVersion) -> frozenset[str]:
    """Return the paths of the records that differ, and `status.yml`."""
    changed = before.changed_paths(after) if before != after else frozenset()
    return frozenset(path for path in changed if path == SITE_FILE or is_record(path))


def _read(
    before: NamedVersion, after: NamedVersion, changed: frozenset[str]
) -> tuple[tuple[_Side, _Side], tuple[Unread, ...]]:
    """Read the records that differ."""
    sites = _site(before), _site(after)
    found = read_changed((before.version, after.version), sites, changed - {SITE_FILE})
    unread = tuple(
        Unread(each.name, path)
        for each, paths in zip((before, after), found.unread, strict=True)
        for path in paths
    )
    sides = (
        _Side(before.version, before.name, sites[0], models(found.before)),
        _Side(after.version, after.name, sites[1], models(found.after)),
    )
    return sides, unread


def _elsewhere(side: _Side, present: _Files | None, changed: frozenset[str]) -> _Elsewhere:
    """Read what else differs from the files, if a version is not the files, or reads their times otherwise."""
    paths = changed
    if present and not present.is_compared:
        paths |= _changed(side.version, present.version)
    if present and _reading(side.site) != _reading(present.site):
        paths |= frozenset(filter(is_record, side.version.paths()))
    more = side.version.read_all(sorted(paths - changed - {SITE_FILE}))
    decoded = {path: decode_record(path, data, side.site) for path, data in more.items()}
    return _Elsewhere(paths, models(decoded))


def _components(before: _Side, after: _Side, now: datetime) -> frozenset[str]:
    """Return the components whose uptime may differ: those with other windows, or all if they are counted otherwise."""
    if _counting(before.site) != _counting(after.site):
        return frozenset(each.id for side in (before, after) for each in side.site.components)
    old, new = ({*_public_windows(side.records.values(), now)} for side in (before, after))
    return frozenset(window.component for window in old ^ new)


def _public_windows(records: Iterable[Record], now: datetime) -> Iterator[WindowSpan]:
    """Yield the windows of records that are public, without the names of the records."""
    for record in records:
        if is_public(record, now):
            yield from (each._replace(record="", title="") for each in window_spans(record))


def _present(
    files: Folder, sides: tuple[_Side, _Side], checked: CheckResult, components: frozenset[str], now: datetime
) -> _Files:
    compared = [side.site for side in sides if side.version == files]
    site = compared[0] if compared else _site(NamedVersion(files, _WORKING_TREE))
    windows = windows_of(checked, now)
    spans = [(path, each.of(components)) for path, each in windows.items() if each.is_public]
    return _Files(files, site, windows, spans, is_compared=bool(compared))


def _counted(
    side: _Side, present: _Files | None, components: frozenset[str], elsewhere: _Elsewhere, now: datetime
) -> ComparedSite:
    """Add the public windows of all records of a version, as far as they are of some components.

    They are those of the files as they are now, except where the version differs from the files.
    """
    read = (*side.records.values(), *elsewhere.records.values())
    public = [record for record in read if is_public(record, now)]
    same = present.spans if present else ()
    spans = [span for path, found in same if path not in elsewhere.paths for span in found]
    spans += [span for record in public for span in window_spans(record) if span.component in components]
    counted = site_windows(side.site, now, Audience.PUBLIC, spans)
    records = tuple(side.records.values())
    return ComparedSite(side.name, side.site, records, counted.context, counted.record_index)


def _site(named: NamedVersion) -> Site:
    source = site_source_in(named.version.read_all(SITE_SOURCES))
    site = decode_site(SITE_FILE, *source).model if source else None
    if site is None:
        problem = "has no" if source is None else "has errors in"
        present = source is not None and isinstance(named.version, WorkingTree)
        hint = f"; `afterword check {SITE_FILE}` shows them" if present else ""
        raise UserError(f"{named.name} {problem} {SITE_FILE}, so it cannot be compared{hint}")
    return site


def _counting(site: Site) -> str:
    """Return what decides how uptime is counted."""
    counted = site.model_dump(
        include={"components", "groups", "levels", "uptime", "timezone", "former_timezones"}
    )
    return repr(counted)


def _reading(site: Site) -> object:
    """Return what decides which times and which components the windows of records are read as."""
    return site.timezone, site.former_timezones, site.component_aliases
