"""A file that a text shows or links to could run in readers' browsers, or is not what its name says.

Published files are on the same origin as the site, so that a script in one of them could act as the site. Pictures,
PDF files, texts and archives are published if their content is what their name says, and SVG drawings if they are
inert: without scripts, HTML, animations and links to files of other sites. A text that begins like an HTML page
belongs into an archive. Export a drawing with HTML in it, as some editors write it, as PNG, or with its labels as
plain SVG text.

Passes:

```yaml
title: Search is slow
summary: "Slow, as [the graph](queue.csv) shows."
```

Fails:

```yaml
title: Search is slow
summary: "Slow, as [the graph](queue.html) shows."
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.attachment_content import why_refused
from afterword.checks.leaks.published import attachments
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.error_messages import shown


def check(subject: Subject) -> Iterator[Finding]:
    for attached in attachments(subject, published_only=False):
        data = subject.others.attachment_data(subject.record.id, attached.name)
        why = why_refused(attached.name, data)
        if why:
            message = f"the attachment `{shown(attached.name)}` {why}"
            yield Finding(attached.path, message, words=attached.address)


RULE = Rule("unsafe-attachment", Severity.ERROR, check, __doc__, integrity=True)
