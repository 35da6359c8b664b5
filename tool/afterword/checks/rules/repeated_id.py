"""Two entries of one list have the same id.

Symptoms refer to windows by id, and action items to root causes. Reviewers follow an entry by its id from one
version of the record to the next. So each id must be unique in its list.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {id: w1, component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
  - {id: w2, component: search, level: degraded, start: 2026-11-20 11:00, end: 2026-11-20 11:10}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {id: w1, component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
  - {id: w1, component: search, level: degraded, start: 2026-11-20 11:00, end: 2026-11-20 11:10}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    yield from _repeated(subject, "windows", "window", (window.id for window in record.windows))
    yield from _repeated(subject, "root_causes", "root cause", (cause.id for cause in record.root_causes))
    yield from _repeated(subject, "action_items", "action item", (item.id for item in record.action_items))


def _repeated(subject: Subject, key: str, what: str, ids: Iterable[str | None]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, entry_id in enumerate(ids):
        if entry_id is None:
            continue
        if entry_id in first:
            line = subject.locator.line((key, first[entry_id], "id"))
            message = f"`{entry_id}` is already the id of the {what} on line {line}"
            yield Finding((key, index, "id"), message, f"id: {entry_id}-{index + 1}")
        first.setdefault(entry_id, index)


RULE = Rule("repeated-id", Severity.ERROR, check, __doc__, integrity=True)
