"""A record has `scheduled`, but is not of the kind `maintenance`.

`scheduled` is the announced time of maintenance. Incidents are not announced: either `kind: maintenance` is
missing, or the times belong in `windows`.

Passes:

```yaml
title: Search index moves
kind: maintenance
scheduled: {start: 2026-11-20 22:00, end: 2026-11-20 23:00}
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow for an hour.}
```

Fails:

```yaml
title: Search index moves
scheduled: {start: 2026-11-20 22:00, end: 2026-11-20 23:00}
updates:
  - {at: 2026-11-20 23:00, status: resolved, body: Searches were slow for an hour.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Kind


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.scheduled and record.kind is not Kind.MAINTENANCE:
        kind = record.kind.replace("_", " ")
        message = f"`scheduled` is for maintenance, but this record is of the kind `{kind}`"
        yield Finding(("scheduled",), message, "kind: maintenance")


RULE = Rule("scheduled-without-maintenance", Severity.ERROR, check, __doc__, needs=("kind",))
