"""Reads of the records what uptimes are counted from, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from afterword.app.checking import CheckResult, Progress, Scan, finish_check, scan_site
from afterword.cache.checks import CachedCheck
from afterword.cache.database import CACHE_FOLDER, CacheCorruptError, clear
from afterword.diagnostics import Diagnostic, has_errors
from afterword.parallel import map_ordered
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.source.files import ListedFile
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Context
from afterword.views.index.queries import NoRecords, RecordIndex, year_span
from afterword.views.index.summary import WindowSpan, window_spans


class Measured(NamedTuple):
    """A site whose records are told by their spans alone."""

    context: Context
    record_index: RecordIndex


class _WindowQueries(NoRecords):
    """A shelf on which nothing but spans stand."""

    def __init__(self, found: Iterable[WindowSpan]) -> None:
        self._found: dict[str, list[WindowSpan]] = {}
        for span in sorted(found, key=lambda each: (each.start, each.level, each.record)):
            self._found.setdefault(span.component, []).append(span)
        self._by_year: dict[tuple[str, int], Sequence[WindowSpan]] = {}

    def windows(self, component: str, year: int) -> Sequence[WindowSpan]:
        """Give the spans of a component that touch a year in any zone, always in the same order."""
        key = component, year
        if key not in self._by_year:
            begin, end = year_span(year)
            found = self._found.get(component, ())
            self._by_year[key] = [
                each for each in found if each.start < end and (each.end is None or each.end > begin)
            ]
        return self._by_year[key]


def measure(
    root: Path, now: datetime, audience: Audience, progress: Progress | None = None
) -> Measured | CheckResult:
    """Read every record's windows; where the site has errors, what was found is all that is given."""
    try:
        return _measured(root, now, audience, progress)
    except CacheCorruptError:
        clear(root / CACHE_FOLDER)
        return _measured(root, now, audience, progress)


def _measured(
    root: Path, now: datetime, audience: Audience, progress: Progress | None
) -> Measured | CheckResult:
    scan = scan_site(root, now)
    found: list[WindowSpan] = []
    fresh: dict[str, CachedCheck | Diagnostic] = {}
    read = map_ordered(lambda listed: _read(scan, listed, audience), scan.listed)
    for done, (listed, (problems, told)) in enumerate(zip(scan.listed, read, strict=True), start=1):
        found += told
        if problems is not None:
            fresh[listed.path] = problems
        if progress:
            progress(done, len(scan.listed))
    checked = finish_check(scan, fresh)
    if has_errors(checked.diagnostics):
        return checked
    context = Context(Project(scan.site, ()), audience, now)
    return Measured(context, RecordIndex((), _WindowQueries(found)))


def _read(
    scan: Scan, listed: ListedFile, audience: Audience
) -> tuple[CachedCheck | Diagnostic | None, tuple[WindowSpan, ...]]:
    read = scan.read(listed, check=not scan.stands(listed))
    if isinstance(read, Diagnostic):
        return read, ()
    return read.found, _spans(scan, read.record, audience) if read.record else ()


def _spans(scan: Scan, record: Record, audience: Audience) -> tuple[WindowSpan, ...]:
    shown = for_audience(Project(scan.site, (record,)), audience, scan.now)
    return tuple(span for each in shown.records for span in window_spans(each))
