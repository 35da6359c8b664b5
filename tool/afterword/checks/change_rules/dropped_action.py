"""An action item was deleted from a post-mortem that was published or reviewed.

Others rely on it: readers were told that it will be done, and a cause may now have no action item. Keep an item that
will not be done, with `status: wont_do` and a `reason`. An item counts as the same one if its `id` or its title is the
same. While the post-mortem is in review, the finding is an info.

Passes:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2026-12-15, status: open}
# after
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, status: wont_do, closed: 2026-12-01, reason: The index fits on one machine again.}
```

Fails:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
action_items:
  - {id: a1, title: Add a replica, owner: team-search, due: 2026-12-15, status: open}
# after
title: Search is slow
summary: Searches took several seconds.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.action_items import is_unfinished
from afterword.checks.change import RecordChange
from afterword.checks.changed_actions import agreed_actions
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity
from afterword.source.quoting import scalar


def check(change: RecordChange) -> Iterator[Finding]:
    for before, after, path, proposed in agreed_actions(change):
        if after is not None:
            continue
        what, example = "keep it as part of what was done", ""
        if is_unfinished(before):
            what = "if it will not be done, keep it with `status: wont_do`"
            entry = f"id: {scalar(before.id)}, title: {scalar(before.title)}"
            example = f"- {{{entry}, status: wont_do, reason: It is no longer needed.}}"
        message = f"the action item `{before.id}` ({before.title}) was deleted; {what}"
        yield Finding(path, message, example, mild=proposed)


RULE = Rule("dropped-action", Severity.WARNING, check, __doc__, review=True)
