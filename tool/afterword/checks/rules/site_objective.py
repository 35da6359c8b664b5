"""An objective is below 2 per cent.

`objective` is a percentage. Typed as a share of 1, such as 0.999, it is an objective of less than one per cent,
which every component meets: the error budget on its page is never used up.

Passes:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components:
  - {id: search, name: Search, objective: 99.9}
```

Fails:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components:
  - {id: search, name: Search, objective: 0.999}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity

_LEAST = 2


def check(subject: SiteSubject) -> Iterator[Finding]:
    for index, component in enumerate(subject.site.components):
        if component.objective is not None and component.objective < _LEAST:
            meant = 100 * component.objective
            message = (
                f"the objective of `{component.id}` is {component.objective} per cent, which is always met"
            )
            yield Finding(
                ("components", index, "objective"),
                message,
                f"objective: {meant.normalize():f}" if 50 <= meant < 100 else "",
            )


RULE = Rule("site-objective", Severity.WARNING, check, __doc__)
