"""Two action items have the same title.

One of them is a copy that was not changed: it is counted and followed up twice, and what it was meant to say is
missing. Titles that differ only in capitals and punctuation are the same.

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
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    owner: team-search
    due: 2027-01-31
    status: open
  - id: a2
    title: Give reports a queue of their own.
    type: prevent
    priority: p2
    owner: team-reports
    due: 2027-01-31
    status: open
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.action_items import title_words
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, item in enumerate(subject.record.action_items):
        key = title_words(item.title)
        first = seen.setdefault(key, index)
        if first != index:
            line = subject.locator.line(("action_items", first, "title"))
            message = f"action item `{item.id}` has the title of the one on line {line}"
            yield Finding(("action_items", index, "title"), f"{message}; remove it, or say what it is about")


RULE = Rule("same-action-twice", Severity.WARNING, check, __doc__, review=True)
