"""Converts what was learnt from a record to our JSON: timeline, causes, response, actions, post-mortem."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, cast

from afterword.formats.data.values import seconds, time, time_if_any
from afterword.records.record import Record
from afterword.timeline import lifecycle
from afterword.timeline.lifecycle import Phase
from afterword.views import rows, urls
from afterword.views.context import Context
from afterword.views.incident.model import IncidentPage

if TYPE_CHECKING:
    from afterword.formats.data import analysis_types as types
    from afterword.formats.data.incident_types import Related


def events(record: Record) -> list[types.Event]:
    """Tell the timeline, the oldest event first."""
    told = sorted(record.timeline, key=lambda event: event.at)
    anchors = rows.fragment_ids("event", (event.at for event in told))
    return [
        {
            "anchor": anchor,
            "at": time(event.at, record.zone),
            "until": time_if_any(event.until, record.zone),
            "approximate": event.approximate,
            "kind": event.kind,
            "text": event.text,
            "component": event.component,
            "evidence": [*event.evidence],
            "visibility": event.visibility,
        }
        for event, anchor in zip(told, anchors, strict=True)
    ]


def causes(record: Record) -> list[types.Cause]:
    """Tell why it could happen."""
    return [
        {
            "id": cause.id,
            "anchor": rows.cause_fragment_id(cause.id, place),
            "role": cause.role,
            "category": cause.category,
            "text": cause.text,
            "accepted_risk": cause.accepted_risk,
        }
        for place, cause in enumerate(record.root_causes, start=1)
    ]


def reached(context: Context, record: Record) -> Mapping[str, datetime]:
    """Give the milestones that have been reached."""
    return lifecycle.milestones(record, context.now)


def milestones_of(record: Record, reached: Mapping[str, datetime]) -> list[types.Milestone]:
    """Tell them, the earliest first."""
    return [
        {
            "name": cast("types.MilestoneName", name),
            "at": time(at, record.zone),
            "defaulted": getattr(record.milestones, name) is None,
        }
        for name, at in sorted(reached.items(), key=lambda pair: pair[1])
    ]


def response_times(
    context: Context, record: Record, reached: Mapping[str, datetime]
) -> list[types.ResponseTime]:
    """Tell how long each step of the response took."""
    if context.lifecycle[record.id].phase is Phase.UPCOMING:
        return []
    return [
        {
            "name": each.name,
            "begins": each.from_milestone,
            "ends": each.to_milestone,
            "seconds": seconds(each.duration),
        }
        for each in lifecycle.response_times_between(reached)
    ]


def actions(context: Context, record: Record, page: IncidentPage) -> list[types.Action]:
    """Tell what will be done about it, and how far it has come."""
    return [
        {
            "id": item.id,
            "record": record.id,
            "path": f"{page.head.address}#{view.anchor}",
            "url": f"{page.head.url}#{view.anchor}" if page.head.url else None,
            "title": item.title,
            "type": item.type,
            "priority": item.priority,
            "owner": item.owner,
            "due": item.due.isoformat() if item.due else None,
            "status": item.status,
            "state": cast("types.ActionState", view.due_slug),
            "closed": item.closed.isoformat() if item.closed else None,
            "reason": item.reason,
            "tracker": item.tracker,
            "addresses": [*item.addresses],
            "visibility": item.visibility,
        }
        for item, view in zip(record.action_items, page.actions, strict=True)
    ]


def lessons(record: Record) -> types.Lessons | None:
    """Tell what was learnt."""
    learnt = record.lessons
    if learnt is None:
        return None
    return {
        "went_well": [*learnt.went_well],
        "went_poorly": [*learnt.went_poorly],
        "lucky": [*learnt.lucky],
        "surprised": [*learnt.surprised],
    }


def post_mortem(record: Record) -> types.PostMortem | None:
    """Tell the state of the post-mortem and its prose."""
    text = record.post_mortem
    if text is None:
        return None
    return {
        "status": text.status,
        "stage": text.stage,
        "published": text.published.isoformat() if text.published else None,
        "authors": [*text.authors],
        "reviewers": [*text.reviewers],
        "background": text.background,
        "resolution": text.resolution,
        "customer_actions": text.customer_actions,
        "apology": text.apology,
    }


def related(context: Context, record: Record) -> list[Related]:
    """Tell the ties to records that readers may see."""
    found: list[Related] = []
    for tie in record.related:
        other = context.by_id.get(tie.id)
        if other:
            path = urls.incident(other.id)
            found.append({
                "id": other.id,
                "relation": tie.relation,
                "title": other.title,
                "path": path,
                "url": context.url(path) or None,
            })  # fmt: skip
    return found
