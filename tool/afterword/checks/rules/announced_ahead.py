"""A maintenance is to be announced later, but its record is public at once.

`announced` only says when customers were told; it holds nothing back. Title, times and text are in pages, feeds
and files as soon as the site is built. Keep the record back with `visibility: internal`, and take that out when
the time has come. A quarter of an hour is let pass, for a time that was rounded up or a clock that goes ahead.

Passes:

```yaml
title: Search index moves
kind: maintenance
visibility: internal
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
from datetime import datetime, timedelta

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.vocabulary import FINAL_STATES, Kind, State, Visibility

_LET_PASS = timedelta(minutes=15)


def check(subject: Subject) -> Iterator[Finding]:
    silent_from = _silent_from(subject.record, subject.state)
    if silent_from is not None and not subject.clock.has_reached(silent_from):
        said = (
            "`announced` is still to come, but the record is public as soon as it is built; "
            "keep it back until then"
        )
        yield Finding(("scheduled", "announced"), said, "visibility: internal")


def _silent_from(record: Record, state: State) -> datetime | None:
    """Give the instant from which on an announcement does not count as still to come; None where none can.

    Of a record that is over, `future-time` speaks.
    """
    plan = record.scheduled
    can = record.kind is Kind.MAINTENANCE and record.visibility is Visibility.PUBLIC
    if not can or plan is None or plan.announced is None or state in FINAL_STATES:
        return None
    return plan.announced - _LET_PASS


RULE = Rule(
    "announced-ahead",
    Severity.ERROR,
    check,
    __doc__,
    needs=("kind", "scheduled", "updates", "status", "visibility"),
)
