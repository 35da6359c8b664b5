"""An incident was detected in the minute in which it began.

Tools for incident response fill in the start when they are told of the detection, so that both are often equal and
the time to detect is 0. Customers may have been affected for longer: look at the graphs of the hours before. If it
was noticed at once, because somebody watched a change, an event of the kind `change` at that time says so.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {started: 2026-11-20 09:40, detected: 2026-11-20 09:48}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {started: 2026-11-20 09:40, detected: 2026-11-20 09:40}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from afterword.checks.plausible_times import start_of
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.rough_time import form_of
from afterword.records.vocabulary import EventKind, Kind

_NEAR = timedelta(minutes=5)
"""How far from the detection the change may be that somebody watched."""


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    detected, begun = record.milestones.detected, start_of(record)
    if (
        record.kind is not Kind.INCIDENT
        or detected is None
        or begun is None
        or form_of(detected)
        or form_of(begun.at)
    ):
        return
    watched = any(
        abs(event.at - detected) <= _NEAR and event.kind is EventKind.CHANGE for event in record.timeline
    )
    if detected == begun.at and not watched:
        path = ("milestones", "detected")
        message = f"`detected` is {subject.local_time(detected, path)}, the same as {begun.words}; when were "
        yield Finding(path, f"{message}customers affected first?")


RULE = Rule(
    "detected-at-start", Severity.INFO, check, __doc__, needs=("kind", "windows", "timeline"), review=True
)
