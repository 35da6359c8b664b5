"""How things stand in one sentence: what a page, a badge and a feed say first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.site import OPERATIONAL
from afterword.records.vocabulary import ComponentStatus, Impact
from afterword.timeline.levels import PUBLIC_KINDS
from afterword.timeline.progress import Phase
from afterword.timeline.rollup import worst_level
from afterword.views import rows, words
from afterword.views.marks import mark_of
from afterword.views.pages import LevelMark
from afterword.views.publication import Publication

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


def banner(book: Publication) -> Banner:
    """Say how things stand at `now`; `book` must hold every record that is live."""
    site = book.site
    affected = [component for component in site.components if site.rank(book.levels[component.id])]
    if not affected:
        return _without_levels(book, open_incidents(book))
    mark = mark_of(site, worst_level(site, (book.levels[component.id] for component in affected)))
    if mark.status == words.word(ComponentStatus.UNDER_MAINTENANCE):
        return Banner(mark, "Maintenance in progress")
    if len(affected) == 1:
        return Banner(mark, f"{mark.name}: {affected[0].name}")
    count = words.plural(len(site.components), "component")
    return Banner(mark, f"{len(affected)} of {count} affected, at worst {mark.name.lower()}")


def _open(book: Publication) -> tuple[Record, ...]:
    return tuple(r for r in book.records if book.progress[r.id].is_open and r.kind in PUBLIC_KINDS)


def _without_levels(book: Publication, ongoing: Sequence[Record]) -> Banner:
    """No component is in trouble: then all is well, unless an incident is open that names none."""
    unplaced = [record for record in ongoing if not record.windows]
    if unplaced:
        mark = mark_of(book.site, max((_level_of_severity(book, r) for r in unplaced), key=book.site.rank))
        more = f" and {len(unplaced) - 1} more" if len(unplaced) > 1 else ""
        return Banner(mark, f"Incident: {unplaced[0].title}{more}")
    well = mark_of(book.site, OPERATIONAL.id)
    return Banner(
        well, "All components operational, an incident still open" if ongoing else "All systems operational"
    )


def _level_of_severity(book: Publication, record: Record) -> str:
    """Find the level that fits the severity of a record which says nothing of levels itself."""
    severity = book.site.severity(record.severity) if record.severity else None
    status = _STATUS_OF_IMPACT[severity.impact if severity else Impact.MINOR]
    fitting = (level.id for level in book.site.levels if level.status is status)
    return next(fitting, max((level.id for level in book.site.levels), key=book.site.rank))
