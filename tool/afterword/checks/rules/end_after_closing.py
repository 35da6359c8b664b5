"""A window lasts for days after the update that closes the incident.

The day, the month or the year of its end is probably wrong, and the component would be shown as affected all
that time. An end is reported if it is a week after the update, or on another day at the same time. If the
problem came back, say so in an update.

Passes:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-22 10:15}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from afterword.checks.distances import distance
from afterword.checks.plausible_times import (
    HAPPENED,
    closing_update,
    is_far_after_closing,
    last_with_same_clock,
    wrong_part,
)
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.rough_time import is_coarse


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    closed = closing_update(record) if record.windows and record.kind in HAPPENED else None
    if not closed or is_coarse(closed.at):
        return
    for index, window in enumerate(record.windows):
        if window.end and not is_coarse(window.end) and is_far_after_closing(window.end - closed.at):
            path = ("windows", index, "end")
            day, expected = (record.zone.local(each).date() for each in (window.end, closed.at))
            message = (
                f"the window lasts until {subject.local_time(window.end, path)}, {distance(window.end - closed.at)} "
                f"after {closed.words}; check the {wrong_part(day, expected)}"
            )
            yield Finding(path, message, _example(subject, index, closed.at))


def _example(subject: Subject, index: int, closed: datetime) -> str:
    """Return the last time before the closing update at which a clock showed the same, if the window had begun."""
    record, path = subject.record, ("windows", index, "end")
    window = record.windows[index]
    latest = closed + timedelta(hours=1)
    at = last_with_same_clock(window.end or closed, record.zone, day_of=closed, latest=latest)
    return f"end: {subject.local_time(at, path)}" if at > window.start else ""


RULE = Rule("end-after-closing", Severity.WARNING, check, __doc__, needs=("windows", "updates", "kind"))
