"""A post-mortem that is published or in review has no content.

Readers who open a post-mortem expect to learn why it happened and what is done about it. This one has neither a
cause nor an action item, a timeline, a lesson or any text. Until there is something to review, it is
a `draft`; if there will be none, it is `not_required`. A link under `links` to a report elsewhere is enough.

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
post_mortem: {status: published, published: 2026-11-27}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.completeness import has_post_mortem
from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import PostMortemStatus

_PARTS = (
    "root_causes",
    "trigger",
    "action_items",
    "timeline",
    "lessons",
    "limited_by",
    "symptoms",
    "links",
    "exposure",
)
_TEXTS = ("background", "resolution", "customer_actions", "sections")


def check(subject: Subject) -> Iterator[Finding]:
    record, report = subject.record, subject.record.post_mortem
    if report is None or report.status is PostMortemStatus.DRAFT or not has_post_mortem(record):
        return
    parts = any(getattr(record, key) for key in _PARTS) or any(getattr(report, key) for key in _TEXTS)
    if not parts and not declared_unknown(record, "root_causes"):
        state = report.status.value.replace("_", " ")
        message = f"the post-mortem is {state}, but has no cause, action item, timeline, lesson or text; "
        yield Finding(("post_mortem", "status"), f"{message}write one, or leave it a draft", "status: draft")


RULE = Rule(
    "empty-post-mortem",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "root_causes", "trigger", "action_items", "timeline", "lessons", "post_mortem"),
    review=True,
)
