"""An action item is done, and nothing says when.

The day on which an item was done shows readers that the work followed soon, or late. Reports about action items,
which large services publish with their incidents, count from it; without it, an item is left out of them.

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
    status: done
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import ActionStatus


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if declared_unknown(record, "action_items.closed"):
        return
    for index, item in enumerate(record.action_items):
        if item.status is ActionStatus.DONE and item.closed is None:
            message = f"action item `{item.id}` is done, but nothing says when; add the day"
            yield Finding(("action_items", index, "closed"), message, f"closed: {subject.clock.today()}")


RULE = Rule("done-without-closed", Severity.WARNING, check, __doc__, review=True)
