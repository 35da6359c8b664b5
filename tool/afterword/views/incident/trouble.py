"""Says how long the trouble of a record lasted, and how much of it was the worst level, in one line."""

from __future__ import annotations

from afterword.records.record import Record
from afterword.records.vocabulary import Kind
from afterword.views.incident.model import RecordParts
from afterword.views.text.level_phrases import level_phrase
from afterword.views.text.words import Words


def trouble(words: Words, record: Record, parts: RecordParts) -> str:
    """Return `10 h 35 min of trouble, 2 h 40 min of it a major outage`; empty if no time was counted.

    Only an incident is trouble: the time of maintenance, drills and near misses is `2 h in all`.
    """
    levels = parts.row.levels  # the worst first
    if not levels:
        return ""
    is_incident, is_open = record.kind is Kind.INCIDENT, parts.row.is_open
    if is_incident:
        total = words.trouble.of_trouble_so_far if is_open else words.trouble.of_trouble
    else:
        total = words.trouble.in_all_so_far if is_open else words.trouble.in_all
    worst = levels[0]
    share = words.trouble.part if len(levels) > 1 else words.trouble.whole
    level = level_phrase(words, worst.level.name) + worst.level.extent
    part = words.fill(share, time=worst.duration, level=level)
    return words.fill(total, total=parts.total, part=part)
