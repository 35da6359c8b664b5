"""A record begins on a day that is far from the one in its id.

The id begins with the day on which it happened, was over, or was announced or published. If the record began on
the same day of another month or year, or more than 20 days before or after, one of the two is probably wrong.
The address of the page then names one day, and the history lists it under another.

Passes:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
milestones: {started: 2026-11-19 23:50}
```

Fails:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
milestones: {started: 2026-10-20 09:40}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.distances import distance
from afterword.checks.plausible_times import (
    HAPPENED,
    TypedTime,
    day_of_id,
    first_news,
    is_far_before_news,
    is_far_from_id,
    start_of,
    wrong_part,
)
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    start, news = start_of(record) or _planned(subject), first_news(record)
    first, own = start or news, day_of_id(record)
    if first is None or own is None or not is_far_from_id(record, first.at):
        return
    if record.kind in HAPPENED and not subject.clock.has_reached(first.at):
        return  # `future-time` reports it
    if record.kind in HAPPENED and start and news and is_far_before_news(record, start, news):
        return  # `start-before-news` names both distances
    day = record.zone.local(first.at).date()
    side = "before" if day < own else "after"
    message = (
        f"{first.words} is at {subject.local_time(first.at, first.path)}, {distance(day - own)} {side} the day in "
        f"the id; check the {wrong_part(day, own)}, or rename the file"
    )
    yield Finding(first.path, message.replace("the first window is", "the first window starts"))


def _planned(subject: Subject) -> TypedTime | None:
    plan = subject.record.scheduled
    if not plan:
        return None
    first = min(range(len(plan)), key=lambda index: plan[index].start)
    return TypedTime(plan[first].start, ("scheduled", first, "start"), "`scheduled.start`")


RULE = Rule(
    "start-far-from-id",
    Severity.WARNING,
    check,
    __doc__,
    needs=("windows", "milestones", "updates", "scheduled", "kind"),
)
