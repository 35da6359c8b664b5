"""An update promises the next one for a time that is not later, or was edited before it was published.

`next_update` is when customers can expect to hear more. If it is not after the update itself, the page says at once
that the next update is late. `edited` is when a published text was changed. In both, the day or the zone is probably
wrong.

Passes:

```yaml
title: Search is slow
updates:
  - at: 2026-11-20 09:52
    status: investigating
    body: Searches take several seconds. We are looking into it.
    next_update: 2026-11-20 10:20
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
updates:
  - at: 2026-11-20 09:52
    status: investigating
    body: Searches take several seconds. We are looking into it.
    next_update: 2026-11-19 10:20
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    for index, update in enumerate(subject.record.updates):
        own = f"the update itself ({subject.local_time(update.at)})"
        if update.next_update and update.next_update <= update.at:
            yield Finding(("updates", index, "next_update"), f"`next_update` is not after {own}")
        if update.edited and update.edited < update.at:
            yield Finding(("updates", index, "edited"), f"`edited` is before {own}")


RULE = Rule("update-times", Severity.ERROR, check, __doc__)
