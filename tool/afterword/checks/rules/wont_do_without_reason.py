"""An action item was dropped without a reason.

A decision not to do an item is a decision like any other. Without the reason, the item looks forgotten and is
proposed again after the next incident.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Keep a second index
    type: mitigate
    priority: p3
    status: wont_do
    reason: A stored copy can be loaded within ten minutes, which is fast enough.
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Keep a second index
    type: mitigate
    priority: p3
    status: wont_do
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import ActionStatus


def check(subject: Subject) -> Iterator[Finding]:
    for index, item in enumerate(subject.record.action_items):
        if item.status is ActionStatus.WONT_DO and item.reason is None:
            message = f"action item `{item.id}` is `wont_do`, but has no `reason`"
            example = "reason: A stored copy can be loaded within ten minutes."
            yield Finding(("action_items", index, "reason"), message, example)


RULE = Rule("wont-do-without-reason", Severity.ERROR, check, __doc__)
