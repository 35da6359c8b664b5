"""Announced maintenance was moved, and no update says so.

Customers have the former time in their calendars and feed readers. An update raises the `SEQUENCE` of the calendar
event and the date of the feed entry, so that these programs show the change, and it says why. The former times
are those in the git history of the record. Without a history, a record counts as moved if its id names a day after the
announcement on which nothing takes place, and no further update was published.

Passes:

```yaml
title: New disks
kind: maintenance
scheduled: {start: 2026-12-15 20:00, end: 2026-12-15 22:00}
updates:
  - {at: 2026-11-18 10:00, status: scheduled, body: New disks on 8 December.}
  - {at: 2026-11-20 09:00, status: scheduled, body: The disks are late. We install them on 15 December.}
```

Fails:

```yaml
title: New disks
kind: maintenance
scheduled: {start: 2026-12-15 20:00, end: 2026-12-15 22:00}
updates:
  - {at: 2026-11-18 10:00, status: scheduled, body: New disks on 8 December.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.rough_time import form_of, is_vague, midnight, period_of
from afterword.records.vocabulary import FINAL_STATES, Kind, Visibility
from afterword.timeline.lifecycle import state_at

_DAY_OF_ID = len("2026-11-20")


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.kind is not Kind.MAINTENANCE or record.visibility is not Visibility.PUBLIC:
        return
    if not record.scheduled or not record.updates or subject.state in FINAL_STATES:
        return
    if state_at(record, subject.clock.now_compared_with(record)) in FINAL_STATES:
        return
    problem = _former_plan(subject) or _day_of_id(subject)
    if problem:
        now = subject.local_time(subject.clock.now.replace(second=0, microsecond=0))
        message = f"{problem}; if the maintenance was moved, publish an update that says so"
        update = f"- {{at: {now}, status: scheduled, body: It is moved to another time.}}"
        yield Finding(("scheduled",), message, update)


def _former_plan(subject: Subject) -> str:
    """Return the latest announced time in the history that differs, if no update was added since; else nothing."""
    record = subject.record
    now = _plan(record)
    for former in subject.history.versions(subject.file):
        before = former.record
        if before is None or before.visibility is not Visibility.PUBLIC or not before.scheduled:
            continue
        if _has_news(record, before):
            return ""
        if _plan(before) != now:
            times = ", ".join(
                " – ".join(form_of(at) or subject.local_time(at) for at in period if at)
                for period in _plan(before)
            )
            return f"the announced time was {times} in commit {former.commit}, and there is no update since"
    return ""


def _has_news(record: Record, before: Record) -> bool:
    """Return whether an update was added. If only the zone has changed, its time differs, but its text does not."""
    times = {each.at for each in before.updates}
    texts = {each.body for each in before.updates}
    return any(each.at not in times and each.body not in texts for each in record.updates)


def _day_of_id(subject: Subject) -> str:
    """Say that the id names a day ahead of the only update, on which nothing takes place; return nothing if not."""
    record = subject.record
    if len(record.updates) > 1:
        return ""
    day = record.id[:_DAY_OF_ID]
    spans = [(at, at) for at in (*record.times, *(update.at for update in record.updates))]
    for each in record.scheduled:
        spans.append((each.start, each.end or _latest(each.start)))
        spans += [(each.announced, each.announced)] if each.announced else []
    days = [(_day(record, start), _day(record, end)) for start, end in spans]
    if day < min(days)[0] or any(first <= day <= last for first, last in days):
        return ""
    return f"the record's id names {day}, and nothing in the record takes place on that day"


def _latest(start: datetime) -> datetime:
    """Return the latest instant that a start of which only the month or the year is known may mean."""
    return midnight(period_of(form_of(start))[1]) if is_vague(start) else start


def _day(record: Record, at: datetime) -> str:
    return record.zone.local(at).date().isoformat()


def _plan(record: Record) -> list[tuple[datetime, datetime | None]]:
    return sorted(((each.start, each.end) for each in record.scheduled), key=lambda each: each[0])


RULE = Rule(
    "moved-without-update",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "scheduled", "updates", "status", "visibility"),
)
