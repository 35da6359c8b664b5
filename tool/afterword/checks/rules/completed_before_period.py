"""Maintenance is completed although an announced period is still to come.

After `completed`, the maintenance is no longer among the announced ones: customers would be surprised by work on
the days that remain. If the work on those days will not take place, remove the period and say so in the update; if
it will, the state of this update is `update`, or `in_progress` while the work goes on.

Passes:

```yaml
title: Search index moves
kind: maintenance
scheduled:
  - {start: 2026-11-20 22:00, end: 2026-11-20 23:00}
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow for an hour.}
  - {at: 2026-11-20 22:50, status: completed, body: The index has moved.}
```

Fails:

```yaml
title: Search index moves
kind: maintenance
scheduled:
  - {start: 2026-11-20 22:00, end: 2026-11-20 23:00}
  - {start: 2026-11-21 22:00, end: 2026-11-21 23:00}
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow on two evenings.}
  - {at: 2026-11-20 22:50, status: completed, body: The first half of the index has moved.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.rough_time import is_coarse
from afterword.records.vocabulary import Kind, State


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.kind is not Kind.MAINTENANCE or len(record.scheduled) < 2 or not record.updates:
        return
    index, latest = max(enumerate(record.updates), key=lambda each: (each[1].at, each[0]))
    at, ahead = latest.at, [each.start for each in record.scheduled if each.start > latest.at]
    if latest.state is State.COMPLETED and ahead and not is_coarse(min(ahead)):
        path = ("updates", index, "status")
        line = subject.locator.line(
            ("scheduled", [each.start for each in record.scheduled].index(min(ahead)))
        )
        message = (
            f"this says `completed` at {subject.local_time(at, path)}, before the period on line {line}; "
        )
        yield Finding(
            path, f"{message}remove that if the work is done, or write another status", "status: update"
        )


RULE = Rule(
    "completed-before-period",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "scheduled", "updates"),
    review=True,
)
