"""Implements `uptime`: the windows of all records, from which uptime is computed, and nothing else of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from afterword.app.checking import CheckResult, Progress, check
from afterword.app.record_windows import windows_by_file
from afterword.diagnostics import has_errors
from afterword.records.project import Project
from afterword.records.site import Site
from afterword.views.audience import Audience
from afterword.views.context import Context
from afterword.views.index.queries import NoRecords, RecordIndex, year_span
from afterword.views.index.windows import WindowSpan


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
    checked = check(root, now, progress)
    site = checked.site
    if site is None or has_errors(checked.diagnostics):
        return checked
    components = {each.id for each in site.components}
    read = tuple(windows_by_file(root, site, now).values())
    shown = {Audience.INTERNAL: read, Audience.PUBLIC: tuple(each for each in read if each.is_public)}
    return {
        audience: site_windows(
            site, now, audience, chain.from_iterable(each.of(components) for each in found)
        )
        for audience, found in shown.items()
    }


def site_windows(site: Site, now: datetime, audience: Audience, windows: Iterable[WindowSpan]) -> SiteWindows:
    """Return a site with these windows."""
    context = Context(Project(site, ()), audience, now)
    return SiteWindows(context, RecordIndex((), WindowQueries(windows)))
