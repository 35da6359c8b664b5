"""Something ends before it starts.

Durations are computed from the times in the record, so an end before its start would make a duration
negative. Often something lasted past midnight, and the end was typed with the date of the start, or the two
times were swapped. Windows and announced periods must end after they start; an event of the timeline, an
exposure or a loss of data may also end when it starts.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 23:40, end: 2026-11-21 00:15}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 23:40, end: 2026-11-20 00:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.rough_time import form_of, is_coarse, is_unknown
from afterword.records.time_text import time_text
from afterword.source.nodes import Path

_LONGEST = timedelta(hours=12)
"""The longest duration that is suggested. Of an end shortly before the start, the date is right."""
_SHORT = timedelta(minutes=15)
"""The duration in an example if nothing is known about the end."""


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    for index, window in enumerate(record.windows):
        if window.end is not None and window.end <= window.start and not is_unknown(window.end):
            what = f"the window of {' and '.join(f'`{each}`' for each in window.named)}"
            yield _finding(subject, ("windows", index), ("start", "end"), what, window.start, window.end)
    for index, period in enumerate(record.scheduled):
        if period.end is not None and period.end <= period.start:
            entry = ("scheduled", index)
            yield _finding(subject, entry, ("start", "end"), "the maintenance", period.start, period.end)
    for index, event in enumerate(record.timeline):
        if event.until is not None and _is_before(event.until, event.at):
            yield _finding(subject, ("timeline", index), ("at", "until"), "the event", event.at, event.until)
    exposure, loss = record.exposure, record.impact.data_loss if record.impact else None
    if exposure and exposure.until and _is_before(exposure.until, exposure.since):
        yield _finding(
            subject, ("exposure",), ("since", "until"), "the exposure", exposure.since, exposure.until
        )
    if loss and loss.from_ and loss.to and _is_before(loss.to, loss.from_):
        yield _finding(
            subject, ("impact", "data_loss"), ("from", "to"), "the loss of data", loss.from_, loss.to
        )


def _is_before(end: datetime, start: datetime) -> bool:
    """Return whether a period ends before it starts. The end of a day is the start of the next one."""
    return end < start or (end == start and is_coarse(end))


def _finding(  # noqa: PLR0917 - the two times, their keys, and where they are
    subject: Subject, entry: Path, keys: tuple[str, str], what: str, start: datetime, end: datetime
) -> Finding:
    begin, path = ((*entry, key) for key in keys)
    if is_coarse(end):
        began, ended = time_text(start, subject.record.zone), form_of(end)
        swapped = f"{keys[0]}: {ended}, {keys[1]}: {began}"
        return Finding(
            path, f"{what} ends with {ended}, before it starts ({began}); are the two swapped?", swapped
        )
    began, ended = subject.local_time(start, begin), subject.local_time(end, path)
    problem = f"at {ended}, before it starts at {began}" if end < start else f"at {ended}, when it starts"
    zone = subject.record.zone
    next_day = _next_after(zone.local(start), zone.local(end))
    if next_day - start > _LONGEST and timedelta(0) < start - end <= _LONGEST:
        separator = ", " if subject.locator.line(begin) == subject.locator.line(path) else "\n"
        swapped = f"{keys[0]}: {ended}{separator}{keys[1]}: {began}"
        return Finding(path, f"{what} ends {problem}; are the two times swapped?", swapped)
    suggested = next_day if next_day - start <= _LONGEST else start + _SHORT
    return Finding(path, f"{what} ends {problem}", f"{keys[1]}: {subject.local_time(suggested, path)}")


def _next_after(start: datetime, end: datetime) -> datetime:
    """Return the end at the same clock time, on the first day on which it comes after the start."""
    days = (start.replace(tzinfo=None) - end.replace(tzinfo=None)) // timedelta(days=1) + 1
    return end + timedelta(days=days)


RULE = Rule("end-before-start", Severity.ERROR, check, __doc__, integrity=True)
