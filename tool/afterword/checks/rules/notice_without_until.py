"""A notice does not say until when it is shown.

A notice stays on the status page until its `until`, and is then only in the history. Without one, it would stay for
good. An update with `status: ended` ends a notice too.

Passes:

```yaml
title: Version 1 of the API ends in March
kind: notice
until: 2027-03-01 00:00
summary: Please move to version 2 before 1 March 2027.
```

Fails:

```yaml
title: Version 1 of the API ends in March
kind: notice
summary: Please move to version 2 before 1 March 2027.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import FINAL_STATES, Kind


def check(subject: Subject) -> Iterator[Finding]:
    if subject.record.kind is Kind.NOTICE and subject.state not in FINAL_STATES:
        message = "the notice would stay on the status page for good; say until when it is shown"
        yield Finding(("until",), message, "until: 2026-12-04 18:00")


RULE = Rule(
    "notice-without-until", Severity.ERROR, check, __doc__, needs=("kind", "until", "updates", "status")
)
