"""How things stand in one sentence: what a page, a badge and a feed say first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.site import Component, Site
from afterword.records.vocabulary import ComponentStatus, Impact
from afterword.timeline.levels import PUBLIC_KINDS, record_levels
from afterword.timeline.lifecycle import Phase
from afterword.timeline.worst_level import worst_level
from afterword.views import rows
from afterword.views.context import Publication
from afterword.views.text import words
from afterword.views.text.labels import LevelMark, mark_of

_STATUS_OF_IMPACT = {
    Impact.NONE: ComponentStatus.OPERATIONAL,
    Impact.MINOR: ComponentStatus.DEGRADED_PERFORMANCE,
    Impact.MAJOR: ComponentStatus.PARTIAL_OUTAGE,
    Impact.CRITICAL: ComponentStatus.MAJOR_OUTAGE,
}


class Banner(NamedTuple):
    """A sentence, and the mark of the worst level."""

    level: LevelMark
    sentence: str


def open_incidents(book: Publication) -> tuple[Record, ...]:
    """Give the incidents that are going on, the latest first; near misses and drills never trouble a customer."""
    return tuple(
        record
        for record in _open(book)
        if not rows.is_maintenance(record) and book.progress[record.id].phase is not Phase.UPCOMING
    )


def open_maintenance(book: Publication) -> tuple[Record, ...]:
    """Give the maintenance that is going on, then what is announced, the earliest first."""
    found = (record for record in _open(book) if rows.is_maintenance(record))
    return tuple(
        sorted(
            found,
            key=lambda r: (book.progress[r.id].phase is Phase.UPCOMING, book.begins(r) or book.now, r.id),
        )
    )


def unplaced_incidents(book: Publication) -> tuple[Record, ...]:
    """Give the open incidents of which nothing says where: neither a window nor an update names a component's level."""
    return tuple(
        record
        for record in open_incidents(book)
        if not record.windows and not record_levels(record, book.site, book.now)
    )


def banner(book: Publication) -> Banner:
    """Say how things stand at `now`; `book` must hold every record that is live.

    What is worst comes first: the components, or incidents of which nobody has said where they are.
    """
    site = book.site
    affected = [component for component in site.components if site.rank(book.levels[component.id])]
    troubled = [component for component in affected if not _is_maintenance(site, book.levels[component.id])]
    worst = worst_level(site, (book.levels[component.id] for component in troubled or affected))
    unplaced = unplaced_incidents(book)
    if unplaced:
        level = max((_level_of_severity(book, record) for record in unplaced), key=site.rank)
        if not troubled or site.rank(level) > site.rank(worst):
            more = f" and {len(unplaced) - 1} more" if len(unplaced) > 1 else ""
            return Banner(mark_of(site, level), f"Incident: {unplaced[0].title}{more}")
    mark = mark_of(site, worst)
    if troubled:
        return Banner(mark, _trouble(book, mark, troubled))
    if affected:
        return Banner(mark, "Maintenance in progress")
    if open_incidents(book):
        return Banner(mark, "All components operational, an incident still open")
    if any(book.progress[record.id].phase is not Phase.UPCOMING for record in open_maintenance(book)):
        return Banner(mark, "All components operational, maintenance in progress")
    return Banner(mark, "All systems operational")


def _trouble(book: Publication, mark: LevelMark, troubled: Sequence[Component]) -> str:
    if len(troubled) == 1:
        return f"{mark.name}: {troubled[0].name}"
    count = words.plural(len(book.site.components), "component")
    return f"{len(troubled)} of {count} affected, at worst {mark.name.lower()}"


def _is_maintenance(site: Site, level_id: str) -> bool:
    level = site.level(level_id)
    return level is not None and level.status is ComponentStatus.UNDER_MAINTENANCE


def _open(book: Publication) -> tuple[Record, ...]:
    return tuple(r for r in book.records if book.progress[r.id].is_open and r.kind in PUBLIC_KINDS)


def _level_of_severity(book: Publication, record: Record) -> str:
    """Find the level that fits the severity of a record which says nothing of levels itself."""
    severity = book.site.severity(record.severity) if record.severity else None
    status = _STATUS_OF_IMPACT[severity.impact if severity else Impact.MINOR]
    fitting = (level.id for level in book.site.levels if level.status is status)
    return next(fitting, max((level.id for level in book.site.levels), key=book.site.rank))
