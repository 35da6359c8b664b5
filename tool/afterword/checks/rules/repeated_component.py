"""A list of components names one of them twice.

The second mention adds nothing, so it is probably a slip for another component, which is then missing from the uptime.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {components: [search, api], level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {components: [search, search], level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    for key, entries in (("windows", record.windows), ("also_affected", record.also_affected)):
        for index, entry in enumerate(entries):
            for position, component in enumerate(entry.components):
                if component in entry.components[:position]:
                    path = (key, index, "components", position)
                    yield Finding(path, f"`{component}` is already in this list; name each component once")


RULE = Rule("repeated-component", Severity.WARNING, check, __doc__)
