"""A record uses a level that is not on the site's scale.

The level says how bad a window was, how it is drawn, and how it counts. The scale is under `levels` in
`status.yml`; `operational` is always on it.

Passes:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - at: 2026-11-20 10:20
    status: resolved
    body: Searches are fast again.
    levels: {search: operational}
```

Fails:

```yaml
title: Search is slow
windows:
  - {component: search, level: a_bit_slow, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
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
from afterword.records.synonyms import level_for
from afterword.source.nodes import Path


def check(subject: Subject) -> Iterator[Finding]:
    known = subject.known
    for path, level in _named_levels(subject.record):
        if level in known.levels:
            continue
        guess = level_for(level, known.levels, known.levels_by_status)
        yield from unknown_id(path, level, known.levels, "a level of `status.yml`", guess=guess)


def _named_levels(record: Record) -> Iterator[tuple[Path, str]]:
    for index, window in enumerate(record.windows):
        yield ("windows", index, "level"), window.level
    for index, entry in enumerate(record.also_affected):
        if entry.level:
            yield ("also_affected", index, "level"), entry.level
    for index, update in enumerate(record.updates):
        for component, level in update.levels.items():
            yield ("updates", index, "levels", component), level


RULE = Rule("unknown-level", Severity.ERROR, check, __doc__, integrity=True, needs_of_site=("levels",))
