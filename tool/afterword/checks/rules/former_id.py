"""A record refers to another one by a former id.

The page shows the record that is meant. The present id is easier to find for the people who read the file.

Passes:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
aliases: [2026-11-20-search-slow]
# incidents/2026/2026-11-21-search-is-slow-again.yml
title: Search is slow again
summary: Searches took several seconds.
related: [{id: 2026-11-20-search-is-slow, relation: recurrence_of}]
```

Fails:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
aliases: [2026-11-20-search-slow]
# incidents/2026/2026-11-21-search-is-slow-again.yml
title: Search is slow again
summary: Searches took several seconds.
related: [{id: 2026-11-20-search-slow, relation: recurrence_of}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    for index, related in enumerate(subject.record.related):
        present = subject.others.present_id(related.id)
        if present not in (None, related.id, subject.record.id):
            message = f"`{related.id}` is a former id of `{present}`; write the present one"
            yield Finding(("related", index, "id"), message, f"id: {present}")


RULE = Rule("former-id", Severity.INFO, check, __doc__)
