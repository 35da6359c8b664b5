"""A maintenance record has no announced time.

Readers want to know in advance when the work takes place, and afterwards whether it took longer. If it
was not announced, say so: `unknowns: [{field: scheduled, reason: not_applicable}]`. If it has not begun yet,
`announced-without-time` is reported instead.

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
kind: maintenance
updates:
  - {at: 2026-11-20 22:00, status: in_progress, body: Searches may be slow for an hour.}
  - {at: 2026-11-20 23:00, status: completed, body: The index has moved.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.rules import announced_without_time
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Kind


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.kind is not Kind.MAINTENANCE or record.scheduled:
        return
    if announced_without_time.applies(subject):
        return
    if not declared_unknown(record, "scheduled"):
        message = "the maintenance has no `scheduled`; add the time for which it was announced"
        yield Finding(("scheduled",), message, announced_without_time.example(subject))


RULE = Rule("maintenance-without-schedule", Severity.WARNING, check, __doc__, needs=("scheduled",))
