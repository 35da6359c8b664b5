"""A post-mortem covers a record that has a published post-mortem of its own.

Readers of the covered record find two accounts, and its page sends them from one to the other; causes and action
items may be counted twice. Either the other post-mortem is `not_required`, because this one is about both, or this
one does not cover it and names it under `related`. Two post-mortems that cover each other lead readers in a circle,
in whatever state they are.

Passes:

```yaml
# incidents/2026/2026-11-18-search-times-out.yml
title: Search times out
severity: sev3
summary: Searches timed out.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: not_required}

# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem:
  status: published
  published: 2026-11-27
  covers: [2026-11-18-search-times-out]
  resolution: We added a replica.
```

Fails:

```yaml
# incidents/2026/2026-11-18-search-times-out.yml
title: Search times out
severity: sev3
summary: Searches timed out.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: published, published: 2026-11-27, resolution: We added a replica.}

# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem:
  status: published
  published: 2026-11-27
  covers: [2026-11-18-search-times-out]
  resolution: We added a replica.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import PostMortemStatus


def check(subject: Subject) -> Iterator[Finding]:
    record, report = subject.record, subject.record.post_mortem
    for index, covered in enumerate(report.covers if report else ()):
        present = subject.others.present_id(covered)
        if present is None or present == record.id:
            continue  # `unknown-reference` says so
        status, others = subject.others.report(present)
        path = ("post_mortem", "covers", index)
        if record.id in map(subject.others.present_id, others):
            message = (
                f"this post-mortem and that of `{covered}` cover each other; remove one of the two `covers`"
            )
            yield Finding(path, message)
        elif report and PostMortemStatus.PUBLISHED.value == report.status.value == status:
            message = f"`{covered}` has a published post-mortem of its own; make that one `not_required`, "
            message += "or do not cover it"
            yield Finding(path, message)


RULE = Rule("covers-post-mortem", Severity.WARNING, check, __doc__, review=True)
