"""A component belongs to a group that `status.yml` does not have.

Components are shown by group, in the order of `groups`. A component of a group that is not listed has no
place on the page.

Passes:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
groups: [{id: reading, name: Reading}]
components: [{id: search, name: Search, group: reading}]
```

Fails:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
groups: [{id: reading, name: Reading}]
components: [{id: search, name: Search, group: readng}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.lookup import replacement, suggestion
from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity


def check(subject: SiteSubject) -> Iterator[Finding]:
    known = [group.id for group in subject.site.groups]
    for index, component in enumerate(subject.site.components):
        if component.group and component.group not in known:
            said = f"`{component.group}` is not a group of `status.yml`; {suggestion(component.group, known)}"
            meant = replacement(component.group, known)
            yield Finding(("components", index, "group"), said, f"group: {meant}" if meant else "")


RULE = Rule("site-unknown-group", Severity.ERROR, check, __doc__, integrity=True, needs=("groups",))
