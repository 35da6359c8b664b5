"""What the findings in a record depend on besides its own text, the site and the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from afterword.checks.lookup import Lookup
from afterword.checks.rules import action_without_due_date, announced_ahead, future_time, level_without_window
from afterword.checks.timestamps import last_state
from afterword.records.record import Record

_ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def neighbours(record: Record) -> frozenset[str]:
    """Give the ids that the findings in a record ask about: those it is related to, and its own.

    Two rules look beyond their record. `unknown-reference` asks whether the related ones exist, and where one
    does not, which ids are like it; `duplicate-id` asks which other files claim the record's own id.
    """
    return frozenset((record.id, *(related.id for related in record.related)))


def answers(ids: Iterable[str], known: Lookup) -> tuple[tuple[str, ...], ...]:
    """Give what a site says to these ids. While it says the same, the findings of before still stand.

    An id that exists is answered by its files; one that does not, by the ids that might have been meant.
    """
    return tuple(known.files.get(each) or ("", *known.records_like(each)) for each in sorted(ids))


def steady(record: Record, now: datetime) -> tuple[datetime, datetime]:
    """Give the span of `now`, its end exclusive, over which the findings in a record stay what they are.

    Four rules read `now`. `future-time` compares it with the times of a record that is over, less a
    quarter of an hour; once all of them have passed it is silent for good, and while one has not, its words
    tell the time of day, so that they change with every second: the span is empty then. The example of
    `action-without-due-date` is a day that follows from the day of `now`: the span is that day. `announced-ahead`
    is silent from a certain instant on, and what `level-without-window` finds changes only at instants of the
    record: the span ends where the next of them begins.
    """
    state = last_state(record)
    since = future_time.all_passed(record, state) or _ALWAYS[0]
    if now < since:
        return now, now
    turns = level_without_window.changes(record)
    announced = announced_ahead.announced_by(record, state)
    if announced:
        turns.append(announced)
    if action_without_due_date.undated(record):
        midnight = datetime.combine(now.date(), time(), now.tzinfo)
        turns += (midnight, midnight + timedelta(days=1))
    passed = [turn for turn in turns if turn <= now]
    to_come = [turn for turn in turns if now < turn]
    return max((since, *passed)), min(to_come, default=_ALWAYS[1])
