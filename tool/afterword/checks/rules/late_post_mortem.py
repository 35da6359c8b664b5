"""A severe incident has no published post-mortem, although the site promises one.

A site can say from which severity on it publishes a post-mortem, and within how many days of the end:
`review.post_mortem` in `status.yml`, for example `{from: sev2, within: 14 days}`. Atlassian, Azure and the SRE workbook
have such limits, because memory fades and readers wait. By default nothing is asked. While the post-mortem is a draft,
the finding is an info. A record is not reported if the published post-mortem of another one covers it, under `covers`,
or if it is `part_of` another one.

Passes:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
review: {post_mortem: {from: sev2, within: 14 days}}

# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
severity: sev2
summary: Searches took several seconds.
milestones: {started: 2026-11-20 09:40, resolved: 2026-11-20 10:15}
```

Fails:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
review: {post_mortem: {from: sev2, within: 7 days}}

# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
severity: sev2
summary: Searches took several seconds.
milestones: {started: 2026-11-20 09:40, resolved: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.completeness import is_over
from afterword.checks.distances import distance
from afterword.checks.plausible_times import closing_update
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.vocabulary import PostMortemStatus, Relation


def check(subject: Subject) -> Iterator[Finding]:
    record, policy, ranks = subject.record, subject.known.review.post_mortem, tuple(subject.known.severities)
    report = record.post_mortem
    if policy is None or policy.from_ not in ranks or record.severity not in ranks or not is_over(subject):
        return
    published = report is not None and report.status is PostMortemStatus.PUBLISHED
    covered = any(each.relation in (Relation.PART_OF, Relation.DUPLICATE_OF) for each in record.related)
    ended = _end(record)
    if published or covered or ended is None or ranks.index(record.severity) > ranks.index(policy.from_):
        return
    if subject.clock.has_reached(ended + policy.within) and not subject.others.is_covered(record.id):
        day = record.zone.local(ended).date()
        message = f"the incident is `{record.severity}` and ended on {day}; "
        message += (
            f"the site promises a post-mortem within {distance(policy.within)}; publish it, or name the "
        )
        message += "incident in the one that covers it too"
        yield Finding(("post_mortem",), message, f"covers: [{record.id}]")


def _end(record: Record) -> datetime | None:
    """Return when a record was over, as far as it says so."""
    ends = [window.end for window in record.windows if window.end]
    closed = closing_update(record)
    return record.milestones.resolved or max(ends, default=closed.at if closed else None)


RULE = Rule(
    "late-post-mortem",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "severity", "windows", "updates", "related"),
    needs_of_site=("severities",),
    review=True,
)
