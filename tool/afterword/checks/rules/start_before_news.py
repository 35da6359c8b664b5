"""An incident began implausibly long before its first update or milestone.

Its day, month or year is probably wrong, and the page would show days or months of an outage that took minutes.
A start is reported if the first update is 60 days later, on the same day of another month, at the same time on
another day, or a week later although all updates are within a few hours. Without updates, `detected` and the
milestones after it count. If the problem was found that late, say so in the record, and suppress this rule with
a reason.

Passes:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-09-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.distances import distance
from afterword.checks.plausible_times import (
    HAPPENED,
    TypedTime,
    first_news,
    is_far_before_news,
    is_far_from_id,
    last_with_same_clock,
    start_of,
    wrong_part,
)
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    start, news = start_of(record), first_news(record)
    if record.kind not in HAPPENED or not start or not news or not is_far_before_news(record, start, news):
        return
    day, expected = (record.zone.local(each.at).date() for each in (start, news))
    too = " and the day in the id" if is_far_from_id(record, start.at) else ""
    message = (
        f"{start.words} starts at {subject.local_time(start.at, start.path)}, {distance(news.at - start.at)} before "
        f"{news.words}{too}; check the {wrong_part(day, expected)}"
    )
    yield Finding(
        start.path, message.replace("`started` starts at", "`started` is"), _example(subject, start, news)
    )


def _example(subject: Subject, start: TypedTime, news: TypedTime) -> str:
    """Return the last time before the news at which a clock showed the same."""
    at = last_with_same_clock(start.at, subject.record.zone, day_of=news.at, latest=news.at)
    return f"{start.path[-1]}: {subject.local_time(at, start.path)}"


RULE = Rule(
    "start-before-news", Severity.WARNING, check, __doc__, needs=("windows", "milestones", "updates", "kind")
)
