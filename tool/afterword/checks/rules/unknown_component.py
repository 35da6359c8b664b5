"""A record names a component that is not in `status.yml`.

Each component has its own page, and its history is drawn from the windows of all records. A name that is not
in `status.yml` has no page, and what happened to it is not counted.

Passes:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
windows:
  - {component: serach, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.unknown_id import unknown_id
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.source.nodes import Path
from afterword.source.quoting import scalar


def check(subject: Subject) -> Iterator[Finding]:
    known = subject.known.components
    for path, component, level in _named_components(subject.record):
        value = scalar(level) if path[-1] == component else None
        yield from unknown_id(path, component, known, "a component of `status.yml`", value=value)


def _named_components(record: Record) -> Iterator[tuple[Path, str, str]]:
    """Yield the path of each component that a record names, the component, and its level where it is a key."""
    for key in ("windows", "also_affected"):
        for index, entry in enumerate(getattr(record, key)):
            if entry.component:
                yield (key, index, "component"), entry.component, ""
            for position, component in enumerate(entry.components):
                yield (key, index, "components", position), component, ""
    for index, symptom in enumerate(record.symptoms):
        yield ("symptoms", index, "component"), symptom.component, ""
    for index, update in enumerate(record.updates):
        for component, level in update.levels.items():
            yield ("updates", index, "levels", component), component, level
    for index, event in enumerate(record.timeline):
        if event.component:
            yield ("timeline", index, "component"), event.component, ""


RULE = Rule(
    "unknown-component", Severity.ERROR, check, __doc__, integrity=True, needs_of_site=("components",)
)
