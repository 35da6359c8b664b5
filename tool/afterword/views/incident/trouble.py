"""Says how long the trouble of a record lasted, and how much of it was the worst level, in one line."""

from __future__ import annotations

from afterword.records.record import Record
from afterword.records.vocabulary import Kind
from afterword.views.incident.model import RecordParts
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.level_phrases import level_phrase


def trouble(record: Record, parts: RecordParts) -> str:
    """Return `10 h 35 min of trouble, 2 h 40 min of it a major outage`; empty if no time was counted.

    Only an incident is trouble: the time of maintenance, drills and near misses is `2 h in all`.
    """
    levels = parts.row.levels  # the worst first
    if not levels:
        return ""
    is_incident, is_open = record.kind is Kind.INCIDENT, parts.row.is_open
    if is_incident:
        total = CATALOGUE.trouble.of_trouble_so_far if is_open else CATALOGUE.trouble.of_trouble
    else:
        total = CATALOGUE.trouble.in_all_so_far if is_open else CATALOGUE.trouble.in_all
    worst = levels[0]
    share = CATALOGUE.trouble.part if len(levels) > 1 else CATALOGUE.trouble.whole
    level = level_phrase(worst.level.name) + worst.level.extent
    return f"{total.format(total=parts.total)}, {share.format(time=worst.duration, level=level)}"
