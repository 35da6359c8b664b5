"""An update told of trouble with a component, and no window of the record has it.

Uptime, totals and calendars are computed from the windows alone. What an update told customers, and no
window states, is not counted anywhere. Incidents that are still open are let pass, as updates are written
before windows then; so are maintenances that have not begun or were cancelled, near misses and drills. While a
maintenance runs, bars and uptime call a component operational of which it has no window.

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
from afterword.checks.timestamps import timestamps
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.response import Update
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.timeline.levels import PUBLIC_KINDS
from afterword.timeline.lifecycle import milestones, state_at


def check(subject: Subject) -> Iterator[Finding]:
    record, known = subject.record, subject.known
    runs = _runs(record, subject.now)
    over = subject.state in FINAL_STATES and subject.state is not State.CANCELLED
    if record.kind not in PUBLIC_KINDS or not (over or runs) or declared_unknown(record, "windows"):
        return
    settled = {window.component for window in record.windows}
    for index, update in enumerate(record.updates):
        if not over and update.at > subject.now:
            continue
        for component, level in update.levels.items():
            if level in known.troubles and component in known.components and component not in settled:
                settled.add(component)
                said = (
                    f"this says `{level}` of `{component}`, and no window is about it, so no number counts it"
                )
                path = ("updates", index, "levels", component)
                example = "" if over else _window(subject, component, level, update)
                yield Finding(path, f"{said}; add the window", example, key=True)


def changes(record: Record) -> list[datetime]:
    """List the instants at which what is found may change; without levels in an update, nothing is found."""
    asks = record.kind is Kind.MAINTENANCE and any(update.levels for update in record.updates)
    return [at for _, at in timestamps(record)] if asks else []


def _runs(record: Record, now: datetime) -> bool:
    under_way = (State.IN_PROGRESS, State.VERIFYING)
    return record.kind is Kind.MAINTENANCE and state_at(record, now) in under_way


def _window(subject: Subject, component: str, level: str, update: Update) -> str:
    """Write the window to paste: from when the work began, or from the words that came after it."""
    record = subject.record
    planned = record.scheduled.start if record.scheduled else update.at
    start = max(milestones(record, subject.now).get("started", planned), update.at)
    window = f"{{component: {component}, level: {level}, start: {subject.clock(start)}}}"
    return f"- {window}" if record.windows else f"windows: [{window}]"


RULE = Rule(
    "level-without-window",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "windows", "updates", "status", "unknowns", "scheduled"),
    needs_of_site=("levels", "components"),
)
