"""The announced periods of maintenance overlap, or are not in order.

Customers plan by these times. Two periods that overlap are one longer period, or one of their dates is wrong;
periods in another order than that of time are hard to check in a review.

Passes:

```yaml
# incidents/2026/2026-12-20-search-index-moves.yml
title: Search index moves
kind: maintenance
scheduled:
  - {start: 2026-12-20 22:00, end: 2026-12-20 23:00}
  - {start: 2026-12-21 22:00, end: 2026-12-21 23:00}
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow on two evenings.}
```

Fails:

```yaml
# incidents/2026/2026-12-20-search-index-moves.yml
title: Search index moves
kind: maintenance
scheduled:
  - {start: 2026-12-20 22:00, end: 2026-12-20 23:00}
  - {start: 2026-12-20 22:30, end: 2026-12-20 23:30}
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow on two evenings.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    for index, (before, period) in enumerate(pairwise(subject.record.scheduled), start=1):
        path, line = ("scheduled", index, "start"), subject.locator.line(("scheduled", index - 1))
        start = subject.local_time(period.start, path)
        if period.start < before.start:
            message = (
                f"this period begins at {start}, before the one on line {line}; put them in the order of time"
            )
            yield Finding(path, message)
        elif before.end and period.start < before.end:
            end = subject.local_time(before.end, ("scheduled", index - 1, "end"))
            message = f"this period begins at {start}, before the one on line {line} ends ({end})"
            yield Finding(path, f"{message}; correct one of them, or make them one period")


RULE = Rule("scheduled-order", Severity.WARNING, check, __doc__, review=True)
