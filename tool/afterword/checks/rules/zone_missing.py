"""A clock time stands in the record, and nobody says in which zone.

A clock time without a zone means different instants to different readers, and a tool that guesses one
changes the facts. State the zone once for the site, or for the record, or write each time with its offset.
If the source really does not say, `timezone: unstated` is the honest answer: times are then used as
written, and every page says so.

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
from afterword.records.zone import has_offset


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.zone.stated or record.timezone is not None:
        return
    for path, _ in timestamps(record):
        typed = subject.places.typed(path)
        if not has_offset(typed.strip()):
            said = f"`{typed}` is in no zone: neither the time nor the record nor `status.yml` states one"
            yield Finding(path, said, "timezone: Europe/Berlin")
            return  # one answer settles all times of the record


RULE = Rule("zone-missing", Severity.ERROR, check, __doc__, needs=("timezone",), needs_of_site=("timezone",))
