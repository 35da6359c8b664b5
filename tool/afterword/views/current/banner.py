"""The banner: the current status of the site in one sentence, for pages, badges and the embed widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from afterword.records.components import Component
from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.records.vocabulary import ComponentStatus, Impact, State
from afterword.timeline.levels import PUBLIC_KINDS, record_levels
from afterword.timeline.lifecycle import Phase
from afterword.timeline.maintenance import is_planned_ahead
from afterword.timeline.worst_level import worst_level
from afterword.views import rows
from afterword.views.context import Context
from afterword.views.text.announced import current_period
from afterword.views.text.labels import LevelLabel, label_of
from afterword.views.text.level_phrases import follows_is
from afterword.views.text.words import Words

_STATUSES_FROM_IMPACT = {
    Impact.MINOR: (
        ComponentStatus.DEGRADED_PERFORMANCE,
        ComponentStatus.PARTIAL_OUTAGE,
        ComponentStatus.MAJOR_OUTAGE,
    ),
    Impact.MAJOR: (ComponentStatus.PARTIAL_OUTAGE, ComponentStatus.MAJOR_OUTAGE),
    Impact.CRITICAL: (ComponentStatus.MAJOR_OUTAGE,),
}
"""The status that an impact stands for, and worse ones, for a site without a level of that status."""
_NAMED_COMPONENTS = 2
"""How many affected components are named; more are counted, and those at the worst level named."""
_LONGEST_EXTENT = 60
"""How many characters of what a level holds for fit into the sentence; beyond, it says "in part"."""


def open_incidents(context: Context) -> tuple[Record, ...]:
    """Return the open incidents, latest first; near misses and drills never affect a customer."""
    return tuple(
        record
        for record in _open(context)
        if not rows.is_maintenance(record) and context.lifecycle[record.id].phase is not Phase.UPCOMING
    )


def open_maintenance(context: Context) -> tuple[Record, ...]:
    """Return the maintenance in progress, then what is announced, earliest first."""
    maintenance = (record for record in _open(context) if rows.is_maintenance(record))
    return tuple(
        sorted(
            maintenance,
            key=lambda r: (
                context.lifecycle[r.id].phase is Phase.UPCOMING,
                _next_start(context, r),
                r.id,
            ),
        )
    )


def shown_maintenance(context: Context) -> tuple[Record, ...]:
    """Return the maintenance in progress, then what is announced, including what was cancelled, earliest first.

    What was cancelled stays until its planned end, for those who know only the announcement.
    """
    cancelled = (
        record
        for record in context.records
        if context.lifecycle[record.id].state is State.CANCELLED
        and rows.is_maintenance(record)
        and is_planned_ahead(record, context.now)
    )
    current = open_maintenance(context)
    running = [r for r in current if context.lifecycle[r.id].phase is not Phase.UPCOMING]
    planned = (*current[len(running) :], *cancelled)
    return (*running, *sorted(planned, key=lambda r: (_next_start(context, r), r.id)))


def _next_start(context: Context, record: Record) -> datetime:
    """Return when maintenance goes on, or began."""
    period = current_period(record, context.lifecycle[record.id], context.now)
    begins = context.begins(record) or context.now
    return max(begins, period.start) if period else begins


def unplaced_incidents(context: Context) -> tuple[Record, ...]:
    """Return the open incidents without a location: no window and no update names a component's level."""
    return tuple(
        record
        for record in open_incidents(context)
        if not record.windows and not record_levels(record, context.site, context.now)
    )


