"""A root cause has a category that the site does not have.

Causes are counted by category over the years, so each category must have only one name. The categories are
under `cause_categories` in `status.yml`; a site that lists none has a default set of twelve.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
root_causes:
  - {role: cause, category: capacity, text: One queue serves reports and people.}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
root_causes:
  - {role: cause, category: capacities, text: One queue serves reports and people.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.unknown_id import unknown_id
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    for index, cause in enumerate(subject.record.root_causes):
        if cause.category:
            path = ("root_causes", index, "category")
            yield from unknown_id(path, cause.category, subject.known.categories, "a cause category")


RULE = Rule("unknown-category", Severity.ERROR, check, __doc__, needs_of_site=("cause_categories",))
