"""A window goes on after the last day of its component.

`until` in `status.yml` ends the history of a component: nothing after that day is counted or drawn. Either the
window belongs to another component, or its end is missing, or `until` is too early. The same is true of an update that
gives the component a level, and of a component that is also affected.

Passes:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components:
  - {id: fax, name: Fax, until: 2026-06-30}
# incidents/2026/2026-06-30-fax-fails.yml
title: Fax fails
summary: No fax was sent.
windows:
  - {component: fax, level: major_outage, start: 2026-06-30 22:00, end: 2026-07-01 00:00}
```

Fails:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components:
  - {id: fax, name: Fax, until: 2026-06-30}
# incidents/2026/2026-06-30-fax-fails.yml
title: Fax fails
summary: No fax was sent.
windows:
  - {component: fax, level: major_outage, start: 2026-06-30 22:00, end: 2026-07-01 02:00}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from afterword.checks.plausible_times import day_of_id
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.source.nodes import Path
from afterword.timeline.levels import PUBLIC_KINDS


def check(subject: Subject) -> Iterator[Finding]:
    if subject.record.kind not in PUBLIC_KINDS:
        return
    ends = subject.known.component_ends
    pairs = (
        (index, window, name)
        for index, window in enumerate(subject.record.windows)
        for name in window.named
        if name in ends
    )
    for index, window, name in pairs:
        end = ends[name]
        if window.start >= end:
            what, key = "begins after that", "start"
        elif window.end is None:
            if not subject.clock.has_reached(end):
                continue
            what, key = "has no end", "end"
        elif window.end > end:
            what, key = "ends after that", "end"
        else:
            continue
        message = (
            f"the last day of `{name}` is {_last_day(end)} (`until` in status.yml), and this window {what}; "
            "the time after that day is not counted"
        )
        example = f"end: {subject.local_time(end)}" if key == "end" else ""
        yield Finding(("windows", index, key), message, example)
    for path, name, what in _named_later(subject):
        message = f"the last day of `{name}` is {_last_day(ends[name])} (`until` in status.yml), and {what}"
        yield Finding(path, f"{message}; name another component, or correct one of the days", key=True)


def _named_later(subject: Subject) -> Iterator[tuple[Path, str, str]]:
    """Yield the components that updates give a level, or that are also affected, after their last day."""
    record, ends = subject.record, subject.known.component_ends
    for index, update in enumerate(record.updates):
        for name, level in update.levels.items():
            if name in ends and update.at >= ends[name] and level in subject.known.impaired_levels:
                yield ("updates", index, "levels", name), name, "this update comes after that"
    day = day_of_id(record)
    for index, entry in enumerate(record.also_affected):
        for name in entry.named:
            if day and name in ends and record.zone.start_of(day) >= ends[name]:
                yield ("also_affected", index), name, "this record is of a later day"


def _last_day(end: datetime) -> date:
    return (end - timedelta(microseconds=1)).date()


RULE = Rule(
    "window-after-until", Severity.WARNING, check, __doc__, needs=("kind",), needs_of_site=("components",)
)
