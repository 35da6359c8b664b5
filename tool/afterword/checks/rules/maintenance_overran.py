"""Maintenance went on after its announced end, and nothing says why.

Customers rely on the announced end. If a window lasts longer than that by more than `review.overrun` (30 minutes by
default), an update between the announced end and the real one tells customers; or an incident came out of the work,
and the records name each other under `related`. Without either, one of the two ends is probably wrong.

Passes:

```yaml
title: Search index moves
kind: maintenance
scheduled: {start: 2026-11-20 22:00, end: 2026-11-20 23:00}
windows:
  - {component: search, level: under_maintenance, start: 2026-11-20 22:00, end: 2026-11-21 01:00}
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow for an hour.}
  - {at: 2026-11-20 23:05, status: in_progress, body: The move takes until about one o'clock.}
  - {at: 2026-11-21 01:00, status: completed, body: The index has moved.}
```

Fails:

```yaml
title: Search index moves
kind: maintenance
scheduled: {start: 2026-11-20 22:00, end: 2026-11-20 23:00}
windows:
  - {component: search, level: under_maintenance, start: 2026-11-20 22:00, end: 2026-11-21 01:00}
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow for an hour.}
  - {at: 2026-11-21 01:00, status: completed, body: The index has moved.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.completeness import impaired
from afterword.checks.distances import distance
from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import CLOCK_TOLERANCE
from afterword.diagnostics import Severity
from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.rough_time import is_coarse
from afterword.records.vocabulary import Kind


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.kind is not Kind.MAINTENANCE or record.related:
        return
    for index, window in impaired(subject):
        announced = _announced_end(record, window)
        path = ("windows", index, "end")
        if not announced or not window.end or is_coarse(window.end):
            continue
        late = window.end - announced
        told = any(announced - CLOCK_TOLERANCE <= each.at < window.end for each in record.updates)
        if late > subject.known.review.overrun and not told:
            until = subject.local_time(announced, path)
            message = (
                f"the window lasts {distance(late)} longer than announced ({until}); say so in an update, "
            )
            yield Finding(path, f"{message}or name the incident that came of it under `related`")


def _announced_end(record: Record, window: Window) -> datetime | None:
    """Return the announced end of the period in which a window began; None if that is open or only a day."""
    periods = [each for each in record.scheduled if each.start <= window.start]
    period = max(periods, key=lambda each: each.start, default=None)
    if period is None or period.end is None or is_coarse(period.end) or period.end <= window.start:
        return None
    return period.end


RULE = Rule(
    "maintenance-overran",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "related", "scheduled", "updates"),
    needs_of_site=("levels",),
    review=True,
)
