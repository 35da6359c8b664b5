"""The texts of updates about maintenance that commands suggest, in the language of the record."""

from __future__ import annotations

from datetime import datetime

from afterword.records.record import Record
from afterword.records.response import Scheduled
from afterword.records.suggested_texts import (
    NIGHT_DONE,
    NIGHT_ENDS,
    NIGHT_MOVES,
    WORK_DONE,
    WORK_ENDS,
    WORK_MOVES,
)
from afterword.records.zone import Zone
from afterword.timeline.maintenance import announced_periods
from afterword.views.text.words import Words


def moved_text(words: Words, record: Record, period: Scheduled, start: datetime, end: datetime | None) -> str:
    """Return what an update says by default about an announced period that moves, or that ends at another time."""
    plan = announced_periods(record)
    several, number = len(plan) > 1, words.number(plan.index(period) + 1)
    if start == period.start and end:
        text, time = NIGHT_ENDS if several else WORK_ENDS, words.instant(end, record.zone).text
    elif end:
        text, time = NIGHT_MOVES if several else WORK_MOVES, words.period(start, end, record.zone, end).text
    else:
        text, time = NIGHT_MOVES if several else WORK_MOVES, words.instant(start, record.zone).text
    when = _with_zone(words, time, end or start, record.zone)
    return words.gettext(text, number=number, count=words.number(len(plan)), time=when)


def finished_text(words: Words, record: Record, at: datetime, *, is_all: bool) -> str:
    """Return what an update says by default once the work, or that of a night, is done."""
    later = [each.start for each in announced_periods(record) if each.start > at]
    if is_all or not later:
        return words.gettext(WORK_DONE)
    time = words.instant(later[0], record.zone).text
    return words.gettext(NIGHT_DONE, time=_with_zone(words, time, later[0], record.zone))


def _with_zone(words: Words, text: str, at: datetime, zone: Zone) -> str:
    instant = words.instant(at, zone)
    return f"{text} {instant.zone}" if instant.zone and instant.stated else text
