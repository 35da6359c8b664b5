"""The due date of an action item was moved to a later day, and `moved` does not list the earlier one.

A date may slip, but readers should see it. An entry under `moved` keeps the earlier date, and pages
show how often it has slipped. This is not asked of drafts; while the post-mortem is in review, the finding is an info.

Google's SRE workbook asks teams to track action items until they are closed, and to look at those that are
overdue again and again.

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
  - id: a1
    title: Add a replica
    owner: team-search
    due: 2027-01-31
    status: open
    moved: [{on: 2026-12-01, from: 2026-12-15, reason: The new machines come in January.}]
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
  - {id: a1, title: Add a replica, owner: team-search, due: 2027-01-31, status: open}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange
from afterword.checks.changed_actions import open_actions
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity


def check(change: RecordChange) -> Iterator[Finding]:
    for before, after, path, proposed in open_actions(change):
        if before.due is None or (after.due is not None and after.due <= before.due):
            continue
        if any(each.from_ == before.due and each not in before.moved for each in after.moved):
            continue
        example = f"moved: [{{on: {change.today}, from: {before.due.written}}}]"
        if after.due is None:
            what = f"`{after.id}` was due {before.due.written}, and has no due date now"
        else:
            days = (after.due - before.due).days
            length = f"{days} {'day' if days == 1 else 'days'}"
            what = f"the due date of `{after.id}` slipped by {length}, from {before.due.written} to {after.due.written}"
        message = f"{what}; list the earlier date under `moved`"
        yield Finding((*path, "due"), message, example, mild=proposed)


RULE = Rule("slipped-due-date", Severity.WARNING, check, __doc__, review=True)
