"""A time has no time zone.

A clock time without a zone means different instants to different readers, and a tool that guesses the zone
changes the facts. Set the zone once for the site or for the record, or write each time with its offset. If
the source does not state a zone, use `timezone: unstated`: times are then used as written, and every page
says so.

Passes:

```yaml
# status.yml
page: {name: Example}
components: [{id: search, name: Search}]
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
timezone: Europe/Berlin
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
# status.yml
page: {name: Example}
components: [{id: search, name: Search}]
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import timestamps
from afterword.diagnostics import Severity
from afterword.records.rough_time import is_coarse
from afterword.records.zone import has_offset


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.zone.stated or record.timezone is not None:
        return
    for path, instant in timestamps(record):
        typed = subject.locator.typed(path)
        if not has_offset(typed.strip()) and not is_coarse(instant):
            message = f"`{typed}` has no time zone: neither the time, the record nor `status.yml` states one"
            yield Finding(path, message, "timezone: Europe/Berlin")
            return  # one zone is enough for all times of the record


RULE = Rule("zone-missing", Severity.ERROR, check, __doc__, needs=("timezone",), needs_of_site=("timezone",))
