"""A level has a reserved id.

`operational` is the level of a component that has no window. A site may list it to change its name or its
colour, but not to give it another status. `no-data` is the name for days without data, so it cannot be the id
of a level.

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
from afterword.records.level_style import NO_DATA
from afterword.records.scales import OPERATIONAL

_NO_DATA = (NO_DATA.slug, NO_DATA.slug.replace("-", "_"))


def check(subject: SiteSubject) -> Iterator[Finding]:
    for index, level in enumerate(subject.site.levels):
        if level.id == OPERATIONAL.id and level.status is not OPERATIONAL.status:
            message = (
                f"`operational` is the level without a problem; use another id for `status: {level.status}`"
            )
            yield Finding(("levels", index, "id"), message, f"id: {level.status}")
        elif level.id in _NO_DATA:
            message = f"`{level.id}` is reserved for days without data; use another id"
            yield Finding(("levels", index, "id"), message, f"id: {level.status}")


RULE = Rule("site-operational-level", Severity.ERROR, check, __doc__, integrity=True)
