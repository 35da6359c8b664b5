"""An action item has more than one owner.

With two owners, each waits for the other. The SRE workbook asks for a single owner and any number of collaborators,
who can be named in the tracker. A list of names, such as two of them with a comma, a slash or `and` between, is
more than one owner; the name of one team may consist of several words.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    owner: team-search
    due: 2027-01-31
    status: open
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    owner: team-search, team-reports
    due: 2027-01-31
    status: open
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.action_items import unfinished
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.records.error_messages import shown

_LISTED = pattern(r"\s*[,;]\s*")
_JOINED = pattern(r"\s*[/&+]\s*(?=@)|\s*[&+]\s*|\s+(?:and|und|et|y)\s+", re.IGNORECASE)
_HANDLE = pattern(r"@\S+|\S+-\S+|\S+@\S+")
"""A name in a form that people do not use within the name of one team."""


def check(subject: Subject) -> Iterator[Finding]:
    for index, item in unfinished(subject.record):
        owners = _owners(item.owner or "")
        if len(owners) > 1:
            message = f"action item `{item.id}` has several owners, `{shown(item.owner or '')}`; name one"
            yield Finding(
                ("action_items", index, "owner"),
                message,
                f"owner: {owners[0]}" if owners[0][0] != "@" else "",
            )


def _owners(text: str) -> list[str]:
    """Return the owners that a text names: of a list, or of handles with a word or sign between them."""
    listed = list(filter(None, _LISTED.split(text.strip())))
    if len(listed) == 2 and all(part.istitle() and part.isalpha() for part in listed):
        return [text]  # a person, with the family name first
    joined = _JOINED.split(text.strip())
    if len(listed) == 1 and len(joined) > 1 and all(_HANDLE.fullmatch(part) for part in joined):
        return joined
    return listed


RULE = Rule("several-owners", Severity.WARNING, check, __doc__, review=True)
