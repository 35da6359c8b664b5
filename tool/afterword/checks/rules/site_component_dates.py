"""The dates of a component contradict each other.

`since` is the first day of its history and `until` the last one. A component that moved between groups has a
list of them, and each entry but the first needs the day from which it counts.

Passes:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
groups:
  - {id: office, name: Office}
  - {id: legacy, name: Legacy}
components:
  - id: fax
    name: Fax
    group:
      - {group: office}
      - {group: legacy, since: 2025-01-01}
    since: 2020-01-01
    until: 2026-06-30
```

Fails:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components:
  - {id: fax, name: Fax, since: 2026-06-30, until: 2020-01-01}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity
from afterword.records.components import Component
from afterword.source.nodes import Path


def check(subject: SiteSubject) -> Iterator[Finding]:
    for index, component in enumerate(subject.site.components):
        path = ("components", index)
        if component.since and component.until and component.until < component.since:
            message = f"`{component.id}` ends on {component.until}, before its first day, {component.since}"
            yield Finding((*path, "until"), message)
        yield from _groups(component, path)


def _groups(component: Component, path: Path) -> Iterator[Finding]:
    for position, (before, each) in enumerate(
        zip(component.group, component.group[1:], strict=False), start=1
    ):
        entry = (*path, "group", position)
        if each.since is None:
            message = f"`{component.id}` moved to `{each.group}`, but `since` does not say on which day"
            yield Finding(entry, message, f"{{group: {each.group}, since: 2026-06-01}}")
        elif before.since and each.since <= before.since:
            message = (
                f"`{component.id}` moved on {each.since}, which is not after {before.since}, the day of the entry "
                "before; list the moves in chronological order"
            )
            yield Finding((*entry, "since"), message)


RULE = Rule("site-component-dates", Severity.ERROR, check, __doc__, integrity=True, needs=("components",))
