"""A text shows a picture from another host.

No page loads anything from another host: it would tell that host who reads about the incident, and an incident page
must work when other hosts are down. Pages show a link to the picture instead. Put the picture's file next to the
record, in the folder with the record's name, and it is shown.

Passes:

```yaml
title: Search is slow
summary: "The queue grew: [a graph of it](https://img.example.com/queue.png)"
```

Fails:

```yaml
title: Search is slow
summary: "The queue grew: ![a graph of it](https://img.example.com/queue.png)"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, SiteSubject, WithProse, prose_with
from afterword.diagnostics import Severity
from afterword.prose.html import foreign_pictures
from afterword.records.error_messages import shown


def check(subject: WithProse) -> Iterator[Finding]:
    for path, text in prose_with(subject, "!["):
        for address in foreign_pictures(text):
            name = address.rsplit("/", 1)[-1] or "picture.png"
            message = f"the picture `{shown(address)}` is on another host, so pages show a link to it"
            example = f"![what it shows]({shown(name)}), with the file next to the record"
            if isinstance(subject, SiteSubject):
                example = f"[what it shows]({address})"  # no files are next to `status.yml`
            yield Finding(path, message, example, words=address)


RULE = Rule("foreign-picture", Severity.WARNING, check, __doc__)
