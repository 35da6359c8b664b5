"""The record is over, but one of its times is in the future.

What is over cannot have happened after now. The year, the month or the zone of the time is probably wrong. A
quarter of an hour is tolerated, for a time that was rounded up or a clock that is fast. The announced times
of maintenance may be in the future, because it may have been cancelled. So may the time of an update that is held
back until then with `publish_at`.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {started: 2026-11-20 09:40, resolved: 2026-11-20 10:15}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {started: 2026-11-20 09:40, resolved: 2096-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import CLOCK_TOLERANCE, held_back_updates, timestamps
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.source.nodes import Path

_ANNOUNCED = (("scheduled", "start"), ("scheduled", "end"))


def check(subject: Subject) -> Iterator[Finding]:
    if not _claims_to_be_over(subject.record, subject.state):
        return
    times = _times(subject.record)
    last = max((instant for _, instant in times), default=None)
    if last is None or subject.clock.has_reached(last - CLOCK_TOLERANCE):
        return
    now = subject.clock.now
    future = [(path, instant) for path, instant in times if instant - CLOCK_TOLERANCE > now]
    path, instant = future[0]
    message = f"{subject.local_time(instant)} is in the future (now: {subject.local_time(now)}), but the record is over"
    more = f"; also in the future: {len(future) - 1} more of its times" if len(future) > 1 else ""
    yield Finding(path, message + more)


def _times(record: Record) -> list[tuple[Path, datetime]]:
    listed = timestamps(record)
    later = {("updates", index, "at") for index in held_back_updates(record)}
    return [
        each
        for each in listed
        if each[0] not in (_ANNOUNCED if record.scheduled else ()) and each[0] not in later
    ]


def _claims_to_be_over(record: Record, state: State) -> bool:
    """Return whether the record says that it is over.

    For an incident the ends of its windows are enough; windows of other kinds may have been planned.
    """
    states_it = record.kind is Kind.INCIDENT or record.updates or record.status
    return bool(states_it) and state in FINAL_STATES


RULE = Rule("future-time", Severity.ERROR, check, __doc__, needs=("updates", "status", "kind"))
