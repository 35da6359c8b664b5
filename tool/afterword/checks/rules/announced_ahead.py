"""Maintenance is to be announced later, but its record is already public.

`announced` only records when customers were informed; it does not hide anything. Title, times and text are in
pages, feeds and files as soon as the site is built. To hide the record, set `visibility: internal`, and
remove it when you announce the maintenance. A quarter of an hour is tolerated, for a time that was rounded up
or a clock that is fast.

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

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import CLOCK_TOLERANCE
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.vocabulary import FINAL_STATES, Kind, State, Visibility


def check(subject: Subject) -> Iterator[Finding]:
    if not _applies(subject.record, subject.state):
        return
    for index, period in enumerate(subject.record.scheduled):
        if period.announced and not subject.clock.has_reached(period.announced - CLOCK_TOLERANCE):
            message = (
                "`announced` is in the future, but the record is public as soon as the site is built; "
                "keep it internal until then"
            )
            yield Finding(("scheduled", index, "announced"), message, "visibility: internal")
            return


def _applies(record: Record, state: State) -> bool:
    """Return whether a record is public maintenance ahead. Records that are over are left to `future-time`.

    Whether it completes itself does not matter: only an update or a status can end it before it was announced.
    """
    typed = state in FINAL_STATES and (record.updates or record.status)
    return record.kind is Kind.MAINTENANCE and record.visibility is Visibility.PUBLIC and not typed


RULE = Rule(
    "announced-ahead",
    Severity.ERROR,
    check,
    __doc__,
    needs=("kind", "scheduled", "updates", "status", "visibility"),
)
