"""Converts a record to JSON, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterword.formats.data import analysis
from afterword.formats.data.pictures import pictures
from afterword.formats.data.values import (
    VERSION,
    precision,
    precision_if_any,
    quantity,
    quantity_if_any,
    seconds,
    time,
    time_if_any,
)
from afterword.prose.html import prose
from afterword.prose.own_files import mark_own_files, remove_own_files
from afterword.records.impact import Measure
from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.timeline.certainty import precision_of
from afterword.timeline.levels import Totals, current_levels, window_interval
from afterword.timeline.lifecycle import update_states
from afterword.timeline.valid_until import is_live
from afterword.views import rows, urls
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.text.extent import levels_now

if TYPE_CHECKING:  # only mypy and the schemas need the declarations
    from afterword.formats.data import effect_types
    from afterword.formats.data import incident_types as types


def incident(context: Context, record: Record, parts: RecordParts) -> types.IncidentFile:
    """Return everything in a record that its audience may see, and what is computed from it."""
    zone, lifecycle = record.zone, context.lifecycle[record.id]
    origin = record.origin
    return {
        "version": VERSION,
        "audience": context.audience,
        "id": record.id,
        "aliases": [*record.aliases],
        "path": parts.head.address,
        "url": parts.head.url or None,
        "title": record.title,
        "number": record.number,
        "language": parts.row.link.language or None,
        "kind": record.kind,
        "visibility": record.visibility,
        "publish_at": time_if_any(record.publish_at, zone),
        "publish_at_precision": precision_if_any(record.publish_at),
        "severity": _severity(context.site, record),
        "state": lifecycle.state,
        "phase": lifecycle.phase,
        "as_of": time(context.now, zone) if is_live(record, context.now) else None,
        "timezone": zone.name if zone.stated else None,
        "zone_stated": zone.stated,
        "started": time_if_any(lifecycle.started, zone),
        "resolved": time_if_any(lifecycle.resolved, zone),
        "scheduled": [
            {
                "start": time(each.start, zone),
                "end": time_if_any(each.end, zone),
                "start_precision": precision(each.start),
                "end_precision": precision_if_any(each.end),
                "announced": time_if_any(each.announced, zone),
                "announced_precision": precision_if_any(each.announced),
                "completes_itself": each.completes_itself,
            }
            for each in record.scheduled
        ],
        "started_precision": precision_if_any(lifecycle.started),
        "resolved_precision": precision_if_any(lifecycle.resolved),
        "until": time_if_any(record.until, zone),
        "until_precision": precision_if_any(record.until),
        "no_update_since": _no_update_since(context, record),
        "summary": record.summary,
        "summary_html": remove_own_files(mark_own_files(prose(record.summary))) if record.summary else None,
        "detection": [
            {
                "method": each.method,
                "source": each.source,
                "at": time_if_any(each.at, zone),
                "at_precision": precision_if_any(each.at),
                "windows": [*each.windows],
            }
            for each in record.detection
        ],
        "components": _components(context, record),
        "windows": _windows(context, record),
        "also_affected": [
            {"components": [*each.named], "level": each.level, "note": each.note}
            for each in record.also_affected
        ],
        "totals": _totals(context.site, parts),
        "updates": _updates(record, parts),
        "symptoms": [
            {
                "component": each.component,
                "seen": each.seen,
                "mechanism": each.mechanism,
                "windows": [*each.windows],
            }
            for each in record.symptoms
        ],
        "exposure": _exposure(record),
        "impact": _impact(record),
        "timeline": analysis.events(record),
        "trigger": [
            {"kind": each.kind, "text": each.text, "windows": [*each.windows]} for each in record.trigger
        ],
        "causes": analysis.causes(record),
        "limited_by": [*record.limited_by],
        "milestones": analysis.milestones_of(context, record, reached := analysis.reached(context, record)),
        "response_times": analysis.response_times(context, record, reached),
        "action_items": analysis.actions(context, record, parts),
        "lessons": analysis.lessons(record),
        "post_mortem": analysis.post_mortem(context, record),
        "covered_by": [analysis.record_link(context, each) for each in context.covering.get(record.id, ())],
        "related": analysis.related(context, record),
        "unknowns": [
            {"field": each.field, "what": each.what, "reason": each.reason} for each in record.unknowns
        ],
        "corrections": [{"on": each.on.isoformat(), "text": each.text} for each in record.corrections],
        "links": [{"title": each.title, "url": each.url} for each in record.links],
        "tags": [*record.tags],
        "origin": {"system": origin.system, "id": origin.id, "url": origin.url, "fields": origin.fields}
        if origin
        else None,
        "timeline_picture": _chart_image(context, record) if parts.chart else None,
        "pictures": pictures(context, record, parts),
        "internal": record.internal,
    }


def _no_update_since(context: Context, record: Record) -> str | None:
    quiet = context.silence(record) if context.is_silent(record) else None
    return time(quiet.since, record.zone) if quiet else None


def _chart_image(context: Context, record: Record) -> types.Place:
    path = urls.picture(record.id)
    return {"path": path, "url": context.url(path) or None}


def _severity(site: Site, record: Record) -> types.Severity | None:
    severity = site.severity(record.severity) if record.severity else None
    return {"id": severity.id, "name": severity.label, "impact": severity.impact} if severity else None


def _components(context: Context, record: Record) -> list[types.Affected]:
    named = rows.named_components(record)
    levels = levels_now(context.words, context.site, current_levels(record, context.now)) if named else {}
    return [
        {
            "id": each.id,
            "name": each.name,
            "level": levels[each.id].id if each.id in levels else None,
            "extent": levels[each.id].extent or None if each.id in levels else None,
        }
        for each in context.site.components
        if each.id in named
    ]


def _windows(context: Context, record: Record) -> list[effect_types.Window]:
    windows: list[effect_types.Window] = []
    for each in record.component_windows:
        window = each.window
        interval = window_interval(window, context.now)
        windows.append({
            "id": window.id,
            "component": each.component,
            "level": window.level,
            "status": (context.site.level(window.level) or OPERATIONAL).status,
            "start": time(window.start, record.zone),
            "end": time_if_any(window.end, record.zone),
            "start_precision": precision(window.start),
            "end_precision": precision_if_any(window.end),
            "seconds": seconds(interval.duration) if interval else 0,
            "scope": [*window.scope],
            "share": quantity_if_any(window.share),
            "label": window.label,
            "note": window.note,
            "measure": _measure(window.measure) if window.measure else None,
        })  # fmt: skip
    return windows


def _measure(measure: Measure) -> effect_types.Measure:
    return {
        "metric": measure.metric,
        "value": quantity_if_any(measure.value, measure.unit),
        "from": quantity_if_any(measure.from_, measure.unit),
        "to": quantity_if_any(measure.to, measure.unit),
        "threshold": quantity_if_any(measure.threshold, measure.unit),
    }


def _totals(site: Site, parts: RecordParts) -> types.Totals:
    components: list[types.ComponentTime] = []
    for each in parts.of_components:
        component = site.component(each.component)
        name = component.name if component else each.component
        components.append({"id": each.component, "name": name, **_level_times(site, each.totals)})
    return {**_level_times(site, parts.spent), "components": components}


def _level_times(site: Site, spent: Totals) -> types.LevelTimes:
    levels: list[types.LevelTime] = []
    for each in reversed(spent.levels):
        level = site.level(each.level) or OPERATIONAL
        levels.append({
            "id": level.id, "name": level.name, "status": level.status, "seconds": seconds(each.duration),
            "precision": precision_of(each.certainty),
        })  # fmt: skip
    return {"seconds": seconds(spent.overall), "precision": precision_of(spent.certainty), "levels": levels}


def _updates(record: Record, parts: RecordParts) -> list[types.Update]:
    updates = sorted(record.updates, key=lambda update: update.at)
    anchors = [view.fragment_id for view in reversed(parts.updates)]
    return [
        {
            "id": anchor.replace("update", record.first_id, 1),
            "anchor": anchor,
            "at": time(update.at, record.zone),
            "at_precision": precision(update.at),
            "status": update.status,
            "state": state,
            "body": update.body,
            "levels": [{"component": each, "level": level} for each, level in update.levels.items()],
            "next_update": time_if_any(update.next_update, record.zone),
            "sent_to": [*update.sent_to],
            "edited": time_if_any(update.edited, record.zone),
            "publish_at": time_if_any(update.publish_at, record.zone),
            "next_update_precision": precision_if_any(update.next_update),
            "edited_precision": precision_if_any(update.edited),
            "publish_at_precision": precision_if_any(update.publish_at),
        }
        for update, anchor, state in zip(updates, anchors, update_states(record, updates), strict=True)
    ]


def _exposure(record: Record) -> effect_types.Exposure | None:
    exposure = record.exposure
    if exposure is None:
        return None
    return {
        "since": time(exposure.since, record.zone),
        "since_precision": precision(exposure.since),
        "until": time_if_any(exposure.until, record.zone),
        "until_precision": precision_if_any(exposure.until),
        "what": exposure.what,
        "indicators": [*exposure.indicators],
        "misuse": exposure.misuse,
    }


def _impact(record: Record) -> effect_types.ImpactNumbers | None:
    numbers = record.impact
    if numbers is None:
        return None
    loss = numbers.data_loss
    return {
        "customers_affected": quantity_if_any(numbers.customers_affected),
        "requests_failed": quantity_if_any(numbers.requests_failed),
        "support_tickets": quantity_if_any(numbers.support_tickets),
        "data_loss": {
            "from": time_if_any(loss.from_, record.zone),
            "from_precision": precision_if_any(loss.from_),
            "to": time_if_any(loss.to, record.zone),
            "to_precision": precision_if_any(loss.to),
            "text": loss.text,
        }
        if loss
        else None,
        "revenue": quantity_if_any(numbers.revenue),
        "other": [
            {"name": each.name, "value": quantity(each.value), "source": each.source}
            for each in numbers.other
        ],
    }
