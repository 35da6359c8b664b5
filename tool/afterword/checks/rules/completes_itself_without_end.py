"""Maintenance completes itself, but has no announced end.

`completes_itself` means that the maintenance is completed at its last announced end. If the end is open, publish an
update with `status: completed`, or end its windows.

Passes:

```yaml
title: Search index moves
kind: maintenance
scheduled: {start: 2027-01-12 22:00, end: 2027-01-12 23:00, completes_itself: true}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: Searches may be slow for an hour.}
```

Fails:

```yaml
title: Search index moves
kind: maintenance
scheduled: {start: 2027-01-12 22:00, completes_itself: true}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: Searches may be slow for an hour.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    periods = subject.record.scheduled
    asking = next((index for index, each in enumerate(periods) if each.completes_itself), None)
    open_ends = [index for index, each in enumerate(periods) if each.end is None]
    if asking is not None and open_ends:
        message = "the maintenance completes itself, and this period has no `end` at which it could"
        yield Finding(("scheduled", open_ends[0]), message, "end: 2027-01-12 23:00")


RULE = Rule("completes-itself-without-end", Severity.ERROR, check, __doc__, needs=("scheduled",))
