"""`status` contradicts the last update.

The state of a record follows from its last update; `status` is only for records without updates. If a record
has both, one of them is forgotten sooner or later, and it is not clear which one is right.

Passes:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
status: monitoring
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    stated = [(index, update.state) for index, update in enumerate(record.updates) if update.state]
    if record.status is None or not stated:
        return
    index, last = stated[-1]
    if record.status is not last:
        line = subject.locator.line(("updates", index))
        message = f"`status` is `{record.status}`, but the update on line {line} says `{last}`"
        yield Finding(("status",), f"{message}; remove `status`")


RULE = Rule("status-against-updates", Severity.ERROR, check, __doc__, needs=("updates",))
