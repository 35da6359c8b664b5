"""The windows of an incident end hours before or after the update that closes it.

Both tell when it was over, and readers compare them. A component that is down after customers were told that all is
well, or that was well for hours while the incident stayed open, is a typing error or something to explain. The rule
looks at the last window and the closing update. An end up to `review.closing_lag` (4 hours by default) before it is
usual, and so is an earlier one if an update said `monitoring`, if `resolved` names a later time, or if customers
first heard of the incident when it was over. An end after the update is reported from five minutes on; ends that are
days later are left to `end-after-closing`.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 11:15}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.completeness import impaired
from afterword.checks.distances import distance
from afterword.checks.plausible_times import HAPPENED, TypedTime, closing_update, is_far_after_closing
from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import CLOCK_TOLERANCE
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.rough_time import form_of, is_coarse
from afterword.records.vocabulary import State
from afterword.source.nodes import Path


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    closed = closing_update(record) if record.kind in HAPPENED else None
    ends = [(window.end, index) for index, window in impaired(subject)]
    if (
        closed is None
        or not ends
        or any(not end or is_coarse(end) for end, _ in ends)
        or is_coarse(closed.at)
    ):
        return
    end, index = max((end, index) for end, index in ends if end)
    late = end - closed.at
    path = ("windows", index, "end")
    if late > CLOCK_TOLERANCE and not is_far_after_closing(late) and not form_of(end):
        message = (
            f"the window ends {distance(late)} after {_update(subject, closed, path)}; correct one of them"
        )
        if record.windows[index].start < closed.at:
            yield Finding(path, message, f"end: {subject.local_time(closed.at, path)}")
        else:
            yield Finding(path, f"{message}, or say in an update that the problem came back")
    elif -late >= subject.known.review.closing_lag and not _is_explained(record, end):
        message = f"all windows have ended {distance(late)} before {_update(subject, closed, path)}; "
        message += "correct one of them, or say in an update that you were monitoring"
        yield Finding(path, message)


def _update(subject: Subject, closed: TypedTime, path: Path) -> str:
    """Return what the closing update is, with its line and time."""
    return f"{closed.words} (line {subject.locator.line(closed.path)}, {subject.local_time(closed.at, path)})"


def _is_explained(record: Record, end: datetime) -> bool:
    """Return whether something says why the record was closed late, or nobody had heard of it before it was over."""
    watched = any(update.state is State.MONITORING for update in record.updates)
    resolved = record.milestones.resolved
    return (
        watched or (resolved is not None and resolved > end) or all(each.at > end for each in record.updates)
    )


RULE = Rule(
    "end-apart-from-resolved",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "windows", "updates"),
    needs_of_site=("levels",),
    review=True,
)
