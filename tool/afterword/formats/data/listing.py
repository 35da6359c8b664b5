"""The list of all records in our JSON: each in brief, made with its page and joined as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from afterword.formats.data.values import VERSION, as_json
from afterword.records.record import Record
from afterword.views import rows
from afterword.views.context import Context
from afterword.views.incident.model import IncidentPage
from afterword.views.index.queries import RecordIndex
from afterword.views.rows import IncidentRow
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.excerpt import excerpt
from afterword.views.text.words import Period

if TYPE_CHECKING:
    from afterword.formats.data import incident_types
    from afterword.formats.data import list_types as types

FRAGMENT = "index"
_BETWEEN = ",\n"


def entry(
    context: Context, record: Record, page: IncidentPage, told: incident_types.IncidentFile
) -> types.BriefRecord:
    """Tell a record in brief, given all that its own file tells."""
    year, month = context.month_of(record)
    severity, plan, totals = told["severity"], told["scheduled"], told["totals"]
    levels: list[types.LevelSeconds] = [
        {"id": each["id"], "seconds": each["seconds"]} for each in totals["levels"]
    ]
    return {
        "id": record.id,
        "path": told["path"],
        "url": told["url"],
        "title": record.title,
        "kind": record.kind,
        "visibility": record.visibility,
        "severity": severity["id"] if severity else None,
        "impact": severity["impact"] if severity else None,
        "state": told["state"],
        "phase": told["phase"],
        "started": told["started"],
        "resolved": told["resolved"],
        "scheduled_start": plan["start"] if plan else None,
        "scheduled_end": plan["end"] if plan else None,
        "zone_stated": told["zone_stated"],
        "year": year,
        "month": month,
        "components": [each["id"] for each in told["components"]],
        "worst_level": levels[0]["id"] if levels else None,
        "levels": levels,
        "seconds": totals["seconds"],
        "post_mortem": page.row.has_post_mortem,
        "tags": told["tags"],
        "summary": excerpt(rows.summary_of(record)),
        "words": _words(rows.in_list(context, record, page.row), page.total),
    }


def incidents_file(context: Context, index: RecordIndex) -> str:
    """Put the list together."""
    return joined(
        {"version": VERSION, "audience": context.audience, "count": len(index.summaries)},
        "incidents",
        index.queries.fragments(FRAGMENT, index.summaries),
    )


def joined(head: dict[str, object], name: str, entries: Iterable[str]) -> str:
    """Write an object whose last member is a list of what is JSON already, one entry to a line."""
    return f'{as_json(head)[:-1]},"{name}":[\n{_BETWEEN.join(entries)}\n]}}'


def _words(row: IncidentRow, duration: str) -> types.Words:
    span = row.period or row.announced
    before = f"{CATALOGUE.record.planned_for} " if row.announced and not row.period else ""
    goes_on = span is not None and span.end is None
    return {
        "kind": row.kind,
        "severity": row.severity,
        "state": row.state.name,
        "glyph": row.state.glyph,
        "when": f"{before}{span.start.text if goes_on else span.text}" if span else row.day,
        "zone": _zones(span) if span else "",
        "end": CATALOGUE.record.ongoing if goes_on else "",
        "duration": duration,
        "levels": [each.duration for each in row.levels],
    }


def _zones(span: Period) -> str:
    """Name the zone of a time, or both where clocks were changed meanwhile."""
    return " – ".join(dict.fromkeys(each.zone for each in (span.start, span.end) if each))
