"""A post-mortem was published before the incident, or is published in the future.

`published` is the day on which readers first saw the post-mortem; pages and feeds show it. A day before the
incident, or one that has not come although the status is already `published`, contradicts the record. To hold a
record back until a day, use `publish_at`; until then its post-mortem may have that day.

Passes:

```yaml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: published, published: 2026-11-27, resolution: We added a replica.}
```

Fails:

```yaml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: published, published: 2025-11-27, resolution: We added a replica.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from afterword.checks.completeness import lies_ahead
from afterword.checks.plausible_times import first_day
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import PostMortemStatus

_DAY = timedelta(days=1)


def check(subject: Subject) -> Iterator[Finding]:
    record, report = subject.record, subject.record.post_mortem
    if report is None or report.published is None:
        return
    path, first, published = ("post_mortem", "published"), first_day(record), report.published
    if first and published < first - (_DAY if record.zone.missing else timedelta()):
        message = f"the post-mortem was published on {published}, before the incident ({first})"
        yield Finding(path, f"{message}; check the year and the month")
    elif report.status is PostMortemStatus.PUBLISHED:
        begins = record.zone.start_of(published)
        held_back = record.publish_at is not None and record.publish_at + _DAY > begins
        if not held_back and lies_ahead(subject, published):
            message = (
                f"the post-mortem is public as soon as the site is built, but `published` is {published}"
            )
            yield Finding(
                path, f"{message}; write the day of publication, or hold the record back with `publish_at`"
            )


RULE = Rule("post-mortem-date", Severity.ERROR, check, __doc__, needs=("windows", "milestones"), review=True)
