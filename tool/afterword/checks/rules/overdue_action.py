"""An action item has been overdue for a long time.

Pages show every overdue item from the first day on. After `review.overdue` (two weeks by default), somebody should
decide: do it, move the date with a reason, or drop it with a reason. The SRE workbook names actions that no one
follows up as the most frequent failure of post-mortems. A scheduled `afterword check` finds them without a change
of a record; so that a date alone never stops a publication, the finding is only an info.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    owner: team-search
    due: 2027-01-31
    status: open
```

Fails:

```yaml
# incidents/2026/2026-10-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    owner: team-search
    due: 2026-11-10
    status: open
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from afterword.checks.action_items import unfinished
from afterword.checks.plausible_times import first_day
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    first = first_day(record) if record.action_items else None
    for index, item in unfinished(record):
        if item.due is None:
            continue
        if first and item.due < first:
            continue  # `action-dates` says so
        over = record.zone.start_of(item.due + timedelta(days=1))
        if subject.clock.has_reached(over + subject.known.review.overdue):
            message = (
                f"action item `{item.id}` was due on {item.due.written} and is `{item.status}`; finish it, "
            )
            message += "move the date and say why under `moved`, or drop it with a `reason`"
            yield Finding(("action_items", index, "due"), message)


RULE = Rule("overdue-action", Severity.INFO, check, __doc__, review=True)
