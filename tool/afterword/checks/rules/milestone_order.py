"""Milestones are in an unusual order.

Usually an incident is detected, then acknowledged and declared, then mitigated, then resolved. If the times
are in another order, one of them may be wrong, or there is something that readers want to know. `identified`
and `notified` may come at any time after `detected`. `notified` cannot be after the first update, which informed the
public, and `resolved` cannot be before the end of the last window; a response time that depends on such a milestone
is not shown.

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

from collections.abc import Iterator, Mapping
from datetime import datetime

from afterword.checks.plausible_times import ANNOUNCED, PREDECESSORS
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.rough_time import form_of, is_coarse


def check(subject: Subject) -> Iterator[Finding]:
    times = _times(subject.record)
    for name, instant in times.items():
        for predecessor in PREDECESSORS.get(name, ()):
            if predecessor in times and times[predecessor] > instant:
                later, earlier = (
                    subject.local_time(times[each], ("milestones", each)) for each in (predecessor, name)
                )
                message = f"`{predecessor}` is {later}, after `{name}` ({earlier})"
                more = "if that is right, explain it in the timeline"
                yield Finding(("milestones", predecessor), f"{message}; {more}")
    yield from _told_at_another_time(subject, times)
    yield from _resolved_too_early(subject)


def _told_at_another_time(subject: Subject, times: Mapping[str, datetime]) -> Iterator[Finding]:
    """Compare the first update with `notified` and `detected`."""
    record = subject.record
    first, index = min(((update.at, n) for n, update in enumerate(record.updates)), default=(None, 0))
    if first is None or record.kind in ANNOUNCED:
        return
    name = "notified" if "notified" in times else "detected"
    if name in times and times[name] > first and not form_of(first):
        path = ("milestones", name)
        line, at = subject.locator.line(("updates", index)), subject.local_time(first, path)
        message = f"`{name}` is {subject.local_time(times[name], path)}, after the first update on line {line} ({at})"
        yield Finding(path, message, f"{name}: {at}")


def _times(record: Record) -> dict[str, datetime]:
    announced = record.kind in ANNOUNCED
    stated = {name: getattr(record.milestones, name) for name in ("detected", *PREDECESSORS)}
    return {
        name: instant
        for name, instant in stated.items()
        if instant is not None and not is_coarse(instant) and not (announced and name == "notified")
    }


def _resolved_too_early(subject: Subject) -> Iterator[Finding]:
    resolved = subject.record.milestones.resolved
    impaired = (
        (window.end, index)
        for index, window in enumerate(subject.record.windows)
        if window.end and window.level in subject.known.impaired_levels
    )
    last, index = max(impaired, default=(None, 0))
    if resolved and last and resolved < last:
        path = ("milestones", "resolved")
        line, end = subject.locator.line(("windows", index)), subject.local_time(last, path)
        message = f"`resolved` is {subject.local_time(resolved, path)}, but the window on line {line} lasts until {end}"
        yield Finding(path, message, f"resolved: {end}")


RULE = Rule("milestone-order", Severity.WARNING, check, __doc__, needs=("kind",))
