"""A record has very many action items.

A long list is rarely finished, and what matters is hard to find in it. PagerDuty's guide warns of creating too many
tickets: keep those that prevent or shorten a repetition, and put other ideas in the tracker. The limit is
`review.max_actions` (10 by default); dropped items do not count.

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
  - {id: a1, title: Move shard 1 to new disks, priority: p2, owner: team-search, due: 2027-01-31, status: open}
  - {id: a2, title: Move shard 2 to new disks, priority: p3, owner: team-search, due: 2027-01-31, status: open}
  - {id: a3, title: Move shard 3 to new disks, priority: p1, owner: team-search, due: 2027-01-31, status: open}
  - {id: a4, title: Move shard 4 to new disks, priority: p2, owner: team-search, due: 2027-01-31, status: open}
  - {id: a5, title: Move shard 5 to new disks, priority: p3, owner: team-search, due: 2027-01-31, status: open}
  - {id: a6, title: Move shard 6 to new disks, priority: p1, owner: team-search, due: 2027-01-31, status: open}
  - {id: a7, title: Move shard 7 to new disks, priority: p2, owner: team-search, due: 2027-01-31, status: open}
  - {id: a8, title: Move shard 8 to new disks, priority: p3, owner: team-search, due: 2027-01-31, status: open}
  - {id: a9, title: Move shard 9 to new disks, priority: p1, owner: team-search, due: 2027-01-31, status: open}
  - {id: a10, title: Move shard 10 to new disks, priority: p2, owner: team-search, due: 2027-01-31, status: open}
  - {id: a11, title: Move shard 11 to new disks, priority: p3, owner: team-search, due: 2027-01-31, status: open}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import ActionStatus


def check(subject: Subject) -> Iterator[Finding]:
    count = sum(item.status is not ActionStatus.WONT_DO for item in subject.record.action_items)
    most = subject.known.review.max_actions
    if count > most:
        message = f"there are {count} action items, more than {most} (`review.max_actions`); "
        yield Finding(
            ("action_items",), f"{message}keep those that prevent or shorten a repetition", key=True
        )


RULE = Rule("many-actions", Severity.INFO, check, __doc__, review=True)
