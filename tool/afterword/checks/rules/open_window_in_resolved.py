"""The record is over, but one of its windows has no end.

A window without an end is still running. The site would show its component as affected today, and its
duration would grow every day, although the page says that the problem is over.

Passes:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.timeline.lifecycle import unended_windows


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    state = subject.state
    last = max((update.at for update in record.updates), default=None)
    for index in unended_windows(record, state):
        window = record.windows[index]
        message = f"the record is `{state}`, but this window of `{', '.join(window.named)}` has no end"
        start = ("windows", index, "start")
        example = f"end: {subject.local_time(last, start)}" if last and last > window.start else ""
        yield Finding(("windows", index, "end"), message, example)


RULE = Rule("open-window-in-resolved", Severity.ERROR, check, __doc__, needs=("updates",))
