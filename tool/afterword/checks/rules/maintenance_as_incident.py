"""The title of an incident, or each of its updates, says that it was maintenance.

Announced work is of the kind `maintenance`: it has a calendar entry, its time is counted apart from outages, and
subscribers are told before it begins. The rule looks at English titles such as "Scheduled maintenance of search", and
at updates such as "Scheduled maintenance is in progress", if every update of an incident begins like that.
An incident that was caused by maintenance is one: its title says what customers saw.

Passes:

```yaml
title: Scheduled maintenance of search
kind: maintenance
scheduled: {start: 2026-11-20 22:00, end: 2026-11-20 23:00}
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow for an hour.}
  - {at: 2026-11-20 23:00, status: completed, body: The index has moved.}
```

Fails:

```yaml
title: Scheduled maintenance of search
updates:
  - {at: 2026-11-20 22:00, status: identified, body: Searches may be slow for an hour.}
  - {at: 2026-11-20 23:00, status: resolved, body: The index has moved.}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.records.error_messages import shown
from afterword.records.response import Update
from afterword.records.vocabulary import Kind

_MAINTENANCE = pattern(
    r"(?:(?:scheduled|planned|upcoming|routine|regular|weekly|monthly)\s+(?:\w+\s+){0,2}(?:maintenance|downtime|upgrade)"
    r"|maintenance\s+(?:window|scheduled|planned|announcement)|maintenance(?::|$)|\[?(?:scheduled|planned)\]?:)",
    re.IGNORECASE,
)
_WORK = pattern(
    r"(?:the |our |this )?(?:scheduled|planned|routine) (?:maintenance|work|upgrade) "
    r"(?:is|was|are|were|has|have|will|begins|began|starts|started)\b",
    re.IGNORECASE,
)
_TROUBLE = pattern(
    r"\b(?:after|during|following|caused|due|fail\w*|overr[au]n|errors?|outage|slow|down|problems?|issues?|delay\w*|"
    r"longer|interrupt\w*|unavailab\w*|impact\w*|degrad\w*|late)\b",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.kind is not Kind.INCIDENT or not subject.is_english:
        return
    found = _MAINTENANCE.match(record.title)
    if found and not _TROUBLE.search(record.title, found.end()):
        message = (
            f"`{shown(found[0])}` is announced work, but the record is an incident; if the work was planned, "
        )
        yield Finding(("title",), f"{message}its kind is `maintenance`", "kind: maintenance")
    elif record.updates and all(map(_tells_of_work, record.updates)):
        message = (
            "the updates speak of announced work, but the record is an incident; if the work was planned, "
        )
        yield Finding(("updates", 0, "body"), f"{message}its kind is `maintenance`", "kind: maintenance")


def _tells_of_work(update: Update) -> bool:
    return bool(_WORK.match(update.body)) and not _TROUBLE.search(update.body)


RULE = Rule("maintenance-as-incident", Severity.INFO, check, __doc__, needs=("kind",), review=True)
