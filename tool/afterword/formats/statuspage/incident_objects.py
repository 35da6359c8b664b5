"""The incident object of Statuspage: the same in every file that contains it, for incidents and maintenance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.formats.statuspage.component_objects import snapshots
from afterword.formats.statuspage.serialise import JsonObject, stamp
from afterword.formats.statuspage.statuses import record_status
from afterword.formats.statuspage.update_objects import update_objects
from afterword.records.record import Record
from afterword.records.vocabulary import State
from afterword.timeline.lifecycle import Lifecycle, updates_until
from afterword.views import rows, urls
from afterword.views.context import Context
from afterword.views.incident.impact import impact_word
from afterword.views.text.announced import current_period


def incident_object(context: Context, record: Record) -> JsonObject:
    """Return the object of an incident or maintenance, computed from its record, the site and the time only."""
    lifecycle = context.lifecycle[record.id]
    times = context.published[record.id]
    named = rows.named_components(record)
    resolved = None if lifecycle.is_open else lifecycle.resolved or times.latest
    begins = context.begins(record) or times.first
    incident = {
        "id": record.first_id,
        "name": record.full_title,
        "status": record_status(record, lifecycle),
        "created_at": stamp(times.first),
        "updated_at": stamp(times.latest),
        "monitoring_at": _monitoring(record, context.now),
        "resolved_at": stamp(resolved) if resolved else None,
        "impact": impact_word(record, context.site, _levels(record, context.now)),
        "shortlink": context.url(urls.incident(record.id)),
        "started_at": stamp(min(begins, resolved) if resolved else begins),  # cancelled before it began
        "page_id": context.site.page.slug,
        "incident_updates": update_objects(context, record, named, times),
        "components": snapshots(context, record, named, times.latest),
        "reminder_intervals": None,
    }
    return (
        {**incident, **_schedule(record, lifecycle, begins, context.now)}
        if rows.is_maintenance(record)
        else incident
    )


def _schedule(record: Record, lifecycle: Lifecycle, begins: datetime, now: datetime) -> JsonObject:
    """Return the announced time of a maintenance record, or its real time if it was not announced.

    Of several announced periods, it is the current or the next one. The end is null if it is open.
    """
    period = current_period(record, lifecycle, now)
    start, end = (period.start, period.end) if period else (begins, max((begins, *record.times)))
    return {"scheduled_for": stamp(start), "scheduled_until": stamp(end) if end else None}


def _monitoring(record: Record, now: datetime) -> str | None:
    """Return when the record last entered `monitoring`."""
    times = [each.at for each in updates_until(record, now) if each.state is State.MONITORING]
    return stamp(max(times)) if times else None


def _levels(record: Record, now: datetime) -> Iterator[str]:
    """Yield every level of any component that has been published by `now`."""
    yield from (window.level for window in record.windows if window.start <= now)
    yield from (level for update in updates_until(record, now) for level in update.levels.values())
