"""Converts a record to our JSON, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment

from afterword.formats.artifacts import RecordFile, RecordWorks
from afterword.formats.data import actions, analysis, listing
from afterword.formats.data.pictures import pictures
from afterword.formats.data.values import VERSION, as_json, number, seconds, time, time_if_any
from afterword.records.record import Measure, Record
from afterword.records.site import OPERATIONAL, Site
from afterword.render.prose import prose
from afterword.timeline.levels import record_levels, totals, window_interval
from afterword.timeline.valid_until import is_live
from afterword.views import rows, urls
from afterword.views.context import Publication
from afterword.views.incident.model import IncidentPage

if TYPE_CHECKING:  # the declarations are for mypy and for the schemas: a build reads them only to write these
    from afterword.formats.data import incident_types as types


def data_works(
    book: Publication, record: Record, page: IncidentPage, environment: Environment
) -> RecordWorks:
    """Make a record's file, and what the files about many records hold of it."""
    told = incident(book, record, page)
    return RecordWorks(
        (RecordFile(urls.record_data(record.id), as_json(told)),),
        {
            listing.PART: as_json(listing.entry(book, record, page, told)),
            actions.PART: actions.lines(told["action_items"]),
        },
    )


def incident(book: Publication, record: Record, page: IncidentPage) -> types.IncidentFile:
    """Tell all that may be told of a record, and what is computed from it."""
    zone, progress = record.zone, book.progress[record.id]
    plan, detection, origin = record.scheduled, record.detection, record.origin
    return {
        "version": VERSION,
        "audience": book.audience,
        "id": record.id,
        "path": page.head.address,
        "url": page.head.url or None,
        "title": record.title,
        "kind": record.kind,
        "visibility": record.visibility,
        "severity": _severity(book.site, record),
        "state": progress.state,
        "phase": progress.phase,
        "as_of": time(book.now, zone) if is_live(record, book.now) else None,
        "timezone": zone.name if zone.stated else None,
        "zone_stated": zone.stated,
        "started": time_if_any(progress.started, zone),
        "resolved": time_if_any(progress.resolved, zone),
        "scheduled": {
            "start": time(plan.start, zone),
            "end": time(plan.end, zone),
            "announced": time_if_any(plan.announced, zone),
        }
        if plan
        else None,
        "summary": record.summary,
        "summary_html": str(prose(record.summary, beside=False)) if record.summary else None,
        "detection": {"method": detection.method, "source": detection.source} if detection else None,
        "components": _components(book, record),
        "windows": _windows(book, record),
        "totals": _totals(book, record),
        "updates": _updates(record),
        "symptoms": [
            {
                "component": each.component,
                "seen": each.seen,
                "mechanism": each.mechanism,
                "windows": [*each.windows],
            }
            for each in record.symptoms
        ],
        "impact": _impact(record),
        "timeline": analysis.events(record),
        "trigger": {"kind": record.trigger.kind, "text": record.trigger.text} if record.trigger else None,
        "causes": analysis.causes(record),
        "limited_by": [*record.limited_by],
        "milestones": analysis.milestones_of(record, reached := analysis.reached(book, record)),
        "response_times": analysis.response_times(book, record, reached),
        "action_items": analysis.actions(book, record, page),
        "lessons": analysis.lessons(record),
        "post_mortem": analysis.post_mortem(record),
        "related": analysis.related(book, record),
        "unknowns": [{"field": each.field, "reason": each.reason} for each in record.unknowns],
        "corrections": [{"on": each.on.isoformat(), "text": each.text} for each in record.corrections],
        "links": [{"title": each.title, "url": each.url} for each in record.links],
        "tags": [*record.tags],
        "origin": {"system": origin.system, "id": origin.id, "url": origin.url, "fields": origin.fields}
        if origin
        else None,
        "timeline_picture": _timeline_picture(book, record) if page.lanes else None,
        "pictures": pictures(book, record, page),
        "internal": record.internal,
    }


def _timeline_picture(book: Publication, record: Record) -> types.Place:
    path = urls.picture(record.id)
    return {"path": path, "url": book.url(path) or None}


def _severity(site: Site, record: Record) -> types.Severity | None:
    found = site.severity(record.severity) if record.severity else None
    return {"id": found.id, "name": found.label, "impact": found.impact} if found else None


def _components(book: Publication, record: Record) -> list[types.Affected]:
    named = rows.named_components(record)
    levels = record_levels(record, book.site, book.now) if named else {}
    return [
        {"id": each.id, "name": each.name, "level": levels.get(each.id)}
        for each in book.site.components
        if each.id in named
    ]


def _windows(book: Publication, record: Record) -> list[types.Window]:
    found: list[types.Window] = []
    for window in record.windows:
        lasted = window_interval(window, book.now)
        found.append({
            "id": window.id,
            "component": window.component,
            "level": window.level,
            "status": (book.site.level(window.level) or OPERATIONAL).status,
            "start": time(window.start, record.zone),
            "end": time_if_any(window.end, record.zone),
            "seconds": seconds(lasted.duration) if lasted else 0,
            "label": window.label,
            "note": window.note,
            "measure": _measure(window.measure) if window.measure else None,
        })  # fmt: skip
    return found


def _measure(measure: Measure) -> types.Measure:
    return {
        "metric": measure.metric,
        "value": number(measure.value),
        "unit": measure.unit,
        "threshold": None if measure.threshold is None else number(measure.threshold),
    }


def _totals(book: Publication, record: Record) -> types.Totals:
    spent = totals(record.windows, book.site, book.now)
    levels: list[types.LevelTime] = []
    for each in reversed(spent.levels):
        level = book.site.level(each.level) or OPERATIONAL
        levels.append({
            "id": level.id, "name": level.name, "status": level.status, "seconds": seconds(each.duration),
        })  # fmt: skip
    return {"seconds": seconds(spent.overall), "levels": levels}


def _updates(record: Record) -> list[types.Update]:
    told = sorted(record.updates, key=lambda update: update.at)
    anchors = rows.time_anchors("update", (update.at for update in told))
    return [
        {
            "id": anchor.replace("update", record.id, 1),
            "anchor": anchor,
            "at": time(update.at, record.zone),
            "state": update.status,
            "body": update.body,
            "levels": [{"component": each, "level": level} for each, level in update.levels.items()],
        }
        for update, anchor in zip(told, anchors, strict=True)
    ]


def _impact(record: Record) -> types.ImpactNumbers | None:
    numbers = record.impact
    if numbers is None:
        return None
    return {
        "customers_affected": numbers.customers_affected,
        "requests_failed": numbers.requests_failed,
        "support_tickets": numbers.support_tickets,
        "data_loss": numbers.data_loss,
        "revenue": numbers.revenue,
        "other": [
            {"name": each.name, "value": number(each.value), "unit": each.unit, "source": each.source}
            for each in numbers.other
        ],
    }
