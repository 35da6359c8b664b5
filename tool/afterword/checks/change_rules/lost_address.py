"""A record or a component that was published is gone, and its address leads nowhere.

Mails and search engines link to its page, and programs read the files of a component. After renaming, add the former id
under `aliases`; the former addresses then lead to the new ones. Keep a component that has ended, with `until`.

"Cool URIs don't change", as the W3C puts it.

Passes:

```yaml
# before
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
# after
# incidents/2026/2026-11-20-searches-time-out.yml
title: Search is slow
aliases: [2026-11-20-search-is-slow]
summary: Searches took several seconds.
```

Fails:

```yaml
# before
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
# after
# incidents/2026/2026-11-20-searches-time-out.yml
title: Search is slow
summary: Searches took several seconds.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import Change, RecordChange, SiteChange
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity
from afterword.records.error_messages import nearest


def check(change: Change) -> Iterator[Finding]:
    if isinstance(change, SiteChange):
        yield from _components(change)
        return
    before, after = change.before, change.after
    if before is None or not change.published[0] or change.leads_on or (after and after.id == before.id):
        return
    message = (
        f"`{before.id}` was published ({change.base}), and its page is gone; {_where(change.successor)}; "
        "if it was published by mistake, set `visibility: internal` instead of deleting it"
    )
    yield Finding((), message, f"aliases: [{before.id}]")


def _components(change: SiteChange) -> Iterator[Finding]:
    if change.locator.document.is_left_out(("components",)):
        return  # those with a mistake are not gone
    now = {each.id: each for each in change.after.components}
    for old in change.before.components:
        if old.id in now or old.id in change.after.component_aliases:
            continue
        same_name = (each.id for each in now.values() if each.name == old.name)
        message = (
            f"the component `{old.id}` was published ({change.base}), and its pages are gone; "
            f"{_where(next(same_name, '') or nearest(old.id, now) or '')}; if it has ended, keep it and add `until`"
        )
        yield Finding((), message, f"aliases: [{old.id}]")


def _where(successor: str) -> str:
    if successor:
        return f"if it is now `{successor}`, add its former id there"
    return "if it was renamed, add its former id"


RULE: Rule[RecordChange | SiteChange] = Rule("lost-address", Severity.WARNING, check, __doc__)
