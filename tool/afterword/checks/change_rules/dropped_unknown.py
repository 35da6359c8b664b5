"""An entry of `unknowns` was deleted, and the record still lacks the value.

Readers learned from the entry that something is missing, and why. Delete it once the value is in the record. If the
value will never be known, change the `reason`.

Passes:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
unknowns: [{field: severity, reason: pending}]
# after
title: Search is slow
severity: sev3
summary: Searches took several seconds.
```

Fails:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
unknowns: [{field: severity, reason: pending}]
# after
title: Search is slow
summary: Searches took several seconds.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange
from afterword.checks.key_paths import declared_unknown, is_present, wrong_key
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity
from afterword.records.record import Record


def check(change: RecordChange) -> Iterator[Finding]:
    if not change.both:
        return
    before, after = change.both
    for unknown in before.unknowns:
        field = unknown.field
        if field is None or unknown.what or wrong_key(field):
            continue
        if is_present(before, field) or is_present(after, field) or _is_declared(after, field):
            continue
        reason = unknown.reason.value
        message = f"`{field}` was listed as unknown ({reason}), and the record still lacks it; keep the entry"
        example = f"unknowns: [{{field: {field}, reason: {reason}}}]"
        yield Finding(("unknowns",), message, example)


def _is_declared(record: Record, field: str) -> bool:
    """Return whether the record still says that a key is missing, or a part of its value."""
    return declared_unknown(record, field) or any(
        each.field and each.field.startswith(f"{field}.") for each in record.unknowns
    )


RULE = Rule("dropped-unknown", Severity.WARNING, check, __doc__, review=True)
