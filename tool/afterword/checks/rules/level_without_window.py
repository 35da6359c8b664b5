"""An update gives a component a level, but the record has no window for it.

Uptime, totals and calendars are computed from windows only. A level in an update without a window is not
counted anywhere. The rule ignores near misses, drills, and maintenance that has not begun or was cancelled.
It also ignores open incidents, because updates are usually written before windows. While maintenance is in
progress, a component without a window counts as operational in bars and uptime.

Passes:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - at: 2026-11-20 09:52
    status: investigating
    body: Searches take several seconds. We are looking.
    levels: {search: degraded}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
updates:
  - at: 2026-11-20 09:52
    status: investigating
    body: Searches take several seconds. We are looking.
    levels: {search: degraded}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.response import Update
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.timeline.levels import PUBLIC_KINDS
from afterword.timeline.lifecycle import lifecycle, state_at


def check(subject: Subject) -> Iterator[Finding]:
    record, known = subject.record, subject.known
    if record.kind not in PUBLIC_KINDS or declared_unknown(record, "windows"):
        return
    over = subject.state in FINAL_STATES and subject.state is not State.CANCELLED
    if not any(update.levels for update in record.updates) or not (over or _is_running(subject)):
        return
    has_window = {component for window in record.windows for component in window.named}
    for index, update in enumerate(record.updates):
        if not over and not subject.clock.has_reached(update.at):
            continue
        for component, level in update.levels.items():
            if (
                level in known.impaired_levels
                and component in known.components
                and component not in has_window
            ):
                has_window.add(component)
                message = f"`{component}` is `{level}` here, but has no window, so it is not counted"
                path = ("updates", index, "levels", component)
                example = "" if over else _window(subject, component, level, update)
                yield Finding(path, f"{message}; add the window", example, key=True)


def _is_running(subject: Subject) -> bool:
    running = (State.IN_PROGRESS, State.VERIFYING)
    return subject.record.kind is Kind.MAINTENANCE and state_at(subject.record, _now(subject)) in running


def _now(subject: Subject) -> datetime:
    """Return the current time; states and milestones follow from comparing it with the times of the record."""
    return subject.clock.now_compared_with(subject.record)


def _window(subject: Subject, component: str, level: str, update: Update) -> str:
    """Write a window to paste, from the start of the work or from the update if that is later."""
    record = subject.record
    planned = record.scheduled.start if record.scheduled else update.at
    start = max(lifecycle(record, _now(subject)).started or planned, update.at)
    window = f"{{component: {component}, level: {level}, start: {subject.local_time(start)}}}"
    return f"- {window}" if record.windows else f"windows: [{window}]"


RULE = Rule(
    "level-without-window",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "windows", "updates", "status", "unknowns", "scheduled"),
    needs_of_site=("levels", "components"),
)
