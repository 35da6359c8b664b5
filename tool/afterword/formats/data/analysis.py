"""Converts the analysis of a record to JSON: timeline, causes, response, actions, post-mortem."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from afterword.formats.data.values import precision, precision_if_any, seconds, time, time_if_any
from afterword.records.record import Record
from afterword.timeline import lifecycle
from afterword.timeline.certainty import precision_of
from afterword.timeline.contradictions import contradicted
from afterword.timeline.lifecycle import MilestoneName, Phase
from afterword.timeline.response_times import response_times_between
from afterword.views import rows, urls
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts

if TYPE_CHECKING:
    from afterword.formats.data import analysis_types as types
    from afterword.formats.data.reference_types import Related


def events(record: Record) -> list[types.Event]:
    """Return the timeline, the oldest event first."""
    timeline = sorted(record.timeline, key=lambda event: event.at)
    anchors = rows.fragment_ids("event", (event.at for event in timeline), record.zone)
    return [
        {
            "anchor": anchor,
            "at": time(event.at, record.zone),
            "until": time_if_any(event.until, record.zone),
            "at_precision": precision(event.at),
            "until_precision": precision_if_any(event.until),
            "kind": event.kind,
            "text": event.text,
            "component": event.component,
            "evidence": [*event.evidence],
            "visibility": event.visibility,
        }
        for event, anchor in zip(timeline, anchors, strict=True)
    ]


def causes(record: Record) -> list[types.Cause]:
    """Return the root causes, in the order of the record."""
    return [
        {
            "id": cause.id,
            "anchor": rows.cause_fragment_id(cause.id, number),
            "role": cause.role,
            "category": cause.category,
            "text": cause.text,
            "windows": [*cause.windows],
            "accepted_risk": cause.accepted_risk,
        }
        for number, cause in enumerate(record.root_causes, start=1)
    ]


def reached(context: Context, record: Record) -> Mapping[MilestoneName, datetime]:
    """Return the milestones that have been reached, by name."""
    return lifecycle.milestones(record, context.now)


def milestones_of(
    context: Context, record: Record, reached: Mapping[MilestoneName, datetime]
) -> list[types.Milestone]:
    """Return the reached milestones, the earliest first."""
    contrary = contradicted(record, context.site)
    return [
        {
            "name": name,
            "at": time(at, record.zone),
            "precision": precision(at),
            "defaulted": getattr(record.milestones, name) is None,
            "contradicted": name in contrary,
        }
        for name, at in sorted(reached.items(), key=lambda pair: pair[1])
    ]


def response_times(
    context: Context, record: Record, reached: Mapping[MilestoneName, datetime]
) -> list[types.ResponseTime]:
    """Return how long each step of the response took."""
    if context.lifecycle[record.id].phase is Phase.UPCOMING:
        return []
    return [
        {
            "name": each.name,
            "begins": each.from_milestone,
            "ends": each.to_milestone,
            "seconds": seconds(each.duration),
            "precision": precision_of(each.certainty),
        }
        for each in response_times_between(record, reached, context.site)
    ]


def actions(context: Context, record: Record, parts: RecordParts) -> list[types.Action]:
    """Return the action items with their state."""
    return [
        {
            "id": item.id,
            "record": record.id,
            "path": f"{parts.head.address}#{view.fragment_id}",
            "url": f"{parts.head.url}#{view.fragment_id}" if parts.head.url else None,
            "title": item.title,
            "type": item.type,
            "priority": item.priority,
            "owner": item.owner,
            "due": item.due.written if item.due else None,
            "due_until": item.due.isoformat() if item.due else None,
            "moved": [
                {"on": each.on.isoformat(), "from": each.from_.written, "reason": each.reason}
                for each in item.moved
            ],
            "status": item.status,
            "state": view.due_slug,
            "closed": item.closed.isoformat() if item.closed else None,
            "reason": item.reason,
            "tracker": item.tracker,
            "addresses": [*item.addresses],
            "visibility": item.visibility,
        }
        for item, view in zip(record.action_items, parts.actions, strict=True)
    ]


def lessons(record: Record) -> types.Lessons | None:
    """Return the lessons, or None."""
    lessons = record.lessons
    if lessons is None:
        return None
    return {
        "went_well": [*lessons.went_well],
        "went_poorly": [*lessons.went_poorly],
        "lucky": [*lessons.lucky],
        "surprised": [*lessons.surprised],
    }


def record_link(context: Context, other: Record) -> types.RecordLink:
    """Return what a link to another record needs."""
    path = urls.incident(other.id)
    return {
        "id": other.id,
        "title": other.title,
        "number": other.number,
        "path": path,
        "url": context.url(path) or None,
    }


def post_mortem(context: Context, record: Record) -> types.PostMortem | None:
    """Return the state and the prose of the post-mortem, or None."""
    report = record.post_mortem
    if report is None:
        return None
    return {
        "status": report.status,
        "stage": report.stage,
        "published": report.published.isoformat() if report.published else None,
        "covers": [
            record_link(context, other) for each in report.covers if (other := context.by_id.get(each))
        ],
        "authors": [*report.authors],
        "reviewers": [*report.reviewers],
        "background": report.background,
        "resolution": report.resolution,
        "customer_actions": report.customer_actions,
        "sections": [
            {"anchor": anchor, "title": section.title, "text": section.text}
            for section, anchor in zip(
                report.sections,
                rows.heading_fragment_ids(section.title for section in report.sections),
                strict=True,
            )
        ],
        "apology": report.apology,
        "thanks": report.thanks,
    }


def related(context: Context, record: Record) -> list[Related]:
    """Return the relations to records that the audience may see."""
    relations: list[Related] = []
    for relation in record.related:
        other = context.by_id.get(relation.id)
        if other:
            path = urls.incident(other.id)
            relations.append({
                "id": other.id,
                "relation": relation.relation,
                "title": other.title,
                "path": path,
                "url": context.url(path) or None,
            })  # fmt: skip
    return relations
