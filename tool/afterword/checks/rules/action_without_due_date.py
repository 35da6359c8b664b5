"""An action item that is still to be done has no date.

Without a date an item is never late, and nobody is asked about it. A date that is moved later tells more
than none. An item that is done or dropped needs none.

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

_TO_DO = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)
_USUAL = timedelta(days=30)


def check(subject: Subject) -> Iterator[Finding]:
    items = subject.record.action_items
    for index in _undated(subject.record):
        said = f"action item `{items[index].id}` has no date; say when it should be done"
        yield Finding(("action_items", index, "due"), said, f"due: {subject.clock.today() + _USUAL}")


def _undated(record: Record) -> list[int]:
    """Give the positions of the action items that are to be done and have no date."""
    found = [
        index for index, item in enumerate(record.action_items) if item.due is None and item.status in _TO_DO
    ]
    return [] if not found or declared_unknown(record, "action_items.due") else found


RULE = Rule("action-without-due-date", Severity.WARNING, check, __doc__)
