"""`unknowns` names a key that records do not have.

`unknowns` lists which information is missing, and why. Each entry names a key of the record, with
dots for nested keys: `impact.customers_affected`. With a wrong name, readers learn nothing, and the missing
field looks forgotten.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
unknowns:
  - {field: impact.customers_affected, reason: not_stated}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
unknowns:
  - {field: impact.customers_hit, reason: not_stated}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.key_paths import wrong_key
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    for index, unknown in enumerate(subject.record.unknowns):
        wrong = wrong_key(unknown.field)
        if wrong:
            message, meant = wrong
            yield Finding(("unknowns", index, "field"), message, f"field: {meant}" if meant else "")


RULE = Rule("unknown-field", Severity.ERROR, check, __doc__)
