"""A post-mortem does not say how service was restored.

Whoever meets the same trouble looks for this first, and it is the part that is most often left empty, says the SRE
workbook. Write a sentence under `post_mortem.resolution`; an event of the kind `action` or `recovery` in the
timeline, a section of text, or an update that says that a fix is in place is enough, too.

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
post_mortem: {status: published, published: 2026-11-27}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.completeness import has_post_mortem, is_over
from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import EventKind, Kind, State

_TOLD = (EventKind.ACTION, EventKind.RECOVERY, None)


def check(subject: Subject) -> Iterator[Finding]:
    record, report = subject.record, subject.record.post_mortem
    if report is None or not has_post_mortem(record) or not is_over(subject) or not record.root_causes:
        return
    told = report.resolution or report.background or report.sections or record.kind is not Kind.INCIDENT
    told = told or any(event.kind in _TOLD for event in record.timeline)
    told = told or any(update.state in (State.MONITORING, State.IDENTIFIED) for update in record.updates)
    if not told and not declared_unknown(record, "post_mortem.resolution"):
        message = "the post-mortem says why it happened, but not how service was restored"
        yield Finding(("post_mortem", "resolution"), message, "resolution: We added a replica.")


RULE = Rule(
    "missing-recovery",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "timeline", "updates", "post_mortem"),
    review=True,
)
