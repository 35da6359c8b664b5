"""Builds the page of one record."""

from __future__ import annotations

from datetime import date

from afterword.records.record import Record
from afterword.timeline.levels import record_totals
from afterword.views import rows, urls
from afterword.views.action_items import action_view
from afterword.views.chart.lanes import lane_chart
from afterword.views.context import Context
from afterword.views.current.cards import ongoing_for, record_status
from afterword.views.current.schedule import schedule
from afterword.views.incident.model import IncidentPage, RecordParts
from afterword.views.incident.post_mortem import corrected, post_mortem
from afterword.views.incident.sections import page_sections
from afterword.views.incident.trouble import trouble
from afterword.views.text.announced import all_announced
from afterword.views.text.excerpt import excerpt
from afterword.views.text.instants import Instant
from afterword.views.text.words import Words

_DAY_OF_ID = len("2026-11-20")


def record_parts(
    context: Context, record: Record, beside: Record | None = None, *, with_chart: bool = True
) -> RecordParts:
    """Build what the page of a record and the formats have in common, in the record's own zone.

    `beside` is another version of the record, whose chart is to have the same time axis. The chart takes a third of
    the time, so lists leave it out.
    """
    spent = record_totals(record, context.site, context.now)
    together = spent.together
    description = excerpt(rows.summary_of(record)) or record.full_title
    return RecordParts(
        head=context.head(urls.incident(record.id), record.full_title, description),
        row=rows.row_in(context, record, record.zone, together),
        spent=together,
        of_components=spent.components,
        total=context.words.duration(together.overall, together.certainty) if together.levels else "",
        chart=lane_chart(context.words, record, context.site, context.now, spent, beside=beside)
        if with_chart
        else None,
        updates=rows.update_views(context, record, record.zone),
        actions=tuple(action_view(context, record, item) for item in record.action_items),
    )


def incident_page(context: Context, record: Record, parts: RecordParts) -> IncidentPage:
    """Build the page of a record from its parts, as `record_parts` returns them."""
    published, modified = _published(context, record)
    quiet = context.silence(record)
    since = record_status(context, record).since if parts.row.is_open else None
    return IncidentPage(
        head=parts.head,
        row=parts.row,
        summary=record.summary or "",
        zone_note=zone_note(context.words, record),
        day=parts.row.day or context.words.day(date.fromisoformat(record.id[:_DAY_OF_ID])),
        trouble=trouble(context.words, record, parts),
        post_mortem=post_mortem(context, record),
        corrected=corrected(context.words, record),
        announced=all_announced(context.words, record, record.zone),
        completes_itself=any(each.completes_itself for each in record.scheduled),
        sections=page_sections(context, record, parts),
        tags=record.tags,
        aliases=record.aliases,
        schedule=schedule(context, (record,), whole=False).value if parts.row.is_open else None,
        since=context.words.instant(since, record.zone) if since else None,
        ongoing_for=ongoing_for(context.words, context.now, since) if since else "",
        no_update_since=context.words.instant(quiet.since, record.zone) if quiet else None,
        silent=context.is_silent(record),
        published=published,
        modified=modified,
        language=parts.row.link.language,
        promised=rows.promised(context, record, record.zone),
        until=context.words.instant(record.until, record.zone) if record.until else None,
        embargo=context.words.instant(record.publish_at, record.zone) if record.publish_at else None,
    )


def zone_note(words: Words, record: Record) -> str:
    """Return what readers must know about the record's times; empty if its zone is stated."""
    if record.zone.stated:
        return ""
    return words.gettext("The source gives clock times without a time zone; they are shown as written.")


def _published(context: Context, record: Record) -> tuple[Instant, Instant] | tuple[None, None]:
    """Return when a record was first published and last changed.

    Neither if the public was never notified: feeds need a day even then, and theirs is a guess.
    """
    if not context.lifecycle[record.id].notified:
        return None, None
    times = context.published[record.id]
    return context.words.instant(times.first, record.zone), context.words.instant(times.latest, record.zone)
