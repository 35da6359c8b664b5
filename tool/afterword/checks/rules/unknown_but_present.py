"""`unknowns` names a key that the record has.

Usually the value became known later, and the entry under `unknowns` was forgotten. The page would show the
value and also say that it is missing. In a list, the entry may stay as long as one item lacks the key, and an entry
may say with `what` which part of the value is missing.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
unknowns:
  - {field: severity, reason: pending}
```

Fails:

```yaml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
unknowns:
  - {field: severity, reason: pending}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.key_paths import is_present, path_of
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    for index, unknown in enumerate(record.unknowns):
        if unknown.field and not unknown.what and is_present(record, unknown.field):
            line = subject.locator.line(path_of(record, unknown.field))
            message = f"`{unknown.field}` is listed as unknown, but the record has it (line {line})"
            yield Finding(("unknowns", index, "field"), f"{message}; remove the entry")


RULE = Rule("unknown-but-present", Severity.WARNING, check, __doc__)
