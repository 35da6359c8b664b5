"""A title is so long that many programs shorten it.

Feed readers, calendars, chats and search results cut titles after about 120 characters. Say what happened in
a few words, and put the details into `summary`. The title of an imported record, which has an `origin`, is that of its
source, and is not reported.

Passes:

```yaml
title: Search is slow for customers in Europe
summary: Searches that were sent to the second cluster took up to a minute, because its index was being rebuilt.
```

Fails:

```yaml
title: >-
  Search is slow for customers in Europe whose searches are sent to the second cluster,
  where the index is being rebuilt from scratch
summary: Searches took up to a minute.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.value_readers import LONG_TITLE


def check(subject: Subject) -> Iterator[Finding]:
    length = len(subject.record.title)
    if length > LONG_TITLE and not subject.record.origin:
        message = f"the title has {length} characters, and many programs show only the first {LONG_TITLE}"
        yield Finding(("title",), f"{message}; put details into `summary`")


RULE = Rule("long-title", Severity.WARNING, check, __doc__, needs=("origin",))
