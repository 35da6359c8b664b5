"""Builds the sections about the record itself: its corrections, relations, links and origin."""

from __future__ import annotations

import json

from afterword.records.record import Record
from afterword.views.context import Context
from afterword.views.incident.model import CorrectionView, RecordParts
from afterword.views.text.labels import Fact, PageLink, incident_link


def corrections(context: Context, record: Record, _parts: RecordParts) -> tuple[CorrectionView, ...]:
    """Build the corrections, in the order of the record."""
    return tuple(
        CorrectionView(context.words.day(c.on), c.on.isoformat(), c.text) for c in record.corrections
    )


def related(context: Context, record: Record, _parts: RecordParts) -> tuple[tuple[str, PageLink], ...]:
    """Build the relations to records that the audience may see: what each is, and a link to the other record."""
    others = ((each.relation, context.by_id.get(each.id)) for each in record.related)
    return tuple(
        (context.words.word(relation), incident_link(other, context.site))
        for relation, other in others
        if other
    )


def links(_context: Context, record: Record, _parts: RecordParts) -> tuple[PageLink, ...]:
    """Build the links to pages elsewhere."""
    return tuple(PageLink(link.url, link.title) for link in record.links)


def origin(context: Context, record: Record, _parts: RecordParts) -> tuple[Fact, ...]:
    """Build the name of the system that the record was imported from, and its id there."""
    source = record.origin
    return (
        (Fact(context.words.gettext("System"), source.system), Fact(context.words.gettext("Id"), source.id))
        if source
        else ()
    )


def internal_notes(_context: Context, record: Record, _parts: RecordParts) -> str:
    """Return the record's internal data as JSON; records of a public build have none."""
    return json.dumps(record.internal, indent=2, ensure_ascii=False) if record.internal else ""
