"""A window goes on after the last day of its component.

`until` in `status.yml` ends the history of a component: nothing after that day is counted or drawn. Either the
window belongs to another component, or its end is missing, or `until` is too early.

Passes:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components:
  - {id: fax, name: Fax, until: 2026-06-30}
# incidents/2026/2026-06-30-fax-fails.yml
title: Fax fails
summary: No fax was sent.
windows:
  - {component: fax, level: major_outage, start: 2026-06-30 22:00, end: 2026-07-01 00:00}
```

Fails:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components:
  - {id: fax, name: Fax, until: 2026-06-30}
# incidents/2026/2026-06-30-fax-fails.yml
title: Fax fails
summary: No fax was sent.
windows:
  - {component: fax, level: major_outage, start: 2026-06-30 22:00, end: 2026-07-01 02:00}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.timeline.levels import PUBLIC_KINDS


def check(subject: Subject) -> Iterator[Finding]:
    if subject.record.kind not in PUBLIC_KINDS:
        return
    ends = subject.known.component_ends
    pairs = (
        (index, window, name)
        for index, window in enumerate(subject.record.windows)
        for name in window.named
        if name in ends
    )
    for index, window, name in pairs:
        end = ends[name]
        day = (end - timedelta(microseconds=1)).date()
        if window.start >= end:
            what, key = "begins after that", "start"
        elif window.end is None:
            if not subject.clock.has_reached(end):
                continue
            what, key = "has no end", "end"
        elif window.end > end:
            what, key = "ends after that", "end"
        else:
            continue
        message = (
            f"the last day of `{name}` is {day} (`until` in status.yml), and this window {what}; "
            "the time after that day is not counted"
        )
        example = f"end: {subject.local_time(end)}" if key == "end" else ""
        yield Finding(("windows", index, key), message, example)


RULE = Rule(
    "window-after-until", Severity.WARNING, check, __doc__, needs=("kind",), needs_of_site=("components",)
)
