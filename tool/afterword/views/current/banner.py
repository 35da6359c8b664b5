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
from afterword.views.context import Context
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import LevelLabel, label_of

_STATUS_OF_IMPACT = {
    Impact.NONE: ComponentStatus.OPERATIONAL,
    Impact.MINOR: ComponentStatus.DEGRADED_PERFORMANCE,
    Impact.MAJOR: ComponentStatus.PARTIAL_OUTAGE,
    Impact.CRITICAL: ComponentStatus.MAJOR_OUTAGE,
}


class Banner(NamedTuple):
    """A sentence, and the mark of the worst level."""

    level: LevelLabel
    sentence: str


def open_incidents(context: Context) -> tuple[Record, ...]:
    """Give the incidents that are going on, the latest first; near misses and drills never trouble a customer."""
    return tuple(
        record
        for record in _open(context)
        if not rows.is_maintenance(record) and context.lifecycle[record.id].phase is not Phase.UPCOMING
    )


def open_maintenance(context: Context) -> tuple[Record, ...]:
    """Give the maintenance that is going on, then what is announced, the earliest first."""
    found = (record for record in _open(context) if rows.is_maintenance(record))
    return tuple(
        sorted(
            found,
            key=lambda r: (
                context.lifecycle[r.id].phase is Phase.UPCOMING,
                context.begins(r) or context.now,
                r.id,
            ),
        )
    )


def unplaced_incidents(context: Context) -> tuple[Record, ...]:
    """Give the open incidents of which nothing says where: neither a window nor an update names a component's level."""
    return tuple(
        record
        for record in open_incidents(context)
        if not record.windows and not record_levels(record, context.site, context.now)
    )


def banner(context: Context) -> Banner:
    """Say how things stand at `now`; `book` must hold every record that is live.

    What is worst comes first: the components, or incidents of which nobody has said where they are.
    """
    site = context.site
    affected = [component for component in site.components if site.rank(context.levels[component.id])]
    troubled = [
        component for component in affected if not _is_maintenance(site, context.levels[component.id])
    ]
    worst = worst_level(site, (context.levels[component.id] for component in troubled or affected))
    unplaced = unplaced_incidents(context)
    if unplaced:
        level = max((_level_of_severity(context, record) for record in unplaced), key=site.rank)
        if not troubled or site.rank(level) > site.rank(worst):
            more = f" and {len(unplaced) - 1} more" if len(unplaced) > 1 else ""
            return Banner(label_of(site, level), f"Incident: {unplaced[0].title}{more}")
    mark = label_of(site, worst)
    if troubled:
        return Banner(mark, _trouble(context, mark, troubled))
    if affected:
        return Banner(mark, "Maintenance in progress")
    if open_incidents(context):
        return Banner(mark, "All components operational, an incident still open")
    if any(context.lifecycle[record.id].phase is not Phase.UPCOMING for record in open_maintenance(context)):
        return Banner(mark, "All components operational, maintenance in progress")
    return Banner(mark, "All systems operational")


def _trouble(context: Context, mark: LevelLabel, troubled: Sequence[Component]) -> str:
    if len(troubled) == 1:
        return f"{mark.name}: {troubled[0].name}"
    count = words.plural(len(context.site.components), *CATALOGUE.nouns.component)
    return f"{len(troubled)} of {count} affected, at worst {mark.name.lower()}"


def _is_maintenance(site: Site, level_id: str) -> bool:
    level = site.level(level_id)
    return level is not None and level.status is ComponentStatus.UNDER_MAINTENANCE


def _open(context: Context) -> tuple[Record, ...]:
    return tuple(r for r in context.records if context.lifecycle[r.id].is_open and r.kind in PUBLIC_KINDS)


def _level_of_severity(context: Context, record: Record) -> str:
    """Find the level that fits the severity of a record which says nothing of levels itself."""
    severity = context.site.severity(record.severity) if record.severity else None
    status = _STATUS_OF_IMPACT[severity.impact if severity else Impact.MINOR]
    fitting = (level.id for level in context.site.levels if level.status is status)
    return next(fitting, max((level.id for level in context.site.levels), key=context.site.rank))
