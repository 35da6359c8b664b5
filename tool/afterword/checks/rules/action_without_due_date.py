"""An unfinished action item has no due date.

Without a date, an item is never overdue and is easily forgotten. A date that is later postponed says more
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

from afterword.checks.action_items import unfinished_without
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity

_DEFAULT_TIME = timedelta(days=30)


def check(subject: Subject) -> Iterator[Finding]:
    for path, item in unfinished_without(subject.record, "due"):
        message = f"action item `{item.id}` has no due date; say when it should be done"
        yield Finding(path, message, f"due: {subject.clock.today() + _DEFAULT_TIME}")


RULE = Rule("action-without-due-date", Severity.WARNING, check, __doc__)
