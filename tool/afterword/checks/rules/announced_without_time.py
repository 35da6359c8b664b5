"""Maintenance is announced without a time.

Calendars, feeds and the Statuspage API need a date and a time. If neither `scheduled` nor a window has one,
they would have to invent it, and customers would rely on it. Announce what is settled: whole days
(`start: 2027-01-12, end: 2027-01-13`), or only the month (`start: 2027-01`).

Passes:

```yaml
title: Search index moves
kind: maintenance
scheduled: {start: 2027-01-12 22:00, end: 2027-01-12 23:00}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: Searches may be slow for an hour.}
```

Fails:

```yaml
title: Search index moves
kind: maintenance
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: Searches may be slow for an hour.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Kind, State, Visibility
from afterword.records.zone import with_offsets


def check(subject: Subject) -> Iterator[Finding]:
    if applies(subject):
        message = "the maintenance is announced, but neither `scheduled` nor a window gives its time"
        yield Finding(("scheduled",), message, example(subject))


def example(subject: Subject) -> str:
    """Return the key to add, with times that are valid in the record."""
    key = "scheduled: {start: 2026-11-20 22:00, end: 2026-11-20 23:00}"
    return with_offsets(key) if subject.record.zone.missing else key


def applies(subject: Subject) -> bool:
    """Return whether a record announces maintenance to the public without its time."""
    record = subject.record
    timed = record.scheduled or record.windows or record.milestones.started is not None
    announced = record.kind is Kind.MAINTENANCE and record.visibility is Visibility.PUBLIC
    return announced and not timed and subject.state is State.SCHEDULED


RULE = Rule(
    "announced-without-time",
    Severity.ERROR,
    check,
    __doc__,
    needs=("kind", "scheduled", "windows", "milestones", "updates", "status", "visibility"),
)
