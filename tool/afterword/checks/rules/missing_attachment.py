"""A text shows or links to a file next to the record that does not exist.

Pictures and other files of a record are in a folder next to it, with the name of the record. A file that a text refers
to is published with the record's page. Commands that write a text, such as `afterword update`, copy it there with
`--attach`. YAML, Markdown and hidden files, `index.html` and `timeline.svg` are never published.

Passes:

```yaml
title: Search is slow
summary: "Slow, as [the graph](https://graphs.example.com/search) shows."
```

Fails:

```yaml
title: Search is slow
summary: "Slow, as [the graph](graphs.example.com/search) shows."
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from unicodedata import normalize

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.records.error_messages import shown
from afterword.records.link_targets import ToOwnFile

_HOST = pattern(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/.*)?", re.IGNORECASE)
_FILE = pattern(
    r".*\.(?:png|jpe?g|gif|svg|webp|avif|pdf|txt|log|csv|json|ya?ml|md|html?|zip|t?gz|tar|xml|mp4|webm)",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Finding]:
    record_id = subject.record.id
    folder = f"{subject.file.rpartition('/')[0]}/{record_id}"
    for link in subject.links:
        target = link.target
        if not isinstance(target, ToOwnFile) or subject.others.has_attachment(record_id, target.name):
            continue
        if _HOST.fullmatch(target.name) and not _FILE.fullmatch(target.name):
            message = f"`{shown(link.address)}` is read as the name of a file next to the record"
            example = f"https://{link.address}"
            yield Finding(
                link.path, f"{message}; an address begins with https://", example, words=link.address
            )
        elif form := _other_form(subject, target.name):
            message = f"the name of `{shown(target.name)}` in `{folder}/` is in another Unicode form, {form}"
            message += "; rename the file, best to a name without accents"
            yield Finding(link.path, message, words=link.address)
        else:
            message = f"there is no file `{shown(target.name)}` in `{folder}/` that may be published"
            message += "; put it there, as commands do with `--attach`"
            yield Finding(link.path, message, words=link.address)


def _other_form(subject: Subject, name: str) -> str:
    """Return the Unicode form in which there is a file of this name, such as the NFD of some file systems."""
    forms: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    for form in forms:
        other = normalize(form, name)
        if other != name and subject.others.has_attachment(subject.record.id, other):
            return form
    return ""


RULE = Rule("missing-attachment", Severity.ERROR, check, __doc__, integrity=True)
