"""An action item of the highest priority was dropped.

`p0` means that it comes before all other work. If it is not done at all, either the priority was wrong from the
beginning, or a serious risk is accepted without anybody having said so. A cause that nothing is done about has an
`accepted_risk`; with one at a cause that the item addresses, nothing is reported.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Keep a second index
    type: prevent
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
    type: prevent
    priority: p0
    status: wont_do
    reason: A stored copy can be loaded within ten minutes, which is fast enough.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.action_items import may_be_dropped
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import ActionStatus


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    for index, item in enumerate(record.action_items):
        if item.status is ActionStatus.WONT_DO and not may_be_dropped(record, item):
            message = f"action item `{item.id}` is `p0`, before all other work, but was dropped; lower the priority, "
            message += "or give the cause that it addresses an `accepted_risk`"
            yield Finding(("action_items", index, "priority"), message, "priority: p2")


RULE = Rule("dropped-urgent-action", Severity.WARNING, check, __doc__, review=True)
