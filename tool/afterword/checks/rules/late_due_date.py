"""An action item is due later than the site allows for its priority.

A site can say how soon items of a priority are to be done, counted from the day of the incident:
`review.due_within` in `status.yml`. PagerDuty, for example, allows 15 or 30 days, and Atlassian four or eight
weeks. By default there is no limit. A date that was moved is judged like any other; `moved` says why.

Passes:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
review: {due_within: {p1: 90 days}}

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

Fails:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
review: {due_within: {p1: 30 days}}

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

from afterword.checks.action_items import unfinished
from afterword.checks.distances import distance
from afterword.checks.plausible_times import first_day
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    record, limits = subject.record, subject.known.review.due_within
    first = first_day(record) if record.action_items else None
    for index, item in unfinished(record) if first else ():
        limit = limits.limit(item.priority)
        if limit is None or item.due is None or any(m.reason for m in item.moved):
            continue
        assert first
        latest = first + limit
        if item.due > latest:
            days = item.due.toordinal() - first.toordinal()
            message = (
                f"action item `{item.id}` is due on {item.due.written}, {days} days after the incident; "
            )
            message += f"the site allows {distance(limit)} for `{item.priority}`"
            yield Finding(("action_items", index, "due"), message, f"due: {latest}")


RULE = Rule("late-due-date", Severity.WARNING, check, __doc__, needs=("windows", "milestones"), review=True)
