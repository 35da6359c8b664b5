"""Milestones come in an order that needs an explanation.

Usually something is noticed, then taken on and declared, then mitigated, then resolved. Where the times say
otherwise, one of them may be wrong, or there is a story that a reader would want to know. When the fault
was understood and when the public was told may come at any point after it was noticed. `resolved` comes no
earlier than the end of the last window.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {detected: 2026-11-20 09:48, acknowledged: 2026-11-20 09:51, mitigated: 2026-11-20 10:10}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {detected: 2026-11-20 09:48, acknowledged: 2026-11-20 10:12, mitigated: 2026-11-20 10:10}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.vocabulary import Kind

_COME_FIRST = {
    "acknowledged": ("detected",),
    "declared": ("detected",),
    "notified": ("detected",),
    "identified": ("detected",),
    "mitigated": ("detected", "acknowledged"),
    "resolved": ("detected", "acknowledged", "declared", "mitigated"),
}
"""For each milestone, those that come before it."""


def check(subject: Subject) -> Iterator[Finding]:
    times = _times(subject.record)
    for name, moment in times.items():
        for first in _COME_FIRST.get(name, ()):
            if first in times and times[first] > moment:
                said = f"`{first}` is {subject.local_time(times[first])}, after `{name}` ({subject.local_time(moment)})"
                yield Finding(("milestones", first), f"{said}; if that is right, say why in the timeline")
    yield from _resolved_too_early(subject)


def _times(record: Record) -> dict[str, datetime]:
    announced = record.kind in (Kind.MAINTENANCE, Kind.DRILL)
    stated = {name: getattr(record.milestones, name) for name in ("detected", *_COME_FIRST)}
    return {
        name: moment
        for name, moment in stated.items()
        if moment is not None and not (announced and name == "notified")
    }


def _resolved_too_early(subject: Subject) -> Iterator[Finding]:
    resolved = subject.record.milestones.resolved
    windows = enumerate(subject.record.windows)
    last, index = max(((window.end, n) for n, window in windows if window.end), default=(None, 0))
    if resolved and last and resolved < last:
        line, end = subject.places.line(("windows", index)), subject.local_time(last)
        said = (
            f"`resolved` is {subject.local_time(resolved)}, but the window in line {line} lasts until {end}"
        )
        yield Finding(("milestones", "resolved"), said, f"resolved: {end}")


RULE = Rule("milestone-order", Severity.WARNING, check, __doc__, needs=("kind",))
