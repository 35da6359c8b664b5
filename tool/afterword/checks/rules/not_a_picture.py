"""A text shows a file as a picture that is none, such as a log.

Browsers show nothing but the sign of a broken picture in its place. Link to the file instead, without the `!` before
the bracket. PNG, JPEG, GIF, WebP, AVIF and SVG files are shown.

Passes:

```yaml
title: Search is slow
summary: "The queue grew: [its length in each minute](queue.csv)"
```

Fails:

```yaml
title: Search is slow
summary: "The queue grew: ![its length in each minute](queue.csv)"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.attachment_content import is_picture
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.error_messages import shown
from afterword.records.link_targets import ToOwnFile


def check(subject: Subject) -> Iterator[Finding]:
    for link in subject.links:
        target = link.target
        if not (link.picture and isinstance(target, ToOwnFile)) or is_picture(target.name):
            continue
        if subject.others.has_attachment(subject.record.id, target.name):
            message = f"`{shown(target.name)}` is no picture, so browsers cannot show it; link to it, without the `!`"
            yield Finding(
                link.path, message, f"[what it contains]({shown(link.address)})", words=link.address
            )


RULE = Rule("not-a-picture", Severity.WARNING, check, __doc__)
