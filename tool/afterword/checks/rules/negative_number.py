"""A number of people or requests, or a share, is below zero.

Nothing can affect fewer than no customers. The minus sign is probably a hyphen between two values, as in `5-10`, or a
typing error. Revenue may be below zero, and so may a measure.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
impact: {customers_affected: 5–10}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
impact: {customers_affected: -10}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.quantity import Quantity
from afterword.source.nodes import Path

_COUNTS = ("customers_affected", "requests_failed", "support_tickets")


def check(subject: Subject) -> Iterator[Finding]:
    for path, quantity in _counts(subject):
        below = {each for each in (quantity.low, quantity.high) if each and each < 0} if quantity else ()
        if quantity and below:
            text = quantity.text
            example = "" if len(below) > 1 else f"{path[-1]}: {text.replace('-', '', 1)}"
            yield Finding(path, f"`{text}` is below zero", example)


def _counts(subject: Subject) -> Iterator[tuple[Path, Quantity | None]]:
    record = subject.record
    for index, window in enumerate(record.windows):
        yield ("windows", index, "share"), window.share
    if record.impact:
        yield from ((("impact", key), getattr(record.impact, key)) for key in _COUNTS)


RULE = Rule("negative-number", Severity.WARNING, check, __doc__)
