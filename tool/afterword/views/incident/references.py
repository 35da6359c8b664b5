"""Builds the sections about the record itself: what it lacks, its corrections, relations, links and origin."""

from __future__ import annotations

import json

from afterword.records.record import Record
from afterword.records.references import Unknown
from afterword.records.vocabulary import UnknownReason
from afterword.views.context import Context
from afterword.views.incident.model import CorrectionView, RecordParts
from afterword.views.text import words
from afterword.views.text.labels import Fact, PageLink, incident_link

_FIELD_NAMES = {
    "timezone": "Time zone",
    "action_items": "Action items",
    "action_items.due": "Due dates of action items",
    "action_items.owner": "Owners of action items",
    "action_items.priority": "Priorities of action items",
    "detection": "How it was detected",
    "exposure.since": "When the exposure began",
    "exposure.until": "When the exposure ended",
    "impact": "Impact in numbers",
    "limited_by": "What kept it from being worse",
    "milestones.started": "When it began",
    "milestones.detected": "When it was detected",
    "milestones.acknowledged": "When it was acknowledged",
    "milestones.declared": "When it was declared",
    "milestones.notified": "When the public was first informed",
    "milestones.identified": "When the cause was identified",
    "milestones.mitigated": "When it was mitigated",
    "milestones.resolved": "When it was resolved",
    "post_mortem.customer_actions": "What customers should do",
    "post_mortem.resolution": "How it was resolved",
    "timeline": "Timeline of the response",
    "updates": "Updates published at the time",
    "windows.measure": "Size of the overload",
}


def unknowns(_context: Context, record: Record, _parts: RecordParts) -> tuple[Fact, ...]:
    """Build the list of what the record declares as missing for good, with the reasons."""
    return tuple(
        Fact(_name_of(gap), words.word(gap.reason))
        for gap in record.unknowns
        if gap.reason is not UnknownReason.PENDING
    )


def pending(_context: Context, record: Record, _parts: RecordParts) -> tuple[str, ...]:
    """Build the list of what the record declares as not known yet."""
    return tuple(_name_of(gap) for gap in record.unknowns if gap.reason is UnknownReason.PENDING)


def corrections(_context: Context, record: Record, _parts: RecordParts) -> tuple[CorrectionView, ...]:
    """Build the corrections, in the order of the record."""
    return tuple(CorrectionView(words.day(c.on), c.on.isoformat(), c.text) for c in record.corrections)


def related(context: Context, record: Record, _parts: RecordParts) -> tuple[tuple[str, PageLink], ...]:
    """Build the relations to records that the audience may see: what each is, and a link to the other record."""
    others = ((each.relation, context.by_id.get(each.id)) for each in record.related)
    return tuple((words.word(relation), incident_link(other)) for relation, other in others if other)


def links(_context: Context, record: Record, _parts: RecordParts) -> tuple[PageLink, ...]:
    """Build the links to pages elsewhere."""
    return tuple(PageLink(link.url, link.title) for link in record.links)


def origin(_context: Context, record: Record, _parts: RecordParts) -> tuple[Fact, ...]:
    """Build the name of the system that the record was imported from, and its id there."""
    source = record.origin
    return (Fact("System", source.system), Fact("Id", source.id)) if source else ()


def internal_notes(_context: Context, record: Record, _parts: RecordParts) -> str:
    """Return the record's internal data as JSON; records of a public build have none."""
    return json.dumps(record.internal, indent=2, ensure_ascii=False) if record.internal else ""


def _name_of(gap: Unknown) -> str:
    """Return the name of the missing key and the words about it, or the one of both that there is."""
    path = gap.field or ""
    name = _FIELD_NAMES.get(path) or path.rsplit(".", 1)[-1].replace("_", " ").capitalize()
    return ": ".join(filter(None, (name, gap.what)))
