"""A text shows or links to a file next to the record that does not exist.

Pictures and other files of a record are in a folder next to it, with the name of the record. A file that a text refers
to is published with the record's page. Commands that write a text, such as `afterword update`, copy it there with
`--attach`. YAML, Markdown and hidden files, `index.html` and `timeline.svg` are never published: rename such a file,
for example `runbook.md` to `runbook.txt`, or link to a page that has the text. Capitals count: `Queue.png` is not
`queue.png`.

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
from functools import cache
from typing import Literal
from unicodedata import normalize
from urllib.parse import quote, unquote

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.records.error_messages import nearest, shown
from afterword.records.link_targets import ToOwnFile
from afterword.source.attachment_names import kind_never_published, published_name

_HOST = pattern(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/.*)?", re.IGNORECASE)
_FILE = pattern(
    r".*\.(?:png|jpe?g|gif|svg|webp|avif|pdf|txt|log|csv|json|ya?ml|md|html?|zip|t?gz|tar|xml|mp4|webm)",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Finding]:
    record_id = subject.record.id
    folder = f"{subject.file.rpartition('/')[0]}/{record_id}"
    names = cache(lambda: subject.others.attachment_names(record_id))
    for link in subject.links:
        target = link.target
        if not isinstance(target, ToOwnFile):
            continue
        if not target.correct:
            message = f"`{shown(link.address)}` is next to the record"
            message += f"; only a link to `{shown(target.name)}` publishes it"
            yield Finding(link.path, message, target.name, words=link.address)
            continue
        if subject.others.has_attachment(record_id, target.name):
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
        elif any(sign in link.address for sign in "#?") and unquote(link.address) in names():
            message = f"`{shown(link.address)}` is in `{folder}/`, but the path of an address ends at `#` and at `?`"
            written = quote(unquote(link.address))
            yield Finding(link.path, f"{message}; write `%23` and `%3F`", written, words=link.address)
        else:
            yield Finding(link.path, *_missing(target.name, folder, names()), words=link.address)


def _missing(name: str, folder: str, names: tuple[str, ...]) -> tuple[str, str]:
    """Return what is wrong with a link to a file that is not published, and an example, which may be empty."""
    is_there = f"`{shown(name)}` is in `{folder}/`, but "
    if kind := kind_never_published(name):
        shown_as = published_name(name)
        start = is_there if name in names else f"`{shown(name)}` cannot be shown: "
        message = f"{start}{kind} next to a record is never published; give it another name"
        return f"{message}, such as `{shown(shown_as)}`, or link to a page that has the text", shown_as
    if name in names:
        return (
            f"{is_there}it is no ordinary file, or a link to one that is not published; put a copy there",
            "",
        )
    published = [each for each in names if not kind_never_published(each)]
    same = next((each for each in published if each.casefold() == name.casefold()), "")
    meant = same or nearest(name, published)
    message = f"there is no file `{shown(name)}` in `{folder}/`; put it there, as commands do with `--attach`"
    return f"{message}; did you mean `{shown(meant)}`?" if meant else message, meant


def _other_form(subject: Subject, name: str) -> str:
    """Return the Unicode form in which there is a file of this name, such as the NFD of some file systems."""
    forms: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    for form in forms:
        other = normalize(form, name)
        if other != name and subject.others.has_attachment(subject.record.id, other):
            return form
    return ""


RULE = Rule("missing-attachment", Severity.ERROR, check, __doc__, integrity=True)
