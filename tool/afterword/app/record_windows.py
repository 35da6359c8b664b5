"""Reads the windows of all records of a site, of most of them from the cache, and without checking anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from afterword.app.checking import CheckResult, check
from afterword.app.site_files import public_from
from afterword.cache.checks import CachedCheck, CheckCache, StoredCheck, StoredWindows
from afterword.cache.database import with_sound_cache
from afterword.cache.opening import cache_folder
from afterword.cache.rows import as_number
from afterword.cache.trait_text import encode_traits
from afterword.cache.version import checks_version
from afterword.cache.window_text import decode_windows, encode_windows
from afterword.diagnostics import Diagnostic
from afterword.records.decode import decode_record
from afterword.records.site import Site
from afterword.records.vocabulary import Visibility
from afterword.source.files import FileStat, list_records, read_source
from afterword.source.site_source import SiteSource, read_site_source
from afterword.views.index.windows import WindowSpan, window_spans

_MANY = 200
"""From how many records on that are not in the cache, a check fills it, since the next command needs it too."""


class RecordWindows(NamedTuple):
    """The windows of the record in a file, whether public builds have it, and what other records may share with it."""

    text: str
    is_public: bool
    traits: str = ""

    def of(self, components: Collection[str]) -> tuple[WindowSpan, ...]:
        """Return the windows of some components."""
        if not any(f'"{each}"' in self.text for each in components):
            return ()
        return tuple(each for each in decode_windows(self.text) if each.component in components)


def windows_of(checked: CheckResult, now: datetime) -> Mapping[str, RecordWindows]:
    """Return the windows of each record that a check could read, by file."""
    known = checked.checks.undecoded()
    return {path: _windows(each, now) for path, each in known.items() if each.visibility}


@with_sound_cache
def windows_by_file(
    root: Path, site: Site, now: datetime, listed: tuple[FileStat, ...] | None = None
) -> Mapping[str, RecordWindows]:
    """Return the windows of each record of a site that can be read, by file; `listed` are its files, if known."""
    listed = listed if listed is not None else list_records(root)[0]
    cached = _cached(root)
    missing = [each for each in listed if not _is_cached(each, cached)]
    if len(missing) > _MANY:
        check(root, now)
        cached = _cached(root)
    found = {}
    for each in listed:
        if _is_cached(each, cached):
            stored = cached[each.path]
            found[each.path] = _windows(stored, now)
        elif (read := _read(root, site, each, now)) is not None:
            found[each.path] = read
    return found


def _cached(root: Path) -> Mapping[str, StoredWindows]:
    source = read_site_source(root)
    fingerprint = checks_version(SiteSource(b"") if isinstance(source, Diagnostic) else source)
    with CheckCache(cache_folder(root), fingerprint) as cache:
        return cache.windows()


def _is_cached(listed: FileStat, cached: Mapping[str, StoredWindows]) -> bool:
    return listed.path in cached and cached[listed.path].listed == listed


def _read(root: Path, site: Site, listed: FileStat, now: datetime) -> RecordWindows | None:
    source = read_source(root, listed.path)
    record = None if isinstance(source, Diagnostic) else decode_record(listed.path, source, site).model
    if record is None:
        return None
    stored = StoredWindows(
        listed,
        record.visibility.value,
        public_from(record),
        encode_windows(window_spans(record)),
        encode_traits(record),
    )
    return _windows(stored, now)


def _windows(stored: StoredWindows | StoredCheck | CachedCheck, now: datetime) -> RecordWindows:
    is_public = stored.visibility == Visibility.PUBLIC and stored.public_from <= as_number(now)
    return RecordWindows(stored.windows, is_public, stored.traits)
