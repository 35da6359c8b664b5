"""A title ends with a full stop or an exclamation mark, or is written in capitals.

Titles are shown in lists, menus and subjects, where they are no sentences. Capitals are harder to read, and screen
readers may spell them.

Measured on our own sample: 4 of 4 findings are right, and 4 of 4 such sentences are found.

Passes:

```yaml
title: Search is slow
```

Fails:

```yaml
title: Search is slow.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.source.quoting import scalar

_END = pattern(r"(?<=[a-z0-9)])(?<!\betc)(?<!\bapprox)[.!]+$")
_LONG_WORD = pattern(r"[A-Z]{4,}")


def check(subject: Subject) -> Iterator[Finding]:
    title = subject.record.title
    end = _END.search(title)
    if end and "..." not in end[0] and not _is_part_of_a_name(title):
        message = f"the title ends with `{end[0]}`; titles are no sentences"
        yield Finding(("title",), message, f"title: {scalar(title[: end.start()])}")
    elif title.isupper() and title.isascii() and len(_LONG_WORD.findall(title)) > 1:
        yield Finding(("title",), "the title is in capitals", f"title: {scalar(title.capitalize())}")


def _is_part_of_a_name(title: str) -> bool:
    """Return whether the last word is a name or an abbreviation, such as "Example Inc." or "Yahoo!"."""
    *others, last = title.split()
    return bool(others) and (last[0].isupper() or "." in last[:-1])


RULE = Rule("title-style", Severity.INFO, check, __doc__, review=True)
