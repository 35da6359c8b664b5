"""An update was published hours before the incident began.

A problem cannot be reported before it exists, so one of the times is wrong, or the window that the update is about
is missing. Without that window, the time in which customers were affected would not be counted. Two hours are
tolerated.

Passes:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 22:15}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-20 22:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 21:40, end: 2026-11-20 22:15}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-20 22:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.distances import distance
from afterword.checks.plausible_times import BEFORE_START, HAPPENED, first_news, start_of
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.rough_time import is_coarse


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    start, news = start_of(record), first_news(record)
    if record.kind not in HAPPENED or not record.updates or not start or not news:
        return
    if start.at - news.at >= BEFORE_START and not is_coarse(news.at):
        began = "`started`" if start.path[0] == "milestones" else "the start of the first window"
        message = (
            f"the first update is at {subject.local_time(news.at, news.path)}, {distance(start.at - news.at)} before "
            f"{began} ({subject.local_time(start.at, start.path)}); correct one of them, or add the window that the "
            "update is about"
        )
        yield Finding(news.path, message)


RULE = Rule(
    "update-before-start",
    Severity.WARNING,
    check,
    __doc__,
    needs=("windows", "milestones", "updates", "kind"),
)
