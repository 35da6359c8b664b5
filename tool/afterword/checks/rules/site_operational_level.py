"""A level takes a name that every site has a meaning for.

Every site has the level `operational`: it is what a component is at while no window says otherwise. A site
may list it to give it another name or colour. It cannot stand for trouble. And `no-data` is what
pages call a day that nothing is known of, so that no level can be named so.

Passes:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
levels:
  - {id: operational, name: All is well, status: operational}
  - {id: degraded, name: Degraded, status: degraded_performance}
```

Fails:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
levels:
  - {id: operational, name: Nearly well, status: degraded_performance}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity
from afterword.records.scales import OPERATIONAL

_NO_DATA = ("no-data", "no_data")


def check(subject: SiteSubject) -> Iterator[Finding]:
    for index, level in enumerate(subject.site.levels):
        if level.id == OPERATIONAL.id and level.status is not OPERATIONAL.status:
            said = f"`operational` is the level without trouble; name a level for `{level.status}` otherwise"
            yield Finding(("levels", index, "id"), said, f"id: {level.status}")
        elif level.id in _NO_DATA:
            said = f"`{level.id}` stands for days of which nothing is known; name the level otherwise"
            yield Finding(("levels", index, "id"), said, f"id: {level.status}")


RULE = Rule("site-operational-level", Severity.ERROR, check, __doc__, integrity=True)
