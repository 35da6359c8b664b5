"""A post-mortem does not say how the incident was noticed.

Whether an alert or a customer noticed it first is one of the most useful facts of an incident, and the easiest to
forget: the SRE book counts a failure of monitoring among the reasons for writing a post-mortem at all. A `method`
is enough. An event of the kind `detection` in the timeline says it, too.

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
severity: sev3
summary: Searches took several seconds.
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
from afterword.records.vocabulary import EventKind


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if not has_post_mortem(record) or not is_over(subject) or not (record.root_causes or record.timeline):
        return
    if lacks(record, "detection") and not any(
        each.kind in (EventKind.DETECTION, None) for each in record.timeline
    ):
        message = "nothing says how the incident was noticed: by an alert, or by a customer?"
        yield Finding(("detection",), message, "detection: {method: customer_report}")


RULE = Rule(
    "missing-detection",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "detection", "timeline", "root_causes"),
    review=True,
)
