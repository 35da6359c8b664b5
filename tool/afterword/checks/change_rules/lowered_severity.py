"""The severity of a published record was lowered, and the timeline does not say when.

A lower severity may change who is told and whether a post-mortem is due. An event of the kind `severity_change` says
when the judgement changed, and why; so does an entry under `corrections`. The rule looks at records that have been
closed for `review.settled_after` (an hour by default) or longer: during an incident, a severity may change.

For this reason, PagerDuty measures how long an incident was at each severity.

Passes:

```yaml
# before
title: Search is slow
severity: sev2
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
# after
title: Search is slow
severity: sev3
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
timeline:
  - {at: 2026-11-20 10:00, kind: severity_change, text: Only searches by author are slow. It is a sev3.}
```

Fails:

```yaml
# before
title: Search is slow
severity: sev2
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
# after
title: Search is slow
severity: sev3
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity
from afterword.records.vocabulary import EventKind


def check(change: RecordChange) -> Iterator[Finding]:
    if not change.public or not change.both or change.new_corrections or not change.was_closed:
        return
    before, after = change.both
    ranks = {each.id: rank for rank, each in enumerate(change.sites[1].severities)}
    old, new = ranks.get(before.severity or ""), ranks.get(after.severity or "")
    if old is None or new is None or old >= new:
        return
    if any(each.kind is EventKind.SEVERITY_CHANGE and each not in before.timeline for each in after.timeline):
        return
    message = (
        f"the severity was lowered from {before.severity} to {after.severity} after publication; say when and why, "
        "with an event of the kind `severity_change`"
    )
    yield Finding(("severity",), message)


RULE = Rule("lowered-severity", Severity.INFO, check, __doc__, review=True)
