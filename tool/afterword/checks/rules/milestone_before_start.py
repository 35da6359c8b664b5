"""A milestone lies before the start.

Response times are counted from the start, and nothing can be noticed or repaired before it began. Often the
start was typed as the moment at which somebody noticed, although it had begun earlier. Without
`milestones.started` the start is that of the first window. Only `notified` may come first, for a
maintenance or a drill that was announced.

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
milestones: {started: 2026-11-20 09:48, detected: 2026-11-20 09:40}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import MILESTONES
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Kind

_ANNOUNCED = (Kind.MAINTENANCE, Kind.DRILL)


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    typed = record.milestones.started
    start = typed or min((window.start for window in record.windows), default=None)
    if start is None:
        return
    judged = [name for name in MILESTONES if name != "notified" or record.kind not in _ANNOUNCED]
    others = [(moment, name) for name in judged if (moment := getattr(record.milestones, name)) is not None]
    moment, name = min(others, default=(start, ""))
    if moment < start:
        began = (
            f"{subject.local_time(start)}, {'when it started' if typed else 'the start of the first window'}"
        )
        said = f"`{name}` is {subject.local_time(moment)}, which is before {began}"
        yield Finding(("milestones", name), said, f"started: {subject.local_time(moment)}")


RULE = Rule("milestone-before-start", Severity.ERROR, check, __doc__, needs=("milestones", "windows", "kind"))
