"""The record does not say in words what customers saw.

Times and levels say when and how badly something happened, not what customers saw. A public incident that is
over or has a post-mortem needs at least one sentence about it: a `summary`, or an update. So does a notice.

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
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.completeness import has_post_mortem
from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import FINAL_STATES, Kind, Visibility


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.kind not in (Kind.INCIDENT, Kind.NOTICE) or record.visibility is not Visibility.PUBLIC:
        return
    if record.summary or record.updates or declared_unknown(record, "summary"):
        return
    if record.kind is Kind.NOTICE:
        example = "summary: Version 1 of the API ends on 1 March 2027."
        yield Finding(
            ("summary",), "neither a `summary` nor an update says what the notice is about", example
        )
    elif subject.state in FINAL_STATES or has_post_mortem(record):
        message = "neither a `summary` nor an update says what customers saw"
        yield Finding(("summary",), message, "summary: Searches took several seconds.")


RULE = Rule(
    "missing-summary", Severity.ERROR, check, __doc__, needs=("summary", "updates", "kind", "visibility")
)
