"""A maintenance is announced, and nothing says when it takes place.

Calendars, feeds and Statuspage's interface need a day and an hour. Where neither `scheduled` nor a window gives
one, they could only make one up, and customers would plan by it. If the time is not settled yet, say
`visibility: internal` until it is.

Passes:

```yaml
title: Search index moves
kind: maintenance
scheduled: {start: 2027-01-12 22:00, end: 2027-01-12 23:00}
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow for an hour.}
```

Fails:

```yaml
title: Search index moves
kind: maintenance
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow for an hour.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Kind, State, Visibility


def check(subject: Subject) -> Iterator[Finding]:
    if applies(subject):
        said = "the maintenance is announced, and neither `scheduled` nor a window says when it takes place"
        yield Finding(("scheduled",), said, "scheduled: {start: 2026-11-20 22:00, end: 2026-11-20 23:00}")


def applies(subject: Subject) -> bool:
    """Say whether a record announces maintenance to the public without its time."""
    record = subject.record
    timed = record.scheduled is not None or record.windows or record.milestones.started is not None
    announced = record.kind is Kind.MAINTENANCE and record.visibility is Visibility.PUBLIC
    return announced and not timed and subject.state is State.SCHEDULED


RULE = Rule(
    "announced-without-time",
    Severity.ERROR,
    check,
    __doc__,
    needs=("kind", "scheduled", "windows", "milestones", "updates", "status", "visibility"),
)
