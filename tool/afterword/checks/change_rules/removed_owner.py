"""An unfinished action item had an owner, and has none now.

An action item without an owner is not done. If the team no longer exists, name the one that took over. While the
post-mortem is in review, the finding is an info.

Google's SRE workbook asks for one owner for each action item.

Passes:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2026-12-15, status: open}
# after
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-index, due: 2026-12-15, status: open}
```

Fails:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2026-12-15, status: open}
# after
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, due: 2026-12-15, status: open}
unknowns: [{field: action_items.owner, reason: pending}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange
from afterword.checks.changed_actions import open_actions
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity
from afterword.source.quoting import scalar


def check(change: RecordChange) -> Iterator[Finding]:
    for before, after, path, proposed in open_actions(change):
        if before.owner and not after.owner:
            message = f"the owner of `{after.id}` was removed ({before.owner}); name the team that took over"
            yield Finding(path, message, f"owner: {scalar(before.owner)}", mild=proposed)


RULE = Rule("removed-owner", Severity.WARNING, check, __doc__, review=True)
