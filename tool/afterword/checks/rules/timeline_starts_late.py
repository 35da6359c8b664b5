"""A timeline begins with the detection, although the incident began earlier.

What led to an incident happened before anybody noticed it. PagerDuty's guide asks for a timeline that begins there:
one that begins with the alert makes the responders look slow, and hides the change that began it. An event at the
start, such as the change or the first failed request, is enough. Timelines of fewer than three events are left
alone.

Passes:

```yaml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
detection: {method: alert}
milestones: {started: 2026-11-20 09:40}
timeline:
  - {at: 2026-11-20 09:40, kind: change, text: The new index is switched on.}
  - {at: 2026-11-20 09:58, kind: detection, text: The alert goes off.}
  - {at: 2026-11-20 10:02, kind: action, text: A replica is added.}
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
milestones: {started: 2026-11-20 09:40}
timeline:
  - {at: 2026-11-20 09:58, kind: detection, text: The alert goes off.}
  - {at: 2026-11-20 10:02, kind: action, text: A replica is added.}
  - {at: 2026-11-20 10:15, kind: recovery, text: Searches are fast again.}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: published, published: 2026-11-27, resolution: We added a replica.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.completeness import has_post_mortem
from afterword.checks.plausible_times import start_of
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.rough_time import is_coarse
from afterword.records.vocabulary import EventKind

_FEW = 3


def check(subject: Subject) -> Iterator[Finding]:
    record, begun = subject.record, start_of(subject.record)
    if not has_post_mortem(record) or begun is None or len(record.timeline) < _FEW:
        return
    first, index = min((event.at, index) for index, event in enumerate(record.timeline))
    detected = record.milestones.detected
    is_detection = record.timeline[index].kind is EventKind.DETECTION or (
        detected is not None and first >= detected
    )
    if is_detection and first > begun.at and not is_coarse(begun.at):
        path = ("timeline", index, "at")
        noticed, start = subject.local_time(first, path), subject.local_time(begun.at, path)
        message = f"the timeline begins at {noticed}, when it was noticed, and {begun.words} at {start}; "
        message += "what happened in between, and what led to it?"
        yield Finding(path, message)


RULE = Rule(
    "timeline-starts-late", Severity.INFO, check, __doc__, needs=("kind", "windows", "timeline"), review=True
)
