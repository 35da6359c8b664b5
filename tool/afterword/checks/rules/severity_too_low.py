"""A severity is lower than the windows of the incident suggest.

Readers and statistics rely on the severity, and an incident that was declared too low is looked at too late and by
too few people. The rule compares the common impact of the severity in `status.yml` with the windows: an impact of
`none` does not fit to a partial or major outage of `review.noticed_outage` (30 minutes by default), and `minor` not
to a major outage of `review.long_outage` (4 hours). Windows with a `scope` or a `share` do not count, because only
a part of the customers was affected.

Tools for incident response warn of the same: declaring too low is the mistake that costs most.

Passes:

```yaml
title: Search is slow
severity: sev2
summary: Searches took several seconds.
windows:
  - {component: search, level: major_outage, start: 2026-11-20 09:40, end: 2026-11-20 14:40}
```

Fails:

```yaml
title: Search is slow
severity: sev4
summary: Searches took several seconds.
windows:
  - {component: search, level: major_outage, start: 2026-11-20 09:40, end: 2026-11-20 14:40}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.completeness import time_at
from afterword.checks.distances import distance
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import ComponentStatus, Impact, Kind


def check(subject: Subject) -> Iterator[Finding]:
    record, known = subject.record, subject.known
    impact = known.impacts.get(record.severity or "")
    if record.kind is not Kind.INCIDENT or impact not in (Impact.NONE, Impact.MINOR):
        return
    major = time_at(subject, ComponentStatus.MAJOR_OUTAGE)
    partial = time_at(subject, ComponentStatus.PARTIAL_OUTAGE)
    if major >= known.review.long_outage:
        found, status, least = major, ComponentStatus.MAJOR_OUTAGE, Impact.MAJOR
    elif impact is Impact.NONE and max(major, partial) >= known.review.noticed_outage:
        status = ComponentStatus.MAJOR_OUTAGE if major >= partial else ComponentStatus.PARTIAL_OUTAGE
        found, least = max(major, partial), Impact.MINOR
    else:
        return
    message = f"`{record.severity}` means an impact of `{impact}`, but the windows have {distance(found)} of "
    message += f"{status.replace('_', ' ')}; raise the severity, or give the window a `scope` or `share`"
    mildest = next((name for name, each in reversed(tuple(known.impacts.items())) if each is least), "")
    yield Finding(("severity",), message, f"severity: {mildest}" if mildest else "")


RULE = Rule(
    "severity-too-low",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "windows"),
    needs_of_site=("levels", "severities"),
    review=True,
)
