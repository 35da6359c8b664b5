"""The priority of an unfinished action item was lowered.

This may be right, but a reviewer should see it: the item will be done later than promised.

Passes:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, priority: p2, owner: team-search, due: 2026-12-15, status: open}
# after
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, priority: p1, owner: team-search, due: 2026-12-15, status: open}
```

Fails:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, priority: p1, owner: team-search, due: 2026-12-15, status: open}
# after
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, priority: p3, owner: team-search, due: 2026-12-15, status: open}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange
from afterword.checks.changed_actions import open_actions
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity


def check(change: RecordChange) -> Iterator[Finding]:
    for before, after, path, _ in open_actions(change):
        old, new = before.priority, after.priority
        if old and new and old.value < new.value:
            message = (
                f"the priority of `{after.id}` was lowered from {old.value} to {new.value}; is that agreed?"
            )
            yield Finding((*path, "priority"), message)


RULE = Rule("lowered-priority", Severity.INFO, check, __doc__, review=True)
