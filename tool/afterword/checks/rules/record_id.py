"""A record's file is not named by its day and a few words, or stands in the wrong folder.

The name of the file is the record's id and the address of its page, for good: `/incidents/<id>/`. It is
`incidents/<year>/<YYYY-MM-DD>-<words>.yml`, with the words in lower-case letters, digits and single
hyphens, the day a day of the calendar from 1900 to
2199, the folder the year of that day, and 100 characters at most.

Passes:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
```

Fails:

```yaml
# incidents/2025/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.zone import YEARS

_ID = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)-[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_LONGEST = 100
_ENDINGS = ("yml", "yaml")


def check(subject: Subject) -> Iterator[Finding]:
    folder, _, name = subject.file.rpartition("/")
    record_id, _, ending = name.rpartition(".")
    match = _ID.fullmatch(record_id)
    if not match:
        said = f"`{record_id}` is not an id; name the file by its day and a few words in lower-case letters, "
        yield Finding((), said + "digits and single hyphens", _example(record_id, ending))
    elif not _is_day(match["day"]):
        said = f"`{match['day']}` does not exist in the calendar; begin the name with the day it happened"
        yield Finding((), said)
    elif int(record_id[:4]) not in YEARS:
        read = f"years from {YEARS[0]} to {YEARS[-1]} are read"
        said = f"`{match['day']}` has a year that must be a typing error ({read})"
        yield Finding((), f"{said}; begin the name with the day it happened")
    elif len(record_id) > _LONGEST:
        said = f"the id has {len(record_id)} characters; {_LONGEST} at most fit an address"
        yield Finding((), said, _path(record_id[:60].rstrip("-"), ending))
    elif ending not in _ENDINGS:
        said = f"the file ends in `.{ending}`, which some machines do not find; write it in lower case"
        yield Finding((), said, _path(record_id, ending.lower()))
    elif folder != f"incidents/{record_id[:4]}":
        said = f"a record of {record_id[:4]} stands in `{folder}`; move it to the folder of its year"
        yield Finding((), said, _path(record_id, ending))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _example(record_id: str, ending: str) -> str:
    cleaned = re.sub(r"[^a-z0-9]+", "-", record_id.lower()).strip("-")
    return _path(cleaned if _ID.fullmatch(cleaned) else "2026-11-20-search-is-slow", ending)


def _path(record_id: str, ending: str) -> str:
    return f"incidents/{record_id[:4]}/{record_id}.{ending}"


RULE = Rule("record-id", Severity.ERROR, check, __doc__, integrity=True)
