"""The calendar event of a record (RFC 5545, 3.6.1)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from afterword.formats.icalendar.lines import component, line, local, text, texts, utc
from afterword.formats.stable_ids import stable_id
from afterword.records.record import Record
from afterword.records.vocabulary import State
from afterword.timeline.published_times import published_times
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.incident.page import zone_note
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.excerpt import excerpt

_LENGTH = 500
"""Maximum number of characters of a text."""


class _When(NamedTuple):
    """When an event takes place; without a start, all day. `runs`: it goes on, and its end is the time of the build."""

    start: datetime | None
    end: datetime | None
    runs: bool = False


def event_text(context: Context, record: Record, parts: RecordParts) -> str:
    """Return a record's event."""
    times, when = published_times(record, context.lifecycle[record.id], context.now), _when(context, record)
    # The end of an event that goes on changes with every build.
    changed = utc(max(times.latest, context.now) if when.runs else times.latest)
    kind, cancelled = parts.row.kind, parts.row.state.slug == State.CANCELLED.value
    lines = [
        line("UID", f"{stable_id(context.site, record.id)}@{context.site.page.slug}"),
        line("DTSTAMP", changed),
        line("CREATED", utc(times.first)),
        line("LAST-MODIFIED", changed),
        line("SEQUENCE", str(times.revision)),
        *_start_and_end(record, when),
        line("STATUS", "CANCELLED" if cancelled else "CONFIRMED"),
        line("TRANSP", "TRANSPARENT"),
        text("SUMMARY", f"{f'Cancelled {kind.lower()}' if cancelled else kind}: {record.full_title}"),
        text("DESCRIPTION", _description(record, parts)),
        texts("CATEGORIES", (kind, *(each.text for each in parts.row.components))),
    ]
    if parts.head.url:
        lines.append(line("URL", parts.head.url))
    return component("VEVENT", lines)


def _when(context: Context, record: Record) -> _When:
    """Return when a record takes place: as announced until it is over, then as it really was."""
    lifecycle, plan, now = context.lifecycle[record.id], record.scheduled, context.now
    started, is_open = lifecycle.started, lifecycle.is_open
    took_place = not is_open and lifecycle.state is not State.CANCELLED and started is not None
    if plan and not took_place:
        late = is_open and now > plan.end
        return _When(plan.start, now if late else plan.end, late)
    if started is None:
        return _When(min(record.times, default=None), max(record.times, default=None))
    if is_open:
        return _When(started, now, runs=True)
    return _When(started, lifecycle.resolved)


def _start_and_end(record: Record, when: _When) -> list[str]:
    if when.start is None:
        return [line("DTSTART;VALUE=DATE", record.id[:10].replace("-", ""))]
    start = local(when.start, record.zone)
    end = local(when.end, record.zone) if when.end else start
    # RFC 5545, 3.8.2.2: an end must be later than the start, so an event without length has none.
    return [line("DTSTART", start), *([line("DTEND", end)] if end > start else [])]


def _description(record: Record, parts: RecordParts) -> str:
    latest = parts.updates[0] if parts.updates else None
    paragraphs = (
        f"{parts.row.state.name}{CATALOGUE.feeds.overrun if parts.row.overrun else ''}",
        f"Affected: {', '.join(each.text for each in parts.row.components)}" if parts.row.components else "",
        zone_note(record),
        excerpt(record.summary or "", _LENGTH),
        f"{latest.at.text} {latest.at.zone}, {latest.state.name}: {excerpt(latest.body, _LENGTH)}"
        if latest
        else "",
    )
    return "\n\n".join(filter(None, paragraphs))
