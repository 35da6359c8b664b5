"""An unfinished action item has no owner.

Without an owner, an item is usually not done. One owner is enough, and a team is better than a person: it
still exists when the item is due. Items that are done or dropped need no owner.

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
    due: 2027-01-31
    status: open
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.action_items import unfinished_without
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    for path, item in unfinished_without(subject.record, "owner"):
        message = f"action item `{item.id}` has no owner; name the team that is responsible"
        yield Finding(path, message, "owner: team-search")


RULE = Rule("action-without-owner", Severity.WARNING, check, __doc__, review=True)
