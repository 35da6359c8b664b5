"""A cause has neither an action item nor a reason to leave it.

A cause that nothing is done about will do it again. That can be right, if the risk is small and the remedy dear,
but then it is a decision: write it under `accepted_risk`, as PagerDuty's guide asks. Once an action item names
causes under `addresses`, each cause is looked at; without any `addresses`, only a record without action items is
reported.

Passes:

```yaml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
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

Fails:

```yaml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people.}
  - {id: alert, text: No alert watches the queue.}
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
from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if not has_post_mortem(record) or not is_over(subject) or declared_unknown(record, "action_items"):
        return
    addressed = {name for item in record.action_items for name in item.addresses}
    if record.action_items and not addressed:
        return
    for index, cause in enumerate(record.root_causes):
        if cause.accepted_risk is None and cause.id not in addressed:
            name = f"the cause `{cause.id}`" if cause.id else "this cause"
            message = f"no action item addresses {name}; add one, or say under `accepted_risk` why it is left"
            yield Finding(("root_causes", index), message, "accepted_risk: It is replaced in May.")


RULE = Rule(
    "cause-without-action",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "action_items", "unknowns"),
    review=True,
)
