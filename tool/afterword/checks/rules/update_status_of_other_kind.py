"""A status does not fit the kind of the record.

An incident is investigating, identified, monitoring or resolved. Maintenance is scheduled, in progress,
verifying, completed or cancelled. A notice is current or ended. Readers and programs distinguish the kinds by
these words. Near misses use those of incidents. A drill may use those of incidents and maintenance, because it is
planned and simulates an incident. `update` leaves the state as it is, in every kind.

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
from afterword.records.vocabulary import INCIDENT_STATES, MAINTENANCE_STATES, NOTICE_STATES, Kind, State
from afterword.source.nodes import Path

_STAGES = (
    (State.INVESTIGATING, State.SCHEDULED, State.CURRENT),
    (State.IDENTIFIED, State.IN_PROGRESS, State.CURRENT),
    (State.MONITORING, State.VERIFYING, State.CURRENT),
    (State.RESOLVED, State.COMPLETED, State.ENDED),
    (State.RESOLVED, State.CANCELLED, State.ENDED),
)
"""The states of incidents, maintenance and notices that correspond to each other."""
_OWN: tuple[tuple[str, tuple[State, ...]], ...] = (
    ("an incident", INCIDENT_STATES),
    ("maintenance", MAINTENANCE_STATES),
    ("a notice", NOTICE_STATES),
)
_COLUMNS = {Kind.MAINTENANCE: 1, Kind.NOTICE: 2}


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    column = _COLUMNS.get(record.kind, 0)
    kind, own = _OWN[column]
    if record.kind is Kind.DRILL:
        kind, own = "a drill", (*INCIDENT_STATES, *MAINTENANCE_STATES)
    typed: list[tuple[Path, State]] = [
        (("updates", index, "status"), update.state)
        for index, update in enumerate(record.updates)
        if update.state
    ]
    if record.status is not None:
        typed.append((("status",), record.status))
    for path, state in typed:
        if state not in own:
            other = next(name for name, states in _OWN if state in states)
            message = f"`{state}` is a status of {other}; for {kind} use {', '.join(own[:-1])} or {own[-1]}"
            yield Finding(path, message, f"status: {_counterpart(state, column)}")


def _counterpart(state: State, column: int) -> State:
    """Return the state of another kind that is most like a state; work that is announced is not yet in progress."""
    if column == 1 and state is State.INVESTIGATING:
        return State.IN_PROGRESS
    if column == 0 and state is State.IN_PROGRESS:
        return State.IDENTIFIED
    return next(stage[column] for stage in _STAGES if state in stage)


RULE = Rule("update-status-of-other-kind", Severity.ERROR, check, __doc__, needs=("kind",))
