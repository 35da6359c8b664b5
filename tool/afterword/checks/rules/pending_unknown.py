"""Something in a published post-mortem has been under investigation for a long time.

`pending` tells readers that they will learn it. After `review.pending` (60 days by default) from the publication,
it is either known by now, or it never will be: then another `reason` says so.

Passes:

```yaml
# incidents/2026/2026-09-10-search-is-slow.yml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: published, published: 2026-09-20, resolution: We added a replica.}
unknowns:
  - {field: impact.customers_affected, reason: not_stated}
```

Fails:

```yaml
# incidents/2026/2026-09-10-search-is-slow.yml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: published, published: 2026-09-20, resolution: We added a replica.}
unknowns:
  - {field: impact.customers_affected, reason: pending}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.error_messages import shown
from afterword.records.vocabulary import PostMortemStatus, UnknownReason


def check(subject: Subject) -> Iterator[Finding]:
    record, report = subject.record, subject.record.post_mortem
    if report is None or report.status is not PostMortemStatus.PUBLISHED or report.published is None:
        return
    for index, unknown in enumerate(record.unknowns):
        if unknown.reason is not UnknownReason.PENDING:
            continue
        if subject.clock.has_reached(record.zone.start_of(report.published) + subject.known.review.pending):
            name = unknown.field or unknown.what or ""
            message = f"`{shown(name)}` has been `pending` since the post-mortem was published on {report.published}; "
            message += "write what is known now, or another reason"
            yield Finding(("unknowns", index, "reason"), message, "reason: not_stated")


RULE = Rule("pending-unknown", Severity.INFO, check, __doc__, review=True)
