"""An incident with a post-mortem has no severity.

The severity tells readers at once how bad it was, and lists can be filtered by it. Whoever writes a post-mortem
knows it. If it was never decided, say so under `unknowns`. Incidents without a post-mortem need no severity.

Passes:

```yaml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: published, published: 2026-11-27, resolution: We added a replica.}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: published, published: 2026-11-27, resolution: We added a replica.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.completeness import has_post_mortem, is_over, lacks
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Kind


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if (
        record.kind is Kind.INCIDENT
        and has_post_mortem(record)
        and is_over(subject)
        and lacks(record, "severity")
    ):
        names = tuple(subject.known.severities)
        message = f"the incident has a post-mortem, but no severity; write one of {', '.join(names)}"
        yield Finding(("severity",), message, f"severity: {names[-1]}")


RULE = Rule(
    "missing-severity",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "severity"),
    needs_of_site=("severities",),
    review=True,
)
