"""An event of the timeline is in another year than the incident.

A timeline may begin with what was done months before, such as the change that led to the incident. But if the same
day in another year is within a day of the incident, the year is mistyped, and the page draws a timeline of years.
The rule also reports events more than ten years before it and more than a year after its end.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
timeline:
  - {at: 2026-11-20 09:48, kind: detection, text: The alert goes off.}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
timeline:
  - {at: 2025-11-20 09:48, kind: detection, text: The alert goes off.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from afterword.checks.distances import distance
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity

_DAY, _YEAR = timedelta(days=1), timedelta(days=366)
_LONG_BEFORE = 10 * _YEAR


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    known = [*record.times, *(update.at for update in record.updates)]
    if not record.timeline or not known:
        return
    first, last = min(known), max(known)
    for index, event in enumerate(record.timeline):
        near = next((each for each in (first, last) if _differs_in_year(event.at, each)), None)
        if near or event.at < first - _LONG_BEFORE or event.at > last + _YEAR:
            path = ("timeline", index, "at")
            away = distance(event.at - (last if event.at > last else first))
            when = "after the end" if event.at > last else "before the start"
            message = f"this event is {away} {when} of the incident; check the year"
            meant = subject.record.zone.local(near).year if near else 0
            typed = subject.locator.typed(path)
            yield Finding(path, message, f"at: {meant}{typed[4:]}" if meant and typed[:4].isdigit() else "")


def _differs_in_year(at: datetime, other: datetime) -> bool:
    """Return whether a time is within a day of another one, but in another year."""
    if abs(at - other) < 30 * _DAY or (at.month, at.day) == (2, 29):
        return False
    return abs(at.replace(year=other.year) - other) <= _DAY


RULE = Rule("timeline-far-away", Severity.WARNING, check, __doc__, needs=("windows", "updates"), review=True)
