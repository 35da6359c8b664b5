"""An action item is open, and was closed.

`closed` is the day on which an item was done or dropped. An item that has one and is still `open` or `in_progress`
contradicts itself: lists show it as unfinished, and it will be overdue. Usually the status was forgotten.

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
    due: 2027-01-31
    status: open
    closed: 2026-11-27
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.action_items import unfinished
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    for index, item in unfinished(subject.record):
        if item.closed:
            message = f"action item `{item.id}` is `{item.status}`, but was closed on {item.closed}; "
            message += "correct the status, or remove `closed`"
            yield Finding(("action_items", index, "status"), message, "status: done")


RULE = Rule("open-action-with-closed", Severity.ERROR, check, __doc__, review=True)
