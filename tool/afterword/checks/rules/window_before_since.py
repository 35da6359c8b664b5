"""A window starts before the first day of its component.

Uptime is computed from the component's `since` in `status.yml`, and nothing before that day is counted or drawn.
If the component existed before, set `since` to an earlier day; otherwise the window has a wrong
component or a wrong time.

Passes:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components:
  - {id: search, name: Search, since: 2026-11-01}
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```

Fails:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components:
  - {id: search, name: Search, since: 2026-11-21}
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.distances import distance
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.timeline.levels import PUBLIC_KINDS


def check(subject: Subject) -> Iterator[Finding]:
    if subject.record.kind not in PUBLIC_KINDS:
        return
    for index, window in enumerate(subject.record.windows):
        first_days = [(since, each) for each in window.named if (since := subject.known.since.get(each))]
        if not first_days:
            continue
        since, component = max(first_days)
        begins = subject.known.zone.start_of(since)
        if window.start < begins:
            path = ("windows", index, "start")
            counted = (
                "counts only from that day on"
                if window.end is None or window.end > begins
                else "is not counted"
            )
            message = (
                f"this window of `{component}` starts at {subject.local_time(window.start, path)}, "
                f"{distance(begins - window.start)} before the component's first day (`since: {since}`), and {counted}"
            )
            yield Finding(path, f"{message}; set an earlier `since` in `status.yml`, or correct the window")


RULE = Rule("window-before-since", Severity.WARNING, check, __doc__, needs=("kind",))
