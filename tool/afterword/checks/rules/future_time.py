"""The record is over, and one of its times is still to come.

What is over cannot have happened later than now. The year, the month or the zone of the time is probably
wrong. A quarter of an hour is let pass, for a time that was rounded up or a clock that goes ahead. The
announced times of a maintenance may lie in the future, since it may have been cancelled.

Passes:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
updates:
  - {at: 2096-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import timestamps
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.source.nodes import Path

_LET_PASS = timedelta(minutes=15)
_ANNOUNCED = (("scheduled", "start"), ("scheduled", "end"))


def check(subject: Subject) -> Iterator[Finding]:
    silent_from = all_passed(subject.record, subject.state)
    if silent_from is None or silent_from <= subject.now:
        return
    late = [(path, moment) for path, moment in _told(subject.record) if moment - _LET_PASS > subject.now]
    path, moment = late[0]
    now = subject.clock(subject.now)
    said = f"{subject.clock(moment)} is still to come (it is {now}), but the record is over"
    more = f"; so are {len(late) - 1} more of its times" if len(late) > 1 else ""
    yield Finding(path, said + more)


def all_passed(record: Record, state: State) -> datetime | None:
    """Give the instant from which on no time of a record that is over counts as still to come."""
    if not _says_that_it_is_over(record, state):
        return None
    last = max((moment for _, moment in _told(record)), default=None)
    return last - _LET_PASS if last else None


def _told(record: Record) -> list[tuple[Path, datetime]]:
    listed = timestamps(record)
    return [each for each in listed if each[0] not in _ANNOUNCED] if record.scheduled else listed


def _says_that_it_is_over(record: Record, state: State) -> bool:
    """An incident may say so by the ends of its windows alone; those of other kinds may have been planned."""
    says = record.kind is Kind.INCIDENT or record.updates or record.status
    return bool(says) and state in FINAL_STATES


RULE = Rule("future-time", Severity.ERROR, check, __doc__, needs=("updates", "status", "kind"))
