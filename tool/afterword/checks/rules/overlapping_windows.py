"""Two windows of the same component overlap.

A component has one level at a time, and each minute is counted once. If windows overlap, it is not clear
which level counts: end one where the next one begins. A window does not include the instant of its end, so
two windows may share it. Windows of different components may overlap, and so may windows with different
`scope`, such as two regions; each minute then counts for the worst of them.

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
from itertools import product

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.impact import Window
from afterword.records.rough_time import slack


def check(subject: Subject) -> Iterator[Finding]:
    windows = subject.record.windows
    order = sorted(range(len(windows)), key=lambda index: (windows[index].start, index))
    latest: dict[tuple[str, str], int] = {}
    for index in order:
        window = windows[index]
        found: dict[str, int] = {}
        for affected in dict.fromkeys(product(window.named, window.scope or ("",))):
            earlier = latest.get(affected)
            if earlier is not None and _lasts_beyond(windows[earlier], window.start):
                found.setdefault(affected[0], earlier)
            if earlier is None or not _lasts_beyond(windows[earlier], window.end):
                latest[affected] = index
        for component, earlier in found.items():
            yield _finding(subject, component, earlier, index)


def _lasts_beyond(window: Window, instant: datetime | None) -> bool:
    """Return whether a window certainly lasts longer: two rough times may be the same."""
    if window.end is None or instant is None:
        return window.end is None
    return window.end > instant + slack(window.end) + slack(instant)


def _finding(subject: Subject, component: str, earlier: int, later: int) -> Finding:
    first, second = subject.record.windows[earlier], subject.record.windows[later]
    line, own = (subject.locator.line(("windows", index)) for index in (earlier, later))
    path = ("windows", later, "start")
    lasts = f"lasts until {subject.local_time(first.end, path)}" if first.end else "has no end"
    message = (
        f"`{component}` has two windows at {subject.local_time(second.start, path)}: this one (line {own}), "
        f"and the one on line {line}, which {lasts}; end one where the other begins"
    )
    example = ""
    if first.end and (second.end is None or first.end < second.end):
        example = f"start: {subject.local_time(first.end, path)}"
    return Finding(path, message, example)


RULE = Rule("overlapping-windows", Severity.ERROR, check, __doc__)
