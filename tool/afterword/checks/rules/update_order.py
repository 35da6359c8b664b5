"""Updates are not in chronological order.

Readers see the updates in this order, and the last one gives the current state. If an update is out of order,
its time or its position is wrong, and the record could say that it is over although it is not.

Passes:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    for index, (before, update) in enumerate(pairwise(subject.record.updates), start=1):
        if update.at < before.at:
            line = subject.locator.line(("updates", index - 1))
            own = subject.local_time(update.at, ("updates", index, "at"))
            above = subject.local_time(before.at, ("updates", index - 1, "at"))
            message = f"this update is from {own}, but the one above it (line {line}) is from {above}"
            message += "; put them in the order in which they were published"
            yield Finding(("updates", index, "at"), message)


RULE = Rule("update-order", Severity.ERROR, check, __doc__)
