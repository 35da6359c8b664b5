"""A former id of a record is the id, or a former id, of another one.

Each alias has a page that leads to the record. Two records cannot share that address. An alias has the
form of an id: a date and a few words.

Passes:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
aliases: [2026-11-20-search-slow]
summary: Searches took several seconds.
# incidents/2026/2026-11-20-search-is-down.yml
title: Search is down
summary: Searches failed.
```

Fails:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
aliases: [2026-11-20-search-is-down]
summary: Searches took several seconds.
# incidents/2026/2026-11-20-search-is-down.yml
title: Search is down
summary: Searches failed.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.rules.record_id import is_record_id
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    aliases = subject.record.aliases
    for index, alias in enumerate(aliases):
        path = ("aliases", index)
        others = [file for file in subject.others.claimants(alias) if file != subject.file]
        files = subject.others.files(alias)
        if alias == subject.record.id:
            yield Finding(path, f"`{alias}` is the current id of this record; remove it from its former ids")
        elif alias in aliases[:index]:
            yield Finding(path, f"`{alias}` is already in the list; remove it")
        elif not is_record_id(alias):
            message = (
                f"`{alias}` cannot be the id of a record; write the date and the words of a former file name"
            )
            yield Finding(path, message, "aliases: [2026-11-20-search-is-slow]")
        elif files:
            message = f"`{alias}` is the id of {' and '.join(files)}; remove the alias, or rename that file"
            yield Finding(path, message)
        elif others:
            message = (
                f"`{alias}` is also a former id of {' and '.join(others)}; keep it in only one of the records"
            )
            yield Finding(path, message)


RULE = Rule("alias-in-use", Severity.ERROR, check, __doc__, integrity=True)
