"""Which records are expected to be complete: those with a post-mortem, and those of severe incidents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from afterword.checks.key_paths import declared_unknown
from afterword.checks.plausible_times import HAPPENED
from afterword.checks.rule import Subject
from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.rough_time import exact, is_coarse
from afterword.records.vocabulary import FINAL_STATES, ComponentStatus, Impact, Kind, PostMortemStatus
from afterword.timeline.intervals import Interval, total

_DAY = timedelta(days=1)
"""How far the clocks of the earliest zones are ahead of those of any other that an author may be in."""
SEVERE = (Impact.MAJOR, Impact.CRITICAL)
"""The impacts of severities at which readers expect a full account."""


def has_post_mortem(record: Record) -> bool:
    """Return whether there is, or will be, a post-mortem of something that happened."""
    report = record.post_mortem
    return (
        record.kind in HAPPENED and report is not None and report.status is not PostMortemStatus.NOT_REQUIRED
    )


def is_severe(subject: Subject) -> bool:
    """Return whether the severity of an incident says that many customers were affected."""
    record = subject.record
    return record.kind is Kind.INCIDENT and subject.known.impacts.get(record.severity or "") in SEVERE


def is_over(subject: Subject) -> bool:
    """Return whether something that happened is over: until then, nobody expects a complete record.

    A published post-mortem says so even where no time does.
    """
    report = subject.record.post_mortem
    published = report is not None and report.status is PostMortemStatus.PUBLISHED
    return subject.record.kind in HAPPENED and (published or subject.state in FINAL_STATES)


def lacks(record: Record, key: str) -> bool:
    """Return whether a top-level key is missing and `unknowns` does not say why."""
    return not getattr(record, key) and not declared_unknown(record, key)


def lies_ahead(subject: Subject, day: date) -> bool:
    """Return whether a day is in the future. One that has begun somewhere on Earth is not."""
    return not subject.clock.has_reached(subject.record.zone.start_of(day) - _DAY)


def impaired(subject: Subject) -> Iterator[tuple[int, Window]]:
    """Yield the windows of a record in which something was worse than operational, with their positions."""
    for index, window in enumerate(subject.record.windows):
        if window.level in subject.known.impaired_levels:
            yield index, window


def time_at(subject: Subject, status: ComponentStatus) -> timedelta:
    """Return how long at least one component was at a level of a status, without windows that still go on.

    Windows of only a part of the customers, and those whose times are not known exactly, do not count.
    """
    return total(
        Interval(exact(window.start), exact(window.end))
        for _, window in impaired(subject)
        if subject.known.statuses[window.level] is status
        and window.end
        and window.start <= window.end
        and not (is_coarse(window.start) or is_coarse(window.end) or window.scope or window.share)
    )
