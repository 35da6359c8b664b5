"""Updates do not stand in the order in which they were published.

Readers see the updates in this order, and the last one says how far things have come. An update that stands
out of order has a wrong time or the wrong place, and a record could say that it is over while it is not.

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
            line = subject.places.line(("updates", index - 1))
            said = (
                f"this update is from {subject.local_time(update.at)}, the one above it (line {line}) from "
            )
            said += f"{subject.local_time(before.at)}; write them in the order in which they were published"
            yield Finding(("updates", index, "at"), said)


RULE = Rule("update-order", Severity.ERROR, check, __doc__)
