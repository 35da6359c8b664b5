"""How long an incident lasted by its own record, in every way in which a text may mean it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import combinations, product
from typing import NamedTuple

from afterword.checks.plausible_times import closing_update
from afterword.checks.timestamps import timestamps
from afterword.records.impact import ComponentWindow
from afterword.records.record import Record
from afterword.records.rough_time import exact, is_coarse, is_unknown, slack
from afterword.timeline.intervals import Interval, merge, total

_LONGEST_RECORD = 80
"""How many times a record may have for all distances between them to be computed."""


class RecordLengths(NamedTuple):
    """The lengths of time of a record, of which each may differ by `slack`.

    `whole` are those of the incident and of its windows; `between` are the distances between any two of its times.
    `first` and `last` are the first and the last of its times, `affected_from` and `affected_until` those of its
    windows.
    """

    whole: tuple[timedelta, ...]
    between: tuple[timedelta, ...]
    first: datetime
    last: datetime
    affected_from: datetime
    affected_until: datetime
    slack: timedelta

    @property
    def affected(self) -> timedelta:
        """From the first start of its windows to their last end."""
        return self.affected_until - self.affected_from


def record_lengths(record: Record) -> RecordLengths | None:
    """Return the lengths of a record that is over; None if it has no windows, or not all of their times are known."""
    ends = [window.end for window in record.windows]
    typed = [at for window in record.windows for at in (window.start, window.end) if at]
    if not typed or None in ends or any(is_coarse(at) or is_unknown(at) for at in typed):
        return None
    times = sorted({exact(at) for _, at in timestamps(record) if not is_coarse(at) and not is_unknown(at)})
    windows = record.component_windows
    return RecordLengths(
        whole=tuple(sorted({*_of_windows(windows), *_of_milestones(record), *_of_plans(record)})),
        between=_distances(times),
        first=times[0],
        last=times[-1],
        affected_from=min(exact(window.start) for window in windows),
        affected_until=max(exact(window.end) for window in windows if window.end),
        slack=max(slack(at) for at in typed) * 2,
    )


def _of_windows(windows: tuple[ComponentWindow, ...]) -> Iterator[timedelta]:
    """Yield the length of each window, and what windows of one component, of one level, and all cover together."""
    spans = [(each, _interval(each)) for each in windows if each.end and exact(each.start) <= exact(each.end)]
    yield from (span.duration for _, span in spans)
    groups: dict[tuple[str, str], list[Interval]] = {}
    for each, span in spans:
        for key in ((each.component, ""), ("", each.level), (each.component, each.level), ("", "")):
            groups.setdefault(key, []).append(span)
    for group in groups.values():
        joined = merge(group)
        yield total(joined)
        yield sum((span.duration for span in group), timedelta())
        if joined:
            yield joined[-1].end - joined[0].start
        yield from (span.duration for span in joined)


def _of_milestones(record: Record) -> Iterator[timedelta]:
    """Yield the distances from when it may be said to have begun to when it may be said to have ended.

    It began with a window or the first update, and ended with a window or the closing update; a milestone may be both.
    """
    milestones = [at for at in record.milestones.__dict__.values() if isinstance(at, datetime)]
    closed = closing_update(record)
    first = min((update.at for update in record.updates), default=None)
    begun = [*milestones, *(window.start for window in record.windows), *([first] if first else [])]
    ended = [
        *milestones,
        *(window.end for window in record.windows if window.end),
        *([closed.at] if closed else []),
    ]
    for start, end in product(begun, ended):
        if start < end and not is_coarse(start) and not is_coarse(end):
            yield exact(end) - exact(start)


def _of_plans(record: Record) -> Iterator[timedelta]:
    """Yield the lengths of announced periods and of events that took some time."""
    for start, end in (
        *((each.start, each.end) for each in record.scheduled),
        *((each.at, each.until) for each in record.timeline),
    ):
        if end and not is_coarse(start) and not is_coarse(end) and end > start:
            yield exact(end) - exact(start)


def _distances(times: Iterable[datetime]) -> tuple[timedelta, ...]:
    few = list(times)[:_LONGEST_RECORD]
    return tuple(sorted({later - earlier for earlier, later in combinations(few, 2)}))


def _interval(window: ComponentWindow) -> Interval:
    assert window.end is not None, "windows without an end are left out"
    return Interval(exact(window.start), exact(window.end))
