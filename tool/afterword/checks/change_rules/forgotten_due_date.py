"""An earlier due date of an action item was deleted from `moved`, or changed.

`moved` shows how often a due date has slipped. Without the entry, the item looks as if it had never been late.

Passes:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Add a replica
    owner: team-search
    due: 2027-01-31
    status: open
    moved: [{on: 2026-11-25, from: 2026-12-15}]
# after
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Add a replica
    owner: team-search
    due: 2027-01-31
    status: open
    moved: [{on: 2026-11-25, from: 2026-12-15, reason: The new machines come in January.}]
```

Fails:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Add a replica
    owner: team-search
    due: 2027-01-31
    status: open
    moved: [{on: 2026-11-25, from: 2026-12-15}]
# after
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2027-01-31, status: open}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange
from afterword.checks.changed_actions import agreed_actions
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity


def check(change: RecordChange) -> Iterator[Finding]:
    for before, after, path, proposed in agreed_actions(change):
        if after is None:
            continue
        kept = [(each.on, each.from_) for each in after.moved]
        gone = [each for each in before.moved if (each.on, each.from_) not in kept]
        if gone:
            dates = ", ".join(each.from_.written for each in gone)
            message = f"`moved` of `{after.id}` no longer says that it was due {dates}; keep the entry"
            entry = f"{{on: {gone[0].on}, from: {gone[0].from_.written}}}"
            place = (*path, "moved") if after.moved else path
            yield Finding(place, message, f"moved: [{entry}]", mild=proposed)


RULE = Rule("forgotten-due-date", Severity.WARNING, check, __doc__, review=True)
