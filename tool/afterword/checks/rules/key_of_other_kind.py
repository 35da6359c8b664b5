"""A record has a key that makes no sense for its kind.

A notice is information, such as the end of an old version. Nothing is wrong, so it has no severity, no windows and
no levels, and nothing that follows from them: a page with them would count as trouble. `until` says how long a
notice is shown on the status page; other kinds are over when a window or an update ends them. If something is
wrong or planned, the record is of another `kind`.

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
severity: sev4
until: 2027-03-01 00:00
summary: Please move to version 2 before 1 March 2027.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Kind

_NOT_IN_A_NOTICE = (
    "severity",
    "detection",
    "milestones",
    "windows",
    "symptoms",
    "impact",
    "timeline",
    "trigger",
    "root_causes",
    "limited_by",
    "action_items",
    "lessons",
    "post_mortem",
)


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.kind is not Kind.NOTICE:
        if record.until is not None:
            kind = record.kind.replace("_", " ")
            message = f"`until` is for notices, but this record is of the kind `{kind}`"
            yield Finding(("until",), f"{message}; remove it", "kind: notice", key=True)
        return
    for key in _NOT_IN_A_NOTICE:
        if key in record.model_fields_set and getattr(record, key):
            message = f"a notice is only information and has no `{key}`; remove it, or choose another `kind`"
            yield Finding((key,), message, key=True)
    for index, update in enumerate(record.updates):
        if update.levels:
            message = "a notice is only information and gives no component a level; remove `levels`"
            yield Finding(("updates", index, "levels"), f"{message}, or choose another `kind`", key=True)


RULE = Rule("key-of-other-kind", Severity.ERROR, check, __doc__, needs=("kind",))
