"""A component or a group is in a group that is not in `status.yml`.

Components are shown by group, in the order of `groups`. What is in a group that is not listed would not be shown. A
group that is similar to none of those in `groups` is reported once, where it is first named.

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

from collections.abc import Iterator, Mapping

from afterword.checks.lookup import replacement, suggestion
from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity
from afterword.records.error_messages import shown
from afterword.records.new_ids import slug
from afterword.records.site import Site
from afterword.source.nodes import Path
from afterword.source.quoting import scalar


def check(subject: SiteSubject) -> Iterator[Finding]:
    known = {group.id: group.name for group in subject.site.groups}
    missing: dict[str, list[Path]] = {}
    for path, name in _named(subject.site):
        if name in known:
            continue
        if meant := replacement(name, known):
            message = f"`{shown(name)}` is not a group of `status.yml`; {suggestion(name, known)}"
            yield Finding(path, message, f"group: {meant}")
        else:
            missing.setdefault(name, []).append(path)
    for name, (path, *others) in missing.items():
        yield _missing(path, name, len(others), known)


def _missing(path: Path, name: str, others: int, known: Mapping[str, str]) -> Finding:
    new_id = slug(name) or "group"
    entry = f"{{id: {new_id}, name: {scalar(name)}}}"
    more = f", and {others} more {'name' if others > 1 else 'names'} it" if others else ""
    message = f"`{shown(name)}` is not a group of `status.yml`{more}; {suggestion(name, known)}"
    if new_id != name:
        message += f". An id has only lower-case letters, digits and hyphens: `group: {new_id}`"
    return Finding(path, message, f"- {entry}" if known else f"groups: [{entry}]")


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
