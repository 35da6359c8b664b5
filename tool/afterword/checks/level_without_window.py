"""An update told of trouble with a component, and no window of the record has it.

Uptime, totals and calendars are computed from the windows alone. What an update told customers, and no
window states, is not counted anywhere. Records that are still open are let pass, as updates are written
before windows then; so are maintenances that were cancelled, near misses and drills.

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

from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import FINAL_STATES, State
from afterword.timeline.levels import PUBLIC_KINDS


def check(subject: Subject) -> Iterator[Finding]:
    record, known = subject.record, subject.known
    state = subject.state
    if record.kind not in PUBLIC_KINDS or state not in FINAL_STATES or state is State.CANCELLED:
        return
    if declared_unknown(record, "windows"):
        return
    settled = {window.component for window in record.windows}
    for index, update in enumerate(record.updates):
        for component, level in update.levels.items():
            if level in known.troubles and component in known.components and component not in settled:
                settled.add(component)
                said = (
                    f"this says `{level}` of `{component}`, and no window is about it, so no number counts it"
                )
                yield Finding(("updates", index, "levels", component), f"{said}; add the window", key=True)


RULE = Rule(
    "level-without-window",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "windows", "updates", "status", "unknowns"),
    needs_of_site=("levels", "components"),
)
