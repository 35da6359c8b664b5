"""An action item of high priority has no number in the issue tracker.

What is in no tracker is forgotten, says the SRE workbook. A site that keeps its work in a tracker can ask for the
number of all items from a priority on: `review.tracker_from: p1` in `status.yml` asks for those of `p0` and `p1`.
By default nothing is asked, because many sites publish action items that have no ticket. `tracker` is internal.

Passes:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
review: {tracker_from: p1}

# incidents/2026/2026-11-20-search-is-slow.yml
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
    tracker: OPS-123
```

Fails:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
review: {tracker_from: p1}

# incidents/2026/2026-11-20-search-is-slow.yml
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
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.action_items import unfinished_without
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    least = subject.known.review.tracker_from
    for path, item in unfinished_without(subject.record, "tracker") if least else ():
        if least and item.priority and item.priority <= least:
            message = f"action item `{item.id}` is `{item.priority}`, but has no `tracker`; add its number"
            yield Finding(path, message, "tracker: OPS-123")


RULE = Rule("action-without-tracker", Severity.WARNING, check, __doc__, review=True)
