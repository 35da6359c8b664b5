"""Two files have the same id.

The id is the file name without folder and extension, and part of the page's address. Two records cannot share
it, not even in the folders of different years or with the extensions `.yml` and `.yaml`.

Passes:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
# incidents/2026/2026-11-20-search-is-slow-again.yml
title: Search is slow again
summary: Searches took several seconds.
```

Fails:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
# incidents/2026/2026-11-20-search-is-slow.yaml
title: Search is slow again
summary: Searches took several seconds.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    record_id = subject.record.id
    others = [file for file in subject.others.files(record_id) if file != subject.file]
    if others:
        message = f"`{record_id}` is also the id of {' and '.join(others)}; rename one of the files"
        yield Finding((), message, f"incidents/{record_id[:4]}/{record_id}-2.yml")


RULE = Rule("duplicate-id", Severity.ERROR, check, __doc__, integrity=True)
