"""A record as an event of calendars."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from jinja2 import Environment

from afterword.formats.icalendar.lines import component, line, local, text, texts, utc
from afterword.formats.stable_ids import stable_id
from afterword.records.record import Record
from afterword.records.vocabulary import State
from afterword.timeline.published_times import published_times
from afterword.views.context import Context
from afterword.views.incident.model import IncidentPage
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.excerpt import excerpt

_LENGTH = 500
"""Characters that are shown of a text."""


class _Span(NamedTuple):
    """When an event takes place. Without a start it takes a day; `runs` says that its end is only that of now."""

    start: datetime | None
    end: datetime | None
    runs: bool = False


def event_fragment(context: Context, record: Record, page: IncidentPage, environment: Environment) -> str:
    """Make a record's event."""
    times, span = published_times(record, context.progress[record.id], context.now), _span(context, record)
    # An event that ends now is another one each time.
    changed = utc(max(times.latest, context.now) if span.runs else times.latest)
    kind, cancelled = page.row.kind, page.row.state.slug == State.CANCELLED.value
    lines = [
        line("UID", f"{stable_id(context.site, record.id)}@{context.site.page.slug}"),
        line("DTSTAMP", changed),
        line("CREATED", utc(times.first)),
        line("LAST-MODIFIED", changed),
        line("SEQUENCE", str(times.times)),
        *_when(record, span),
        line("STATUS", "CANCELLED" if cancelled else "CONFIRMED"),
        line("TRANSP", "TRANSPARENT"),
        text("SUMMARY", f"{f'Cancelled {kind.lower()}' if cancelled else kind}: {record.title}"),
        text("DESCRIPTION", _description(page)),
        texts("CATEGORIES", (kind, *(each.text for each in page.row.components))),
    ]
    if page.head.url:
        lines.append(line("URL", page.head.url))
    return component("VEVENT", lines)


def _span(context: Context, record: Record) -> _Span:
    """Say when a record takes place: as announced until it is over, then as it was."""
    progress, plan, now = context.progress[record.id], record.scheduled, context.now
    started, is_open = progress.started, progress.is_open
    took_place = not is_open and progress.state is not State.CANCELLED and started is not None
    if plan and not took_place:
        late = is_open and now > plan.end
        return _Span(plan.start, now if late else plan.end, late)
    if started is None:
        return _Span(min(record.times, default=None), max(record.times, default=None))
    if is_open:
        return _Span(started, now, runs=True)
    return _Span(started, progress.resolved)


def _when(record: Record, span: _Span) -> list[str]:
    if span.start is None:
        return [line("DTSTART;VALUE=DATE", record.id[:10].replace("-", ""))]
    start = local(span.start, record.zone)
    end = local(span.end, record.zone) if span.end else start
    # An event without length has no end; the format asks that every end comes after its start.
    return [line("DTSTART", start), *([line("DTEND", end)] if end > start else [])]


def _description(page: IncidentPage) -> str:
    latest = page.updates[0] if page.updates else None
    said = (
        f"{page.row.state.name}{CATALOGUE.feeds.overrun if page.overrun else ''}",
        f"Affected: {', '.join(each.text for each in page.row.components)}" if page.row.components else "",
        page.zone_note,
        excerpt(page.summary, _LENGTH),
        f"{latest.at.text} {latest.at.zone}, {latest.state.name}: {excerpt(latest.body, _LENGTH)}"
        if latest
        else "",
    )
    return "\n\n".join(filter(None, said))
