"""Customers noticed an incident first, and no action item changes that.

If customers reported it before any alert, the next one will be found as late. An action item of the type `detect`
closes the gap; a cause of the role `delayed_detection` with an `accepted_risk` says why it stays. The rule looks at
post-mortems whose only `detection` is a report by customers or third parties and whose action items have a `type`.

Passes:

```yaml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: customer_report}
root_causes:
  - {id: queue, text: One queue serves reports and people.}
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: detect
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
detection: {method: customer_report}
root_causes:
  - {id: queue, text: One queue serves reports and people.}
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
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.completeness import has_post_mortem, is_over
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import ActionType, CauseRole, DetectionMethod

_FROM_OUTSIDE = (DetectionMethod.CUSTOMER_REPORT, DetectionMethod.THIRD_PARTY)


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if not has_post_mortem(record) or not is_over(subject) or not record.action_items:
        return
    outside = record.detection and all(each.method in _FROM_OUTSIDE for each in record.detection)
    types = {item.type for item in record.action_items}
    accepted = any(
        each.role is CauseRole.DELAYED_DETECTION and each.accepted_risk for each in record.root_causes
    )
    if outside and not types & {ActionType.DETECT, None} and not accepted:
        message = "customers noticed it first, and no action item is of the type `detect`; "
        message += "add one, or accept the risk in a cause of the role `delayed_detection`"
        yield Finding(("detection",), message)


RULE = Rule(
    "no-detecting-action", Severity.WARNING, check, __doc__, needs=("kind", "action_items"), review=True
)
