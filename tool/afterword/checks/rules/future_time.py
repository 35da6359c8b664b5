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

_TOLERANCE = timedelta(minutes=15)
_ANNOUNCED = (("scheduled", "start"), ("scheduled", "end"))


def check(subject: Subject) -> Iterator[Finding]:
    if not _is_over(subject.record, subject.state):
        return
    times = _times(subject.record)
    last = max((instant for _, instant in times), default=None)
    if last is None or subject.clock.has_reached(last - _TOLERANCE):
        return
    now = subject.clock.now
    late = [(path, instant) for path, instant in times if instant - _TOLERANCE > now]
    path, instant = late[0]
    said = f"{subject.local_time(instant)} is still to come (it is {subject.local_time(now)}), but the record is over"
    more = f"; so are {len(late) - 1} more of its times" if len(late) > 1 else ""
    yield Finding(path, said + more)


def _times(record: Record) -> list[tuple[Path, datetime]]:
    listed = timestamps(record)
    return [each for each in listed if each[0] not in _ANNOUNCED] if record.scheduled else listed


def _is_over(record: Record, state: State) -> bool:
    """An incident may say so by the ends of its windows alone; those of other kinds may have been planned."""
    says = record.kind is Kind.INCIDENT or record.updates or record.status
    return bool(says) and state in FINAL_STATES


RULE = Rule("future-time", Severity.ERROR, check, __doc__, needs=("updates", "status", "kind"))
