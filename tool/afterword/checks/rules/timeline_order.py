"""The events of the timeline are not in chronological order.

Readers follow a timeline from top to bottom. Pages sort the events, so an event in another place is usually one
with a wrong time, and readers of the page cannot see that. Two events at the same time may be in any order, and
so may those whose time is not known exactly.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
timeline:
  - {at: 2026-11-20 09:48, kind: detection, text: The alert goes off.}
  - {at: 2026-11-20 10:02, kind: action, text: A replica is added.}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
timeline:
  - {at: 2026-11-20 10:02, kind: action, text: A replica is added.}
  - {at: 2026-11-20 09:48, kind: detection, text: The alert goes off.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.rough_time import form_of


def check(subject: Subject) -> Iterator[Finding]:
    latest: tuple[datetime, int] | None = None
    for index, event in enumerate(subject.record.timeline):
        if form_of(event.at):
            continue
        if latest and event.at < latest[0]:
            line, path = subject.locator.line(("timeline", latest[1])), ("timeline", index, "at")
            own, before = (
                subject.local_time(event.at, path),
                subject.local_time(latest[0], ("timeline", latest[1], "at")),
            )
            message = f"this event is from {own}, but the one on line {line} above it is from {before}"
            yield Finding(path, f"{message}; correct the time, or move the event")
        else:
            latest = event.at, index


RULE = Rule("timeline-order", Severity.WARNING, check, __doc__, review=True)
