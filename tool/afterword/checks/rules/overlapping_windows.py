"""Two windows of one component cover the same time.

A component is at one level at a time, and each minute is counted once. Where windows overlap it cannot be
told which of them is meant: end one where the next begins. A window's end is no longer part of it, so the
two may share that instant. Windows of different components may overlap as they like.

Passes:

```yaml
title: Search is slow, then down
summary: Searches took several seconds, and failed for a quarter of an hour.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:00}
  - {component: search, level: major_outage, start: 2026-11-20 10:00, end: 2026-11-20 10:15}
```

Fails:

```yaml
title: Search is slow, then down
summary: Searches took several seconds, and failed for a quarter of an hour.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
  - {component: search, level: major_outage, start: 2026-11-20 10:00, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.impact import Window


def check(subject: Subject) -> Iterator[Finding]:
    windows = subject.record.windows
    order = sorted(range(len(windows)), key=lambda index: (windows[index].start, index))
    lasting: dict[str, int] = {}
    for index in order:
        window = windows[index]
        earlier = lasting.get(window.component)
        if earlier is not None and _lasts_beyond(windows[earlier], window.start):
            yield _finding(subject, earlier, index)
        if earlier is None or not _lasts_beyond(windows[earlier], window.end):
            lasting[window.component] = index


def _lasts_beyond(window: Window, instant: datetime | None) -> bool:
    return window.end is None or (instant is not None and window.end > instant)


def _finding(subject: Subject, earlier: int, later: int) -> Finding:
    first, second = subject.record.windows[earlier], subject.record.windows[later]
    line, own = (subject.places.line(("windows", index)) for index in (earlier, later))
    lasts = f"lasts until {subject.local_time(first.end)}" if first.end else "has no end"
    said = (
        f"`{second.component}` has two windows at {subject.local_time(second.start)}: this one (line {own}), "
        f"and the one in line {line}, which {lasts}; end one where the other begins"
    )
    return Finding(("windows", later, "start"), said, _example(subject, first, second))


def _example(subject: Subject, first: Window, second: Window) -> str:
    if first.end and (second.end is None or first.end < second.end):
        return f"start: {subject.local_time(first.end)}"
    return ""


RULE = Rule("overlapping-windows", Severity.ERROR, check, __doc__)
