"""The list of all records: one short JSON object each, built with the record's page and joined here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from afterword.compact_json import compact_json
from afterword.formats.data.values import VERSION, time, time_if_any
from afterword.records.record import Record
from afterword.views import rows
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.index.queries import RecordIndex
from afterword.views.rows import IncidentRow
from afterword.views.text.announced import AnnouncedPeriod, current_period
from afterword.views.text.excerpt import excerpt
from afterword.views.text.instants import Period
from afterword.views.text.words import Words

if TYPE_CHECKING:
    from afterword.formats.data import incident_types
    from afterword.formats.data import list_types as types

T = TypeVar("T")

FRAGMENT = "index"
_SEPARATOR = ",\n"
_BATCH = 500
"""How many entries of a list are in memory at a time."""


def entry(
    context: Context, record: Record, parts: RecordParts, converted: incident_types.IncidentFile
) -> types.BriefRecord:
    """Return the entry of a record, given the content of its own file."""
    year, month = context.month_of(record)
    severity, totals = converted["severity"], converted["totals"]
    plan = current_period(record, context.lifecycle[record.id], context.now)
    levels: list[types.LevelSeconds] = [
        {"id": each["id"], "seconds": each["seconds"]} for each in totals["levels"]
    ]
    return {
        "id": record.id,
        "path": converted["path"],
        "url": converted["url"],
        "title": record.title,
        "number": record.number,
        "kind": record.kind,
        "visibility": record.visibility,
        "severity": severity["id"] if severity else None,
        "impact": severity["impact"] if severity else None,
        "state": converted["state"],
        "phase": converted["phase"],
        "started": converted["started"],
        "resolved": converted["resolved"],
        "started_precision": converted["started_precision"],
        "resolved_precision": converted["resolved_precision"],
        "scheduled_start": time(plan.start, record.zone) if plan else None,
        "scheduled_end": time_if_any(plan.end, record.zone) if plan else None,
        "zone_stated": converted["zone_stated"],
        "year": year,
        "month": month or None,
        "components": [each["id"] for each in converted["components"]],
        "worst_level": levels[0]["id"] if levels else None,
        "levels": levels,
        "seconds": totals["seconds"],
        "post_mortem": parts.row.has_post_mortem,
        "tags": converted["tags"],
        "summary": excerpt(rows.summary_of(record)),
        "words": _words(context.words, rows.in_list(context, record, parts.row), parts.total),
    }


def incidents_file(context: Context, index: RecordIndex) -> Iterator[str]:
    """Return the text of `incidents.json`, in pieces."""
    queries, summaries = index.queries, index.summaries
    head = {"version": VERSION, "audience": context.audience, "count": len(summaries)}
    return list_file(head, "incidents", summaries, lambda some: queries.fragments(FRAGMENT, some))


def list_file(
    head: dict[str, object], name: str, items: Sequence[T], entries: Callable[[Sequence[T]], Sequence[str]]
) -> Iterator[str]:
    """Yield a JSON object in pieces; its last member is a list of one entry for each item, each on a line of its own.

    `entries` returns those of some items as JSON. With many records, all of them would be a large part of the memory.
    """
    yield f'{compact_json(head)[:-1]},"{name}":[\n'
    for start in range(0, len(items), _BATCH):
        yield f"{_SEPARATOR if start else ''}{_SEPARATOR.join(entries(items[start : start + _BATCH]))}"
    yield "\n]}"


def _words(words: Words, row: IncidentRow, duration: str) -> types.Words:
    period = row.period or row.announced
    is_planned = row.announced is not None and not row.period
    goes_on = row.period is not None and row.period.end is None
    number = f" – {row.announced.number}" if is_planned and row.announced and row.announced.number else ""
    when = f"{period.start.text if goes_on else period.text}{number}" if period else row.day
    return {
        "kind": row.kind,
        "severity": row.severity,
        "state": row.state.name,
        "glyph": row.state.glyph,
        "when": words.fill(words.record.planned_for, time=when) if is_planned else when,
        "zone": _zones(period) if period else "",
        "end": words.record.ongoing if goes_on else "",
        "duration": duration,
        "levels": [each.duration for each in row.levels],
        "extents": [each.level.extent for each in row.levels],
    }


def _zones(period: Period | AnnouncedPeriod) -> str:
    """Return the zone of a period; both, if the clocks changed during it."""
    return " – ".join(dict.fromkeys(each.zone for each in (period.start, period.end) if each))
