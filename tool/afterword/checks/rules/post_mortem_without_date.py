"""A published post-mortem does not say when it was published.

Readers want to know how old an account is, and how long they waited for it. Without `published`, the post-mortem is
missing in the feed's order of news and in the time between the incident and its report.

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
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: published, resolution: We added a replica.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import PostMortemStatus


def check(subject: Subject) -> Iterator[Finding]:
    report = subject.record.post_mortem
    if report is None or report.status is not PostMortemStatus.PUBLISHED or report.published is not None:
        return
    if not declared_unknown(subject.record, "post_mortem.published"):
        message = "the post-mortem is published, but nothing says when; add the day"
        yield Finding(("post_mortem", "published"), message, f"published: {subject.clock.today()}")


RULE = Rule("post-mortem-without-date", Severity.WARNING, check, __doc__, review=True)
