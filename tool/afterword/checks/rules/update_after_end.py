"""An update goes back to watching after the record was said to be over.

`monitoring` and `verifying` come before the end. After `resolved` or `completed` they leave readers to
guess whether the trouble came back. If it did, say so with `investigating`, `identified` or `in_progress`
first; if there is only something to add, repeat the final status.

Passes:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
  - {at: 2026-11-20 11:05, status: investigating, body: Searches are slow again.}
  - {at: 2026-11-20 11:30, status: monitoring, body: Searches are fast. We are watching.}
  - {at: 2026-11-20 12:30, status: resolved, body: It has stayed that way.}
```

Fails:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
  - {at: 2026-11-20 11:30, status: monitoring, body: We are still watching.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import FINAL_STATES, State


def check(subject: Subject) -> Iterator[Finding]:
    for index, (before, update) in enumerate(pairwise(subject.record.updates), start=1):
        if before.status in FINAL_STATES and update.status in (State.MONITORING, State.VERIFYING):
            line = subject.places.line(("updates", index - 1))
            said = f"`{update.status}` comes after `{before.status}` (line {line})"
            said += ", and nothing says that it came back"
            yield Finding(("updates", index, "status"), said, f"status: {before.status}")


RULE = Rule("update-after-end", Severity.WARNING, check, __doc__, needs=("updates",))
