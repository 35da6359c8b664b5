"""A milestone is before the start.

Response times are counted from the start, and nothing can be detected or repaired before it began. Often the
time of detection is entered as the start, although the problem began earlier. Without `milestones.started`,
the start is that of the first window. Only `notified` may come first, for maintenance or a drill that was
announced.

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

from afterword.checks.plausible_times import ANNOUNCED
from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import MILESTONES
from afterword.diagnostics import Severity
from afterword.records.rough_time import is_coarse


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    stated = record.milestones.started
    start = stated or min((window.start for window in record.windows), default=None)
    if start is None:
        return
    names = [name for name in MILESTONES if name != "notified" or record.kind not in ANNOUNCED]
    stated_times = ((getattr(record.milestones, name), name) for name in names)
    others = [(instant, name) for instant, name in stated_times if instant and not is_coarse(instant)]
    instant, name = min(others, default=(start, ""))
    if instant < start:
        began = "when it started" if stated else "the start of the first window"
        path = ("milestones", name)
        at = subject.local_time(instant, path)
        message = f"`{name}` is {at}, before {subject.local_time(start, path)}, {began}"
        yield Finding(path, message, f"started: {at}")


RULE = Rule("milestone-before-start", Severity.ERROR, check, __doc__, needs=("milestones", "windows", "kind"))
