"""Maintenance will be announced later, but its record is already public.

`announced` only records when customers were informed; it does not hide anything. Title, times and text are in
pages, feeds and files as soon as the site is built. To hold the record back until it is announced, set
`publish_at`. Five minutes are tolerated, for a time that was rounded up or a clock that is fast.

Passes:

```yaml
# incidents/2096/2096-11-20-search-index-moves.yml
title: Search index moves
kind: maintenance
publish_at: 2096-11-13 10:00
scheduled: {start: 2096-11-20 22:00, end: 2096-11-20 23:00, announced: 2096-11-13 10:00}
```

Fails:

```yaml
# incidents/2096/2096-11-20-search-index-moves.yml
title: Search index moves
kind: maintenance
scheduled: {start: 2096-11-20 22:00, end: 2096-11-20 23:00, announced: 2096-11-13 10:00}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import CLOCK_TOLERANCE
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.response import Scheduled
from afterword.records.vocabulary import FINAL_STATES, Kind, State, Visibility


def check(subject: Subject) -> Iterator[Finding]:
    if not _applies(subject.record, subject.state):
        return
    for index, period in enumerate(subject.record.scheduled):
        silent_from = _silent_from(subject.record, period)
        if silent_from is not None and not subject.clock.has_reached(silent_from):
            message = (
                "`announced` is in the future, but the record is public as soon as the site is built; "
                "hold it back until then"
            )
            path = ("scheduled", index, "announced")
            announced = subject.local_time(silent_from + CLOCK_TOLERANCE, path)
            yield Finding(path, message, f"publish_at: {announced}")
            return


def _silent_from(record: Record, period: Scheduled) -> datetime | None:
    """Return the instant before which a period must not be public yet, or None if nothing says so."""
    if period.announced is None:
        return None
    silent_from = period.announced - CLOCK_TOLERANCE
    return None if record.publish_at and record.publish_at >= silent_from else silent_from


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
