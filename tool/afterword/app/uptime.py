"""Implements `uptime`: reads the windows of all records, from which uptime is computed, and nothing else of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from afterword.app.checking import CheckResult, Progress, Scan, finish_check, scan_site
from afterword.cache.checks import CachedCheck
from afterword.cache.database import with_sound_cache
from afterword.cache.rows import as_number
from afterword.cache.window_text import decode_windows
from afterword.diagnostics import Diagnostic, has_errors
from afterword.parallel import map_ordered
from afterword.records.project import Project
from afterword.records.site import Site
from afterword.records.vocabulary import Visibility
from afterword.source.files import FileStat
from afterword.views.audience import Audience
from afterword.views.context import Context
from afterword.views.index.queries import NoRecords, RecordIndex, year_span
from afterword.views.index.summary import WindowSpan


class SiteWindows(NamedTuple):
    """A site of whose records only the windows were read."""

    context: Context
    record_index: RecordIndex


class WindowQueries(NoRecords):
    """Answers queries for windows; all others as if there were no records."""

    def __init__(self, windows: Iterable[WindowSpan]) -> None:
        self.listed = tuple(windows)
        self._by_component: dict[str, list[WindowSpan]] = {}
        for window in sorted(self.listed, key=lambda each: (each.start, each.level, each.record)):
            self._by_component.setdefault(window.component, []).append(window)
        self._by_year: dict[tuple[str, int], Sequence[WindowSpan]] = {}

    def windows(self, component: str, year: int) -> Sequence[WindowSpan]:
        """Return the windows of a component that touch a year in any time zone, always in the same order."""
        key = component, year
        if key not in self._by_year:
            begin, end = year_span(year)
            self._by_year[key] = [
                window
                for window in self._by_component.get(component, ())
                if window.start < end and (window.end is None or window.end > begin)
            ]
        return self._by_year[key]


def read_windows(
    root: Path, now: datetime, audience: Audience, progress: Progress | None = None
) -> SiteWindows | CheckResult:
    """Check a site and read the windows that an audience may see. Returns the findings alone if there are errors."""
    read = read_all_windows(root, now, progress)
    return read if isinstance(read, CheckResult) else read[audience]


def read_all_windows(
    root: Path, now: datetime, progress: Progress | None = None
) -> Mapping[Audience, SiteWindows] | CheckResult:
    """Check a site and read the windows of its records, for each audience.

    Returns the findings alone if there are errors.
    """
    checked, by_file = checked_windows(root, now, progress)
    if checked.site is None or has_errors(checked.diagnostics):
        return checked
    shown = {
        Audience.INTERNAL: tuple(by_file.values()),
        Audience.PUBLIC: tuple(each for each in by_file.values() if each.is_public),
    }
    return {
        audience: site_windows(
            checked.site, now, audience, chain.from_iterable(each.windows for each in found)
        )
        for audience, found in shown.items()
    }


class FileWindows(NamedTuple):
    """The windows of the record in a file, and whether the record is public."""

    windows: tuple[WindowSpan, ...]
    is_public: bool


@with_sound_cache
def checked_windows(
    root: Path, now: datetime, progress: Progress | None = None
) -> tuple[CheckResult, Mapping[str, FileWindows]]:
    """Check a site; return the findings, and the windows of each record that could be read, by file."""
    checks: dict[str, CachedCheck | Diagnostic] = {}
    windows: dict[str, FileWindows] = {}
    with scan_site(root, now) as scan:
        read = map_ordered(partial(_read, scan), scan.listed)
        for done, (listed, (check, found)) in enumerate(zip(scan.listed, read, strict=True), start=1):
            if found is not None:
                windows[listed.path] = found
            if check is not None:
                checks[listed.path] = check
            if progress:
                progress(done, len(scan.listed))
        return finish_check(scan, checks), windows


def site_windows(site: Site, now: datetime, audience: Audience, windows: Iterable[WindowSpan]) -> SiteWindows:
    """Return a site with these windows."""
    context = Context(Project(site, ()), audience, now)
    return SiteWindows(context, RecordIndex((), WindowQueries(windows)))


def _read(scan: Scan, listed: FileStat) -> tuple[CachedCheck | Diagnostic | None, FileWindows | None]:
    """Return the result of a new check, None if the cached one is current, and the windows if they can be read."""
    current = scan.findings_are_current(listed)
    check = scan.cached[listed.path] if current else scan.check_record(listed)
    if isinstance(check, Diagnostic):
        return check, None
    with scan.check_cache.decoding():
        windows = decode_windows(check.windows)
    is_public = check.visibility == Visibility.PUBLIC and check.public_from <= as_number(scan.now)
    return None if current else check, FileWindows(windows, is_public)
