"""The start of an incident is after the start of its first window.

The window says that customers were affected before it began. Response times that are counted from `started` would
be too short, so they are not shown, and the record is listed by its windows. Usually `started` has
the time of detection: leave it out, and the start of the first window counts. A window at a level that is
operational for customers may come before the start.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {started: 2026-11-20 09:30}
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {started: 2026-11-20 09:45}
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.distances import distance
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.rough_time import form_of


def check(subject: Subject) -> Iterator[Finding]:
    started = subject.record.milestones.started
    impaired = (
        (window.start, index)
        for index, window in enumerate(subject.record.windows)
        if window.level in subject.known.impaired_levels and not form_of(window.start)
    )
    first, index = min(impaired, default=(None, 0))
    if started and first and started > first and not form_of(started):
        path = ("milestones", "started")
        line, start = subject.locator.line(("windows", index)), subject.local_time(first, path)
        message = (
            f"`started` is {subject.local_time(started, path)}, {distance(started - first)} after the window on line "
            f"{line} starts ({start}); response times would be too short and are not shown"
        )
        yield Finding(path, message, f"started: {start}")


RULE = Rule("start-after-window", Severity.WARNING, check, __doc__)
