"""A group is in a group that is in another one, or in itself.

Pages show groups in groups, such as the clusters of a region, but no deeper, because readers would not find what is
further down.

Passes:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
groups:
  - {id: europe, name: Europe}
  - {id: frankfurt, name: Frankfurt, group: europe}
components: [{id: search, name: Search, group: frankfurt}]
```

Fails:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
groups:
  - {id: europe, name: Europe}
  - {id: germany, name: Germany, group: europe}
  - {id: frankfurt, name: Frankfurt, group: germany}
components: [{id: search, name: Search, group: frankfurt}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity


def check(subject: SiteSubject) -> Iterator[Finding]:
    outer_ids = {each.id: each.group for each in subject.site.groups}
    for index, group in enumerate(subject.site.groups):
        further = outer_ids.get(group.group or "")
        if group.group and further:
            message = (
                f"`{group.id}` is in itself"
                if group.group == group.id
                else f"`{group.id}` is in `{group.group}`, which is in `{further}`; groups nest only one level deep"
            )
            example = f"group: {further}" if outer_ids.get(further, "") is None else ""
            yield Finding(("groups", index, "group"), message, example)


RULE = Rule("site-nested-group", Severity.ERROR, check, __doc__, integrity=True, needs=("groups",))
