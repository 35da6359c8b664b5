"""Two records have the same window.

The component, the level, the start and the end are the same. Probably one record was copied from the other and
still has its times, or both are about one incident, which is then listed and counted as two. If they belong
together, say how: under `related`, with `part_of` or `duplicate_of`, or with `covers` in a post-mortem. Windows
whose times are known only to the day, or whose `scope` differs, are not compared, nor are those of imported
records, which have an `origin`.

Passes:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
# incidents/2026/2026-11-21-search-is-slow.yml
title: Search is slow again
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-21 14:05, end: 2026-11-21 14:20}
```

Fails:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
# incidents/2026/2026-11-21-search-is-slow.yml
title: Search is slow again
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.window_claims import window_keys
from afterword.diagnostics import Severity

_NAMED = 3
"""How many of the other records a message names."""


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.origin:
        return
    for index, window in enumerate(record.windows):
        found = (subject.others.files_with_window(record.id, key) for key in window_keys(window))
        others = list(dict.fromkeys(chain.from_iterable(found)))
        if others:
            named = [*others[:_NAMED], *(["more records"] if len(others) > _NAMED else [])]
            message = (
                f"this window is also in {' and '.join(named)}: same component, level, start and end; correct the "
                f"times of one, or relate the records to each other"
            )
            example = f"related: [{{id: {_id_of(others[0])}, relation: duplicate_of}}]"
            yield Finding(("windows", index), message, example)


def _id_of(name: str) -> str:
    """Return the id in the name of a file, which a line number may follow."""
    return name.rpartition("/")[2].partition(".")[0]


RULE = Rule(
    "same-window",
    Severity.WARNING,
    check,
    __doc__,
    needs=("windows", "origin", "related", "post_mortem"),
)
