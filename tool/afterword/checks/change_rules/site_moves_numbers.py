"""A change to `status.yml` moves public numbers.

The uptime policy, the weights and statuses of levels, and the `since`, `until` and `objective` of a component
decide how the past is counted. Changing them may be right, but it changes numbers that customers have read, in all
records at once. The message names the numbers of up to eight components. Announce such a change, and suppress the
finding with a comment that says where.

Passes:

```yaml
# before
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components: [{id: search, name: Search}]
# after
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components: [{id: search, name: Search and suggestions}]
```

Fails:

```yaml
# before
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components: [{id: search, name: Search, since: 2026-01-01}]
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
# after
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components: [{id: search, name: Search, since: 2026-01-01}]
uptime: {policy: strict}
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import SiteChange, described, named_differences
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity

_COUNTING = (
    "uptime", "levels.status", "levels.weight", "components.since", "components.until",
    "components.objective", "timezone", "former_timezones",
)  # fmt: skip
"""Settings from which numbers are computed."""
_NAMED = 8
"""How many components a message names."""


def check(change: SiteChange) -> Iterator[Finding]:
    found = [*named_differences(change.settings, *_COUNTING)]
    if not found:
        return
    numbers = change.numbers()
    if numbers.moved:
        message = (
            f"public numbers move: {'; '.join(numbers.moved)}; what changed: {described(found)}; announce it"
        )
        yield Finding(found[0].place, message)


RULE = Rule("site-moves-numbers", Severity.WARNING, check, __doc__)
