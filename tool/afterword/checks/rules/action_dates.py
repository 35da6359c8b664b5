"""A date of an action item contradicts the incident or the current day.

An action item follows from the incident, so it cannot be due or closed before it, and it cannot have been closed
on a day in the future. Pages compute from these dates what is overdue and how long the work took; usually
the year is wrong.

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
    status: done
    closed: 2026-11-27
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    owner: team-search
    due: 2026-01-31
    status: open
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from afterword.checks.completeness import lies_ahead
from afterword.checks.plausible_times import first_day
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.source.nodes import Path


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    first = first_day(record) if record.action_items else None
    for index, item in enumerate(record.action_items):
        if item.due and first and item.due < first:
            message = f"action item `{item.id}` is due on {item.due.written}, before the incident ({first})"
            yield Finding(("action_items", index, "due"), f"{message}; check the year")
        if item.closed and first and item.closed < first:
            message = f"action item `{item.id}` was closed on {item.closed}, before the incident ({first})"
            yield Finding(("action_items", index, "closed"), f"{message}; check the year")
        dates: list[tuple[Path, str, date | None]] = [
            (("action_items", index, "closed"), "was closed", item.closed)
        ]
        dates += [
            (("action_items", index, "moved", number, "on"), "was moved", moved.on)
            for number, moved in enumerate(item.moved)
        ]
        for path, what, day in dates:
            if day and lies_ahead(subject, day):
                message = f"action item `{item.id}` {what} on {day}, which is in the future"
                yield Finding(
                    path, f"{message}; write the day on which it was", f"{path[-1]}: {subject.clock.today()}"
                )


RULE = Rule("action-dates", Severity.ERROR, check, __doc__, needs=("windows", "milestones"), review=True)
