"""An unfinished action item has no due date.

Without a date, an item is never overdue and is easily forgotten. A date that is postponed later says more
than no date. Items that are done or dropped need no date.

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
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    owner: team-search
    status: open
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.vocabulary import ActionStatus

_UNFINISHED = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)
_DEFAULT_TIME = timedelta(days=30)


def check(subject: Subject) -> Iterator[Finding]:
    items = subject.record.action_items
    for index in _undated(subject.record):
        message = f"action item `{items[index].id}` has no due date; say when it should be done"
        suggested = subject.clock.today() + _DEFAULT_TIME
        yield Finding(("action_items", index, "due"), message, f"due: {suggested}")


def _undated(record: Record) -> list[int]:
    """Return the indexes of the unfinished action items without a date."""
    indexes = [
        index
        for index, item in enumerate(record.action_items)
        if item.due is None and item.status in _UNFINISHED
    ]
    return [] if not indexes or declared_unknown(record, "action_items.due") else indexes


RULE = Rule("action-without-due-date", Severity.WARNING, check, __doc__)
