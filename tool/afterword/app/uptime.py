"""Reads of the records what uptimes are counted from, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from afterword.app.checking import Checked, Progress, Survey, conclude, survey
from afterword.cache.checks import Found
from afterword.cache.database import FOLDER, DamagedError, forget
from afterword.diagnostics import Diagnostic, has_errors
from afterword.parallel import spread
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.source.files import Listed
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Publication
from afterword.views.index.queries import Archive, EmptyShelf, year_span
from afterword.views.index.summary import Span, spans


class Measured(NamedTuple):
    """A site whose records are told by their spans alone."""

    book: Publication
    archive: Archive


class _SpanShelf(EmptyShelf):
    """A shelf on which nothing but spans stand."""

    def __init__(self, found: Iterable[Span]) -> None:
        self._found: dict[str, list[Span]] = {}
        for span in sorted(found, key=lambda each: (each.start, each.level, each.record)):
            self._found.setdefault(span.component, []).append(span)
        self._by_year: dict[tuple[str, int], Sequence[Span]] = {}

    def spans(self, component: str, year: int) -> Sequence[Span]:
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
) -> Measured | Checked:
    """Read every record's windows; where the site has errors, what was found is all that is given."""
    try:
        return _measured(root, now, audience, progress)
    except DamagedError:
        forget(root / FOLDER)
        return _measured(root, now, audience, progress)


def _measured(root: Path, now: datetime, audience: Audience, progress: Progress | None) -> Measured | Checked:
    seen = survey(root, now)
    found: list[Span] = []
    fresh: dict[str, Found | Diagnostic] = {}
    read = spread(lambda listed: _read(seen, listed, audience), seen.listed)
    for done, (listed, (problems, told)) in enumerate(zip(seen.listed, read, strict=True), start=1):
        found += told
        if problems is not None:
            fresh[listed.path] = problems
        if progress:
            progress(done, len(seen.listed))
    checked = conclude(seen, fresh)
    if has_errors(checked.diagnostics):
        return checked
    book = Publication(Project(seen.site, ()), audience, now)
    return Measured(book, Archive((), _SpanShelf(found)))


def _read(
    seen: Survey, listed: Listed, audience: Audience
) -> tuple[Found | Diagnostic | None, tuple[Span, ...]]:
    read = seen.read(listed, check=not seen.stands(listed))
    if isinstance(read, Diagnostic):
        return read, ()
    return read.found, _spans(seen, read.record, audience) if read.record else ()


def _spans(seen: Survey, record: Record, audience: Audience) -> tuple[Span, ...]:
    shown = for_audience(Project(seen.site, (record,)), audience, seen.now)
    return tuple(span for each in shown.records for span in spans(each))
