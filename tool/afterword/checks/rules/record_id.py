"""A record's file name does not follow the pattern, or the file is in the wrong folder.

The file name is the record's id and the permanent address of its page, `/incidents/<id>/`. The pattern is
`incidents/<year>/<YYYY-MM-DD>-<words>.yml`: a valid date from 1900 to 2199, and words of lower-case letters,
digits and single hyphens. The folder is the year of the date. An id has at most 100 characters.

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
from afterword.patterns import pattern
from afterword.records.time_errors import YEARS

_ID = pattern(r"(?P<day>\d{4}-\d\d-\d\d)-[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_MAX_LENGTH = 100
_EXTENSIONS = ("yml", "yaml")


def check(subject: Subject) -> Iterator[Finding]:
    folder, _, name = subject.file.rpartition("/")
    record_id, _, extension = name.rpartition(".")
    match = _ID.fullmatch(record_id)
    if not match:
        message = f"`{record_id}` is not a valid id; "
        message += "name the file by date and a few words in lower-case letters, digits and single hyphens"
        yield Finding((), message, _suggested_path(record_id, extension))
    elif not _is_date(match["day"]):
        message = f"`{match['day']}` is not a valid date; start the name with the date on which it happened"
        yield Finding((), message)
    elif int(record_id[:4]) not in YEARS:
        message = f"`{match['day']}` is not in the years {YEARS[0]} to {YEARS[-1]}"
        yield Finding((), f"{message}; start the name with the date on which it happened")
    elif len(record_id) > _MAX_LENGTH:
        message = f"the id has {len(record_id)} characters, and {_MAX_LENGTH} are allowed; use fewer words"
        yield Finding((), message, _path(record_id[:60].rstrip("-"), extension))
    elif extension not in _EXTENSIONS:
        message = f"the file ends in `.{extension}`; write it in lower case, or some systems will not find it"
        yield Finding((), message, _path(record_id, extension.lower()))
    elif folder != f"incidents/{record_id[:4]}":
        message = f"a record of {record_id[:4]} is in `{folder}`; move it to the folder of its year"
        yield Finding((), message, _path(record_id, extension))


def is_record_id(text: str) -> bool:
    """Return whether a record could have this id."""
    match = _ID.fullmatch(text)
    return match is not None and _is_date(match["day"]) and len(text) <= _MAX_LENGTH


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _suggested_path(record_id: str, extension: str) -> str:
    cleaned = re.sub(r"[^a-z0-9]+", "-", record_id.lower()).strip("-")
    return _path(cleaned if _ID.fullmatch(cleaned) else "2026-11-20-search-is-slow", extension)


def _path(record_id: str, extension: str) -> str:
    return f"incidents/{record_id[:4]}/{record_id}.{extension}"


RULE = Rule("record-id", Severity.ERROR, check, __doc__, integrity=True)
