"""The notices on the status page: information that applies for some time, without a level."""

from __future__ import annotations

import math
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.vocabulary import Kind, Visibility
from afterword.views import rows
from afterword.views.context import Context
from afterword.views.rows import UpdateView
from afterword.views.text.day_headings import NO_HEADING
from afterword.views.text.instants import Instant
from afterword.views.text.labels import PageLink, incident_link


class Notice(NamedTuple):
    """A notice that applies. `summary` is Markdown. `hidden_at` is its end in seconds since 1970, for the script."""

    link: PageLink
    internal: bool
    held_until: Instant | None
    until: Instant | None
    hidden_at: int | None
    summary: str
    latest: UpdateView | None


def notices(context: Context) -> tuple[Notice, ...]:
    """Return the notices that apply, the latest first."""
    return tuple(
        _notice(context, record)
        for record in context.records
        if record.kind is Kind.NOTICE and context.lifecycle[record.id].is_open
    )


def _notice(context: Context, record: Record) -> Notice:
    zone = context.shown_in(record)
    updates = rows.update_views(context, record, zone)
    return Notice(
        link=incident_link(record, context.site),
        internal=record.visibility is Visibility.INTERNAL,
        held_until=rows.held_until(context, record, zone),
        until=context.words.instant(record.until, zone) if record.until else None,
        hidden_at=math.ceil(record.until.timestamp()) if record.until else None,
        summary=record.summary or "",
        latest=updates[0]._replace(day=NO_HEADING) if updates else None,
    )
