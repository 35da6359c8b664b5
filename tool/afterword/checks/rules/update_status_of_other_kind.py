"""A status does not fit the kind of the record.

An incident is investigating, identified, monitoring and resolved. Maintenance is scheduled, in progress,
verifying and completed, or cancelled. Readers and programs distinguish the two by these words. Near misses
use those of an incident. A drill may use either, because it is planned and simulates an incident.

Passes:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 10:20, status: completed, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import INCIDENT_STATES, MAINTENANCE_STATES, Kind, State
from afterword.source.nodes import Path

_COUNTERPARTS = {
    State.INVESTIGATING: State.IN_PROGRESS,
    State.IDENTIFIED: State.IN_PROGRESS,
    State.MONITORING: State.VERIFYING,
    State.RESOLVED: State.COMPLETED,
    State.SCHEDULED: State.INVESTIGATING,
    State.IN_PROGRESS: State.IDENTIFIED,
    State.VERIFYING: State.MONITORING,
    State.COMPLETED: State.RESOLVED,
    State.CANCELLED: State.RESOLVED,
}


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.kind is Kind.DRILL:
        return
    own: tuple[State, ...] = INCIDENT_STATES
    kind, other = "an incident", "maintenance"
    if record.kind is Kind.MAINTENANCE:
        own, kind, other = MAINTENANCE_STATES, other, kind
    typed: list[tuple[Path, State]] = [
        (("updates", index, "status"), update.state)
        for index, update in enumerate(record.updates)
        if update.state
    ]
    if record.status is not None:
        typed.append((("status",), record.status))
    for path, state in typed:
        if state not in own:
            message = f"`{state}` is a status of {other}; for {kind} use {', '.join(own[:-1])} or {own[-1]}"
            yield Finding(path, message, f"status: {_COUNTERPARTS[state]}")


RULE = Rule("update-status-of-other-kind", Severity.ERROR, check, __doc__, needs=("kind",))
