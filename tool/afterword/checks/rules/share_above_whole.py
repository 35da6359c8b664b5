"""The share of a window is more than 100 %.

`share` is the part that was affected, so it cannot be more than the whole. Usually a digit is wrong, or the number is a
factor by which something grew: that belongs under `measure` or in the `note`.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15, share: 12 %}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15, share: 120 %}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.quantity import Quantity

_PERCENT, _WHOLE = "%", 100


def check(subject: Subject) -> Iterator[Finding]:
    for index, window in enumerate(subject.record.windows):
        if window.share and _is_above_whole(window.share):
            message = f"the share is `{window.share.text}`, and no part is more than 100 % of the whole"
            yield Finding(("windows", index, "share"), message)


def _is_above_whole(share: Quantity) -> bool:
    """Return whether a percentage is above 100, or may be; for one without an upper bound, the lower one counts."""
    if share.unit != _PERCENT:
        return False
    if share.high is not None:
        return share.high > _WHOLE
    return share.low is not None and (share.low > _WHOLE or (share.strict and share.low == _WHOLE))


RULE = Rule("share-above-whole", Severity.WARNING, check, __doc__)
