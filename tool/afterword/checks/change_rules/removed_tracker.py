"""The link of an unfinished action item to the issue tracker was removed.

The work is tracked there, and readers who ask what became of the item now have nowhere to look.

Passes:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2026-12-15, status: open, tracker: OPS-123}
# after
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2026-12-15, status: open, tracker: OPS-124}
```

Fails:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2026-12-15, status: open, tracker: OPS-123}
# after
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2026-12-15, status: open}
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
        if before.tracker and not after.tracker:
            message = f"the `tracker` of `{after.id}` was removed; where is the work tracked now?"
            yield Finding(path, message)


RULE = Rule("removed-tracker", Severity.INFO, check, __doc__, review=True)