def banner(context: Context) -> tuple[LevelLabel, str]:
    """Return the label of the worst level and the sentence at `now`; `context` must contain every live record.

    The worst comes first: the components, or an incident that names none.
    """
    site, words = context.site, context.words
    affected = [component for component in context.components if site.rank(context.levels[component.id])]
    disrupted = [each for each in affected if not _is_maintenance(site, context.levels[each.id])]
    worst = worst_level(site, (context.levels[component.id] for component in disrupted or affected))
    unplaced = _unplaced_with_impact(context)
    if unplaced and unplaced[0][0] > (site.rank(worst) if disrupted else 0):
        _, level, incident = unplaced[0]
        return label_of(words, site, level), _unplaced(words, incident.full_title, len(unplaced) - 1)
    label = label_of(context.words, site, worst)
    if disrupted:
        return label, _disruption(context, label, disrupted)
    if affected:
        return label, words.current.running_maintenance
    if open_incidents(context):
        return label, words.gettext("All components operational; an incident is still open")
    if any(context.lifecycle[record.id].phase is not Phase.UPCOMING for record in open_maintenance(context)):
        return label, words.gettext("All components operational; maintenance in progress")
    return label, words.gettext("All systems operational")


def _unplaced(words: Words, title: str, more: int) -> str:
    if not more:
        return words.gettext("Incident: {title}", title=title)
    return words.ngettext(
        "Incident: {title} and {count} more", "Incident: {title} and {count} more", more, title=title
    )


def _disruption(context: Context, worst: LevelLabel, disrupted: Sequence[Component]) -> str:
    """Name the disrupted components with their levels, worst first; count them where they are more than two.

    A level has what it holds for; milder levels of the rest of a component are left to its row.
    """
    if len(disrupted) > _NAMED_COMPONENTS:
        at_worst = [each.name for each in disrupted if context.levels[each.id] == worst.slug]
        named = f" ({context.words.listed(tuple(at_worst))})" if len(at_worst) <= _NAMED_COMPONENTS else ""
        return context.words.fill(
            context.words.current.affected,
            count=len(disrupted),
            all=len(context.components),
            worst=f"{context.words.in_sentence(worst.name)}{named}",
        )
    by_level: dict[tuple[str, str], list[str]] = {}
    for each in sorted(disrupted, key=lambda each: -context.site.rank(context.levels[each.id])):
        told = context.told[each.id]
        extent = told.extent if len(told.extent) <= _LONGEST_EXTENT else context.words.record.in_part
        level = label_of(context.words, context.site, told.id).with_extent(extent)
        by_level.setdefault((context.words.in_sentence(level.name), level.extent), []).append(each.name)
    return context.words.comma.join(_clauses(context.words, by_level.items()))


def _clauses(words: Words, named: Iterable[tuple[tuple[str, str], list[str]]]) -> list[str]:
    """Write "Search is degraded", or "Search: major outage" where a level's name is a noun; in one way for all."""
    pairs = list(named)
    if not all(follows_is(words, level) for (level, _), _ in pairs):
        return [
            f"{words.listed(tuple(names))}: {words.isolated(level + suffix)}"
            for (level, suffix), names in pairs
        ]
    return [
        words.ngettext(
            "{components} is {level}",
            "{components} are {level}",
            len(names),
            components=words.listed(tuple(names)),
            level=f"{level}{suffix}",
        )
        for (level, suffix), names in pairs
    ]


def _is_maintenance(site: Site, level_id: str) -> bool:
    level = site.level(level_id)
    return level is not None and level.status is ComponentStatus.UNDER_MAINTENANCE


def _open(context: Context) -> tuple[Record, ...]:
    return tuple(r for r in context.records if context.lifecycle[r.id].is_open and r.kind in PUBLIC_KINDS)


def _unplaced_with_impact(context: Context) -> list[tuple[int, str, Record]]:
    """Return the rank, the level and the record of each unplaced incident that affects customers, worst first."""
    levels = ((level_of_severity(context, record), record) for record in unplaced_incidents(context))
    ranked = ((context.site.rank(level), level, record) for level, record in levels)
    return sorted((each for each in ranked if each[0]), key=lambda each: -each[0])


def level_of_severity(context: Context, record: Record) -> str:
    """Return the level that matches the severity of a record that names no level itself."""
    site = context.site
    severity = site.severity(record.severity) if record.severity else None
    impact = severity.impact if severity else Impact.MINOR
    if impact is Impact.NONE:
        return OPERATIONAL.id
    statuses = _STATUSES_FROM_IMPACT[impact]
    matching = (level.id for status in statuses for level in site.levels if level.status is status)
    return next(matching, max((level.id for level in site.levels), key=site.rank))
