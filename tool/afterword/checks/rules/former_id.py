"""A record refers to another one by a former id.

The page links to the right record, but people who read the file find the current id more easily.

Passes:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
aliases: [2026-11-20-search-slow]
summary: Searches took several seconds.
# incidents/2026/2026-11-21-search-is-slow-again.yml
title: Search is slow again
summary: Searches took several seconds.
related: [{id: 2026-11-20-search-is-slow, relation: recurrence_of}]
```

Fails:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
aliases: [2026-11-20-search-slow]
summary: Searches took several seconds.
# incidents/2026/2026-11-21-search-is-slow-again.yml
title: Search is slow again
summary: Searches took several seconds.
related: [{id: 2026-11-20-search-slow, relation: recurrence_of}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.link_targets import ToRecord
from afterword.source.nodes import Path


def check(subject: Subject) -> Iterator[Finding]:
    for index, related in enumerate(subject.record.related):
        present = subject.others.present_id(related.id)
        if present not in (None, related.id, subject.record.id):
            message = f"`{related.id}` is a former id of `{present}`; write the current one"
            yield Finding(("related", index, "id"), message, f"id: {present}")
    for path, name, example in _further(subject):
        present = subject.others.present_id(name)
        if present not in (None, name):
            message = f"`{name}` is a former id of `{present}`; write the current one"
            yield Finding(path, message, example.format(present))


def _further(subject: Subject) -> Iterator[tuple[Path, str, str]]:
    """Yield the path and the id of each record that the post-mortem covers, or that a text links to."""
    report = subject.record.post_mortem
    for index, name in enumerate(report.covers if report else ()):
        yield ("post_mortem", "covers", index), name, "covers: [{}]"
    for link in subject.links:
        if isinstance(link.target, ToRecord):
            yield link.path, link.target.record_id, "../{}/"


RULE = Rule("former-id", Severity.INFO, check, __doc__)
