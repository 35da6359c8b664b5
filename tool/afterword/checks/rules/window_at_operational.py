"""A window is at the level `operational`.

A component is operational wherever it has no window, so such a window adds nothing: it is not counted, and in the
chart it looks like a part of the incident. Usually the level was meant to be another one, or the window before it
should end here. A level of the site's own with the status `operational`, such as a notice, is meant as it is.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: operational, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.scales import OPERATIONAL
from afterword.records.vocabulary import ComponentStatus


def check(subject: Subject) -> Iterator[Finding]:
    for index, window in enumerate(subject.record.windows):
        if window.level == OPERATIONAL.id:
            message = "a component is `operational` wherever it has no window; "
            message += "remove this one, or name the level that it had"
            level = subject.known.levels_by_status.get(ComponentStatus.DEGRADED_PERFORMANCE)
            yield Finding(("windows", index, "level"), message, f"level: {level}" if level else "")


RULE = Rule("window-at-operational", Severity.WARNING, check, __doc__, needs_of_site=("levels",), review=True)
