"""Customers were first informed when the incident was over.

If `notified` is later than the end, customers were left alone with the incident. That happens, and readers want to
know why; more often, one of the times is wrong. The timeline or a lesson explains it. Only a typed `notified` is
compared: a history that was written down later is a decision of its own.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {notified: 2026-11-20 09:52, resolved: 2026-11-20 10:15}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {notified: 2026-11-20 11:40, resolved: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.completeness import impaired
from afterword.checks.distances import distance
from afterword.checks.plausible_times import HAPPENED
from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import CLOCK_TOLERANCE
from afterword.diagnostics import Severity
from afterword.records.rough_time import is_coarse


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    ends = [window.end for _, window in impaired(subject)]
    resolved = record.milestones.resolved or max((end for end in ends if end), default=None)
    notified = record.milestones.notified
    if record.kind not in HAPPENED or not notified or not resolved or (None in ends):
        return
    if (
        notified > resolved + CLOCK_TOLERANCE
        and not (is_coarse(notified) or is_coarse(resolved))
        and not record.lessons
    ):
        path = ("milestones", "notified")
        at, end = subject.local_time(notified, path), subject.local_time(resolved, path)
        message = f"`notified` is {at}, {distance(notified - resolved)} after the end ({end}); "
        yield Finding(path, f"{message}correct it, or say under `lessons` why customers heard of it so late")


RULE = Rule(
    "notified-after-resolved",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "windows"),
    needs_of_site=("levels",),
    review=True,
)
