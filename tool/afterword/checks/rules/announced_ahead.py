"""Maintenance is to be announced later, but its record is already public.

`announced` only records when customers were informed; it does not hide anything. Title, times and text are in
pages, feeds and files as soon as the site is built. To hold the record back until it is announced, set
`publish_at`. A quarter of an hour is tolerated, for a time that was rounded up or a clock that is fast.

Passes:

```yaml
title: Search index moves
kind: maintenance
publish_at: 2096-11-13 10:00
scheduled: {announced: 2096-11-13 10:00, start: 2096-11-20 22:00, end: 2096-11-20 23:00}
```

Fails:

```yaml
title: Search index moves
kind: maintenance
scheduled: {announced: 2096-11-13 10:00, start: 2096-11-20 22:00, end: 2096-11-20 23:00}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import CLOCK_TOLERANCE
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.vocabulary import FINAL_STATES, Kind, State, Visibility


def check(subject: Subject) -> Iterator[Finding]:
    silent_from = _silent_from(subject.record, subject.state)
    if silent_from is not None and not subject.clock.has_reached(silent_from):
        message = (
            "`announced` is in the future, but the record is public as soon as the site is built; "
            "hold it back until then"
        )
        announced = subject.local_time(silent_from + CLOCK_TOLERANCE, ("scheduled", "announced"))
        yield Finding(("scheduled", "announced"), message, f"publish_at: {announced}")


def _silent_from(record: Record, state: State) -> datetime | None:
    """Return the instant from which the announcement no longer counts as future, or None if the rule does not apply.

    Records that are over are left to `future-time`.
    """
    plan = record.scheduled
    applies = record.kind is Kind.MAINTENANCE and record.visibility is Visibility.PUBLIC
    if not applies or plan is None or plan.announced is None or state in FINAL_STATES:
        return None
    silent_from = plan.announced - CLOCK_TOLERANCE
    return None if record.publish_at and record.publish_at >= silent_from else silent_from


RULE = Rule(
    "announced-ahead",
    Severity.ERROR,
    check,
    __doc__,
    needs=("kind", "scheduled", "updates", "status", "visibility"),
)
