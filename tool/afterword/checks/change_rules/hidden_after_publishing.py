"""A record that was public has become internal, or is held back by its `publish_at`.

Its page and its entries in feeds and calendars disappear, and its windows no longer count, so the public uptime
improves without a trace. The message says by how much. If the record should never have been public, give this reason in
a comment that suppresses the finding.

Passes:

```yaml
# before
title: Search is slow
visibility: internal
summary: Searches took several seconds.
# after
title: Search is slow
summary: Searches took several seconds.
```

Fails:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
# after
title: Search is slow
visibility: internal
summary: Searches took several seconds.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Visibility
from afterword.records.zone import written


def check(change: RecordChange) -> Iterator[Finding]:
    now = change.after
    if not change.both or now is None or not change.published[0] or change.published[1]:
        return
    waits = now.publish_at if now.visibility is Visibility.PUBLIC else None
    until = f"held back until {written(now.zone.local(waits), with_offset=now.zone.missing)}" if waits else ""
    message = f"`{now.id}` was public ({change.base}) and is now {until or 'internal'}; {_effect(change)}"
    key, example = ("publish_at", "") if waits else ("visibility", "visibility: public")
    yield Finding((key,), message, example)


def _effect(change: RecordChange) -> str:
    """Say how public uptime differs without the record."""
    if not change.before or not change.before.windows:
        return "no public uptime changes"
    numbers = change.numbers()
    if not numbers.complete:
        return "the change in uptime can be computed once there are no errors"
    if not numbers.moved:
        return "no public uptime changes"
    return f"its windows no longer count: {'; '.join(numbers.moved)}"


RULE = Rule("hidden-after-publishing", Severity.WARNING, check, __doc__)
