"""A link has an address that leads nowhere.

A link must begin with `https://`, `http://`, `mailto:` or `/`, or be relative to the record's page. Pages drop any
other address, and any address without a valid host, so readers would see the text of the link but could not follow
it. A picture must be a file next to the record.

Passes:

```yaml
title: Search is slow
summary: "Slow, as [the provider reports](https://status.example.org/)."
```

Fails:

```yaml
title: Search is slow
summary: "Slow, as [the provider reports](http://[status.example.org)."
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.references import Link
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.error_messages import shown
from afterword.records.link_targets import Malformed, ToOwnFile


def check(subject: Subject) -> Iterator[Finding]:
    for link in subject.links:
        if isinstance(link.target, Malformed):
            named = f"`{shown(link.address)}` is" if link.address else "a link has"
            message = f"{named} no address that pages can show: {link.target.reason}"
            yield Finding(link.path, message, "[the report](https://example.com/report)")
        elif link.picture and not isinstance(link.target, ToOwnFile):
            yield Finding(link.path, _picture(link), "![what it shows](graph.png)")


def _picture(link: Link) -> str:
    return f"the picture `{shown(link.address)}` is not next to the record; put the file into the record's folder"


RULE = Rule("broken-link", Severity.ERROR, check, __doc__)
