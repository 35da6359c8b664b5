"""All action items of a record have the same priority.

Where everything is equally urgent, nothing is done first. The SRE workbook asks for items that are ordered by what
they achieve. Records with fewer than four items are left alone, and so are items that are done or dropped.

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
  - {id: a1, title: Add a queue for reports, priority: p1, owner: team-search, due: 2027-02, status: open}
  - {id: a2, title: Stop reports after ten minutes, priority: p1, owner: team-search, due: 2027-02, status: open}
  - {id: a3, title: Split the index in two, priority: p1, owner: team-search, due: 2027-02, status: open}
  - {id: a4, title: Alert at half of the limit, priority: p1, owner: team-search, due: 2027-02, status: open}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.action_items import unfinished
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity

_FEW = 4


def check(subject: Subject) -> Iterator[Finding]:
    priorities = [item.priority for _, item in unfinished(subject.record)]
    if len(priorities) >= _FEW and priorities[0] and len(set(priorities)) == 1:
        message = f"all {len(priorities)} unfinished action items are `{priorities[0]}`; say which of them come first"
        yield Finding(("action_items",), message, key=True)


RULE = Rule("same-priority", Severity.INFO, check, __doc__, review=True)
