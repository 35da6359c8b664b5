"""An incident has a window at a level of maintenance.

Time under maintenance is announced work: it is drawn in another colour, and most definitions of uptime do not count
it. In an incident, such a window makes an outage look planned. If the work was planned, the record is of the kind
`maintenance`; if the work caused trouble, the window is at a level of trouble and the record names the maintenance
under `related`.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: partial_outage, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: under_maintenance, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import ComponentStatus, Kind


def check(subject: Subject) -> Iterator[Finding]:
    if subject.record.kind is not Kind.INCIDENT:
        return
    for index, window in enumerate(subject.record.windows):
        if subject.known.statuses.get(window.level) is ComponentStatus.UNDER_MAINTENANCE:
            message = f"`{window.level}` is a level of announced work, but the record is an incident; "
            message += "choose the level that customers saw, or `kind: maintenance`"
            level = subject.known.levels_by_status.get(ComponentStatus.PARTIAL_OUTAGE)
            yield Finding(("windows", index, "level"), message, f"level: {level}" if level else "")


RULE = Rule(
    "incident-under-maintenance",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind",),
    needs_of_site=("levels",),
    review=True,
)
