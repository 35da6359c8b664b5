"""A picture has no alternative text.

Readers who cannot see the picture, because they use a screen reader or because it does not load, learn nothing from
it. Say in a sentence what it shows: not "graph", nor the name of the file, but what one can see in it. The Web
Content Accessibility Guidelines require it for every picture that carries information.

Passes:

```yaml
title: Search is slow
summary: "![The queue grows from 10 to 4200 queries within five minutes.](queue.png)"
```

Fails:

```yaml
title: Search is slow
summary: "![](queue.png)"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject, prose_with
from afterword.diagnostics import Severity
from afterword.prose.html import pictures_without_text
from afterword.records.error_messages import shown


def check(subject: Subject) -> Iterator[Finding]:
    for path, text in prose_with(subject, "!["):
        for address in pictures_without_text(text):
            message = f"the picture `{shown(address)}` has no alternative text that says anything; "
            message += "say in a sentence what it shows"
            example = f"![The queue grows within five minutes.]({shown(address)})"
            yield Finding(path, message, example, words=address)


RULE = Rule("picture-without-text", Severity.WARNING, check, __doc__, review=True)
