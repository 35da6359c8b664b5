"""Two entries of one list in `status.yml` have the same id.

Records refer to components, levels and severities by id, and components refer to groups. If two entries share
an id, it is not clear which one is meant, and their pages would have the same address. The same is true of the former
ids of components, `aliases`.

Passes:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
components:
  - {id: search, name: Search}
  - {id: api, name: API}
```

Fails:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
components:
  - {id: search, name: Search}
  - {id: search, name: Search API}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity
from afterword.records.components import Component


def check(subject: SiteSubject) -> Iterator[Finding]:
    site = subject.site
    yield from _repeated("components", [component.id for component in site.components])
    yield from _repeated_aliases(site.components)
    yield from _repeated("groups", [group.id for group in site.groups])
    yield from _repeated("levels", [level.id for level in site.levels])
    yield from _repeated("severities", [severity.id for severity in site.severities])
    for index, category in enumerate(site.cause_categories):
        if category in site.cause_categories[:index]:
            yield Finding(("cause_categories", index), f"`{category}` is already in the list; remove it")


def _repeated_aliases(components: Sequence[Component]) -> Iterator[Finding]:
    """Find former ids of components that are the id, or a former id, of a component."""
    present = {each.id: index for index, each in reversed(tuple(enumerate(components)))}
    former: dict[str, int] = {}
    for index, component in enumerate(components):
        for position, alias in enumerate(component.aliases):
            path = ("components", index, "aliases", position)
            if alias in present:
                message = (
                    f"`{alias}` is the id of entry {present[alias] + 1} in `components`; remove the alias"
                )
                yield Finding(path, message)
            elif alias in former:
                message = (
                    f"`{alias}` is already an alias of entry {former[alias] + 1} in `components`; remove it"
                )
                yield Finding(path, message)
            former.setdefault(alias, index)


def _repeated(key: str, ids: Sequence[str]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, entry_id in enumerate(ids):
        if entry_id in first:
            message = f"`{entry_id}` is already the id of entry {first[entry_id] + 1} in `{key}`"
            yield Finding((key, index, "id"), message, f"id: {entry_id}-{index + 1}")
        first.setdefault(entry_id, index)


RULE = Rule("site-repeated-id", Severity.ERROR, check, __doc__, integrity=True)
