"""Summaries of records and action items: all that lists of many records need of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from afterword.records.analysis import ActionItem
from afterword.records.record import Record
from afterword.records.rough_time import is_coarse, period_of
from afterword.timeline.lifecycle import Phase
from afterword.timeline.valid_until import is_live
from afterword.views import rows
from afterword.views.action_items import OPEN_STATES, ActionState
from afterword.views.context import Context, vague_start
from afterword.views.text.instants import digits

_DAY_OF_ID = len("2026-11-20")
_NO_PRIORITY = "unset"
"""Sorted after every priority."""


class RecordSummary(NamedTuple):
    """What lists and pages about many records need of one.

    Lists are sorted by `sort_time` and `id`, the latest record first: `sort_time` is the clock time at which it begins,
    as pages show it, or the day in its id. `year` and `month` are those of the history page that lists it; `month` is 0
    if only the year is known. `first_day` and `last_day` are the days on which it began and ended so far, in the
    record's zone; `start_day` is the day on which it begins, or is announced to begin, in the zone of the pages. All
    three are ISO dates, empty where there is none; `first_day` is a month or a year if no more is known. A `live`
    record changes with the clock. `changed` is when it last changed, in UTC: nothing about it is newer. `components`
    are the ids of the components that it names, `levels` those of the levels that its row shows, `aliases` its own
    former ids.

    The cache adds `fingerprint`, which changes when the summary, its row, any of its fragments or the record's file
    does, and `row_id`, by which all of these are looked up.
    """

    id: str
    sort_time: str
    year: int
    month: int
    first_day: str
    last_day: str
    start_day: str
    live: bool
    components: tuple[str, ...]
    kind: str
    levels: tuple[str, ...]
    changed: str
    aliases: tuple[str, ...] = ()
    fingerprint: str = ""
    row_id: int = 0


class ActionSummary(NamedTuple):
    """What the list of action items needs of one.

    Lists are sorted by the fields from `year` to `item`. `year` is 0 for an open item, and otherwise the year in which
    it was closed, or that of its record if the date is not known. `day` is the due date of an open item, which is
    `undated` without one, and the closing date of another. `priority` is empty once the item is closed; an open item
    without one comes after the others. `record` and `item` are ids. `fingerprint` and `row_id` are as those of a
    `RecordSummary`.
    """

    slug: str
    year: int
    undated: bool
    day: str
    priority: str
    record: str
    item: str
    fingerprint: str = ""
    row_id: int = 0


def summary(context: Context, record: Record, levels: Iterable[str]) -> RecordSummary:
    """Summarise a published record; `levels` are the ids of those in its totals."""
    begins = context.begins(record)
    year, month = context.month_of(record)
    first_day, last_day = _days(context, record)
    return RecordSummary(
        id=record.id,
        sort_time=context.recency(record)[0],
        year=year,
        month=month,
        first_day=first_day,
        last_day=last_day,
        start_day=context.zone.local(begins).date().isoformat() if begins else "",
        live=is_live(record, context.now),
        components=tuple(sorted(rows.named_components(record))),
        kind=record.kind.value,
        levels=tuple(levels),
        changed=_changed(context, record),
        aliases=record.aliases,
    )


def _changed(context: Context, record: Record) -> str:
    """Return when a record last changed; a record without updates is news once it is over."""
    latest = context.published[record.id].latest
    return f"{digits(max(latest, context.lifecycle[record.id].resolved or latest))}Z"


def action_summary(record: Record, item: ActionItem, slug: ActionState) -> ActionSummary:
    """Summarise an action item. Open ones are sorted by due date and priority, the others by their closing date."""
    is_open = slug in OPEN_STATES
    day = item.due if is_open else item.closed
    iso = day.isoformat() if day else ""
    return ActionSummary(
        slug=slug,
        year=0 if is_open else int((iso or record.id)[:4]),
        undated=is_open and not iso,
        day=iso,
        priority=(item.priority or _NO_PRIORITY) if is_open else "",
        record=record.id,
        item=item.id,
    )


def _days(context: Context, record: Record) -> tuple[str, str]:
    """Return the first and the last day of a record so far; both empty if it has not begun.

    Without any time in the record, it is listed on the day in its id.
    """
    begins = context.begins(record)
    zone, lifecycle = context.shown_in(record), context.lifecycle[record.id]
    announced = lifecycle.phase is Phase.UPCOMING and lifecycle.started is None
    vague = vague_start(begins)
    first = zone.local(begins).date() if begins else date.fromisoformat(record.id[:_DAY_OF_ID])
    if announced or (begins or zone.start_of(first)) > context.now:
        return "", ""
    first_day = vague or first.isoformat()
    if lifecycle.is_open:
        return first_day, ""
    last = period_of(vague)[1] - timedelta(days=1) if vague else first
    if lifecycle.resolved:
        last = zone.local(_within(lifecycle.resolved)).date()
    return first_day, max(first, last).isoformat()


def _within(end: datetime) -> datetime:
    """Return an instant of the last day of something that ends: a rough end counts as the end of its day."""
    return end - datetime.resolution if is_coarse(end) else end
