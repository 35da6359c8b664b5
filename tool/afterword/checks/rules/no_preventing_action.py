"""No action item of a post-mortem prevents a repetition.

Items that detect it sooner or make it shorter are useful, and the SRE workbook warns of lists that have nothing
else: then it will happen again. The rule looks at records with three or more action items that all have a `type`.

Passes:

```yaml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    owner: team-search
    due: 2027-01-31
    status: open
    addresses: [queue]
post_mortem: {status: published, published: 2026-11-27, resolution: We added a replica.}
```

Fails:

```yaml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
action_items:
  - {id: a1, title: Alert at half of the limit, type: detect, priority: p1, owner: team-api, due: 2027-02, status: open}
  - {id: a2, title: Stop long reports, type: mitigate, priority: p2, owner: team-api, due: 2027-02, status: open}
  - {id: a3, title: Add a second cluster, type: mitigate, priority: p3, owner: team-api, due: 2027-02, status: open}
post_mortem: {status: published, published: 2026-11-27, resolution: We added a replica.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.completeness import has_post_mortem
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import ActionType

_FEW = 3


def check(subject: Subject) -> Iterator[Finding]:
    items = subject.record.action_items
    if not has_post_mortem(subject.record) or len(items) < _FEW:
        return
    types = {item.type for item in items}
    if not types & {None, ActionType.PREVENT, ActionType.PROCESS, ActionType.OTHER}:
        found = ", ".join(sorted(f"`{each}`" for each in types if each))
        message = f"the action items are of the types {found}"
        yield Finding(("action_items",), f"{message}; none of them prevents a repetition", key=True)


RULE = Rule("no-preventing-action", Severity.INFO, check, __doc__, needs=("kind",), review=True)
