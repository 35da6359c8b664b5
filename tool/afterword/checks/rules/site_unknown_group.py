"""A component or a group is in a group that is not in `status.yml`.

Components are shown by group, in the order of `groups`. What is in a group that is not listed would not be shown.

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
from afterword.records.error_messages import shown
from afterword.records.site import Site
from afterword.source.nodes import Path
from afterword.source.quoting import scalar


def check(subject: SiteSubject) -> Iterator[Finding]:
    known = [group.id for group in subject.site.groups]
    for path, name in _named(subject.site):
        if name in known:
            continue
        hint, meant = suggestion(name, known), replacement(name, known)
        message = f"`{shown(name)}` is not a group of `status.yml`; {hint}"
        example = f"group: {meant}" if meant else ""
        if not known:
            example = f"groups: [{{id: {scalar(name)}, name: {scalar(name.title())}}}]"
        yield Finding(path, message, example)


def _named(site: Site) -> Iterator[tuple[Path, str]]:
    """Yield where a group is named, with its id."""
    for index, group in enumerate(site.groups):
        if group.group:
            yield ("groups", index, "group"), group.group
    for index, component in enumerate(site.components):
        for position, each in enumerate(component.group):
            if each.group:
                yield ("components", index, "group", position, "group"), each.group


RULE = Rule("site-unknown-group", Severity.ERROR, check, __doc__, integrity=True, needs=("groups",))
