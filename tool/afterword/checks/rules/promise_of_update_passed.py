"""An update promised the next one for a time that has passed, and none has come.

Customers wait for what was promised, and the page says that it is late. Publish the next update, even if it only
says that there is nothing new, and promise another time. The rule waits for `review.promise_lag` (15 minutes by
default). An incident about which nothing was said for a long time is left to `open-without-news`.

A promise in an update that closes the incident, such as that of a report, is kept by a later update or by a
published post-mortem.

Passes:

```yaml
# incidents/2026/2026-12-01-search-is-slow.yml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-12-01 09:40}
updates:
  - {at: 2026-12-01 11:52, status: identified, body: We are adding memory., next_update: 2026-12-01 14:00}
```

Fails:

```yaml
# incidents/2026/2026-12-01-search-is-slow.yml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-12-01 09:40}
updates:
  - {at: 2026-12-01 09:52, status: identified, body: We are adding memory., next_update: 2026-12-01 10:30}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import FINAL_STATES, PostMortemStatus
from afterword.timeline.silence import silence


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if not record.updates:
        return
    index, latest = max(enumerate(record.updates), key=lambda each: (each[1].at, each[0]))
    promised, report = latest.next_update, record.post_mortem
    if promised is None or promised <= latest.at:
        return
    quiet = silence(record, subject.known.review, subject.clock.now_compared_with(record))
    if quiet and subject.clock.has_reached(quiet.too_long_from):
        return  # `open-without-news` says so
    kept = (
        report is not None and report.status is PostMortemStatus.PUBLISHED and subject.state in FINAL_STATES
    )
    if not kept and subject.clock.has_reached(promised + subject.known.review.promise_lag):
        path = ("updates", index, "next_update")
        message = f"the next update was promised for {subject.local_time(promised, path)}, and there is none"
        yield Finding(path, f"{message}; publish it, even if nothing is new")


RULE = Rule(
    "promise-of-update-passed",
    Severity.WARNING,
    check,
    __doc__,
    needs=("updates", "post_mortem"),
    review=True,
)
