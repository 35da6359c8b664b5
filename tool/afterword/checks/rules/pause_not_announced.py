"""Maintenance on several days is announced as if it did not pause.

Between the nights, pages, calendars and feeds would say that the work is in progress. Announce each night: `scheduled`
takes a list, and each entry becomes an event in the calendar. The rule looks for windows, of work that is not over,
with eight hours or more between them.

Passes:

```yaml
title: New database
kind: maintenance
scheduled:
  - {start: 2026-12-11 22:00, end: 2026-12-12 02:00}
  - {start: 2026-12-12 22:00, end: 2026-12-13 02:00}
windows:
  - {component: search, level: under_maintenance, start: 2026-12-11 22:00, end: 2026-12-12 02:00}
  - {component: search, level: under_maintenance, start: 2026-12-12 22:00, end: 2026-12-13 02:00}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: We work on two nights.}
```

Fails:

```yaml
title: New database
kind: maintenance
scheduled: {start: 2026-12-11 22:00, end: 2026-12-13 02:00}
windows:
  - {component: search, level: under_maintenance, start: 2026-12-11 22:00, end: 2026-12-12 02:00}
  - {component: search, level: under_maintenance, start: 2026-12-12 22:00, end: 2026-12-13 02:00}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: We work on two nights.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.vocabulary import FINAL_STATES

_PAUSE = timedelta(hours=8)


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if len(record.scheduled) != 1 or subject.state in FINAL_STATES:
        return
    end = record.scheduled[0].end
    nights = _nights(record)
    if end is None or len(nights) < 2 or nights[-1][0] >= end or subject.clock.has_reached(end):
        return
    pause = subject.local_time(nights[0][1]), subject.local_time(nights[1][0])
    message = f"the windows pause from {pause[0]} to {pause[1]}, but the announced time does not"
    periods = ", ".join(
        f"{{start: {subject.local_time(start)}, end: {subject.local_time(finish)}}}"
        for start, finish in nights
    )
    yield Finding(("scheduled",), message, f"scheduled: [{periods}]")


def _nights(record: Record) -> list[tuple[datetime, datetime]]:
    """Return the periods in which windows follow each other without a long pause; none if one of them is open."""
    nights: list[tuple[datetime, datetime]] = []
    for window in sorted(record.windows, key=lambda window: window.start):
        if window.end is None:
            return []
        if nights and window.start - nights[-1][1] < _PAUSE:
            nights[-1] = nights[-1][0], max(nights[-1][1], window.end)
        else:
            nights.append((window.start, window.end))
    return nights


RULE = Rule(
    "pause-not-announced",
    Severity.WARNING,
    check,
    __doc__,
    needs=("scheduled", "windows", "updates", "status"),
)
