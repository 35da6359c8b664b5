"""An update goes back to monitoring after the record was over.

`monitoring` and `verifying` come before the end. After `resolved` or `completed`, they make readers wonder
whether the problem came back. If it did, say so with `investigating`, `identified` or `in_progress` first. If
there is only something to add, repeat the final status.

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
    stated = [(index, update.state) for index, update in enumerate(subject.record.updates) if update.state]
    for (before, last), (index, state) in pairwise(stated):
        if last in FINAL_STATES and state in (State.MONITORING, State.VERIFYING):
            line = subject.locator.line(("updates", before))
            message = f"`{state}` comes after `{last}` (line {line})"
            message += ", but no update says that the problem came back"
            yield Finding(("updates", index, "status"), message, f"status: {last}")


RULE = Rule("update-after-end", Severity.WARNING, check, __doc__, needs=("updates",))
