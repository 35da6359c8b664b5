"""An action item that was done or dropped is open again, without an explanation.

Readers were told that it was done. If it was not, give it a new due date with an entry under `moved`, or say under
`corrections` what was missing. While the post-mortem is in review, the finding is an info.

Passes:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2026-11-27, status: done, closed: 2026-11-26}
# after
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Add a replica
    owner: team-search
    due: 2026-12-15
    status: open
    moved: [{on: 2026-12-01, from: 2026-11-27, reason: The replica was removed again after a day.}]
```

Fails:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2026-12-15, status: done, closed: 2026-11-26}
# after
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2026-12-15, status: open}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.action_items import is_unfinished
from afterword.checks.change import RecordChange
from afterword.checks.changed_actions import agreed_actions
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity


def check(change: RecordChange) -> Iterator[Finding]:
    for before, after, path, proposed in agreed_actions(change):
        if after is None or is_unfinished(before) or not is_unfinished(after):
            continue
        if change.new_corrections or any(each not in before.moved for each in after.moved):
            continue
        message = (
            f"`{after.id}` was {before.status.value} and is {after.status.value} again; say why, with an entry under "
            "`moved` or `corrections`"
        )
        yield Finding((*path, "status"), message, mild=proposed)


RULE = Rule("reopened-action", Severity.WARNING, check, __doc__, review=True)
