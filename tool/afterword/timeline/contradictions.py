"""Milestones that the windows or the updates of the same record contradict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal

from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.rough_time import form_of
from afterword.records.site import Site


def contradicted(record: Record, site: Site | None = None) -> tuple[str, ...]:
    """Return the typed milestones that the record contradicts.

    It cannot have started after its first window, nor be resolved before the end of its last one, and the public is
    notified by the first update at the latest. A response time would be shorter than it was. Windows at an operational
    level of the site contradict nothing, and neither do times that are known only roughly.
    """
    typed = record.milestones
    found: list[str] = []
    if typed.started and not form_of(typed.started):
        begins = _exact(window.start for window in _impaired(record, site))
        if typed.started > min(begins, default=typed.started):
            found.append("started")
    if typed.notified and not form_of(typed.notified):
        updates = _exact(update.at for update in record.updates)
        if typed.notified > min(updates, default=typed.notified):
            found.append("notified")
    if typed.resolved and not form_of(typed.resolved):
        ends = _exact(window.end for window in _impaired(record, site))
        if typed.resolved < max(ends, default=typed.resolved):
            found.append("resolved")
    return tuple(found)


def whole(
    record: Record,
    name: Literal["started", "resolved"],
    at: datetime | None,
    outer: Callable[[Iterable[datetime]], datetime],
    site: Site | None,
) -> datetime | None:
    """Return when a record started or was resolved; if its windows contradict the milestone `at`, they count."""
    if at is None or name not in contradicted(record, site):
        return at
    times = (t for window in _impaired(record, site) for t in (window.start, window.end) if t)
    return outer((at, *times))


def _impaired(record: Record, site: Site | None) -> tuple[Window, ...]:
    """Return the windows in which a component was worse than operational; without a site, all windows."""
    return tuple(window for window in record.windows if site is None or site.rank(window.level))


def _exact(times: Iterable[datetime | None]) -> list[datetime]:
    """Leave out what is known only roughly: it contradicts nothing."""
    return [at for at in times if at and not form_of(at)]
