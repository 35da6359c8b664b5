"""A time has an offset, but the record's zone is `unstated`.

`timezone: unstated` means that the source gives clock times without a zone. They are shown as they are
written. A time with an offset would be converted, and the page would show a time that is not in the source.
Remove the offset, or name the zone if it is known after all.

Passes:

```yaml
title: Search is slow
timezone: unstated
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
timezone: unstated
updates:
  - {at: 2026-11-20 10:20+09:00, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import timestamps
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.records.zone import UNSTATED, has_offset

_OFFSET = pattern(r" ?(?:Z|[+-]\d\d:?\d\d)$", re.ASCII)


def check(subject: Subject) -> Iterator[Finding]:
    if subject.record.timezone != UNSTATED:
        return
    for path, _ in timestamps(subject.record):
        typed = subject.locator.typed(path).strip()
        if has_offset(typed):
            message = f"`{typed}` has an offset, but the record's zone is `{UNSTATED}`; "
            message += "remove the offset, or name the zone"
            yield Finding(path, message, f"{path[-1]}: {_OFFSET.sub('', typed)}")


RULE = Rule("offset-in-unstated-zone", Severity.ERROR, check, __doc__, needs=("timezone",))
