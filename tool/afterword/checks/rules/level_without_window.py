"""An update gives a component a level, but the record has no window for it.

Uptime, totals and calendars are computed from windows only. A level in an update without a window is not
counted anywhere. The rule ignores near misses, drills, and maintenance that has not begun or was cancelled.
It also ignores open incidents, because updates are usually written before windows. While maintenance is in
progress, a component without a window counts as operational in bars and uptime. Work on several nights
needs a window for each of them.

Passes:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - at: 2026-11-20 09:52
    status: investigating
    body: Searches take several seconds. We are looking.
    levels: {search: degraded}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
updates:
  - at: 2026-11-20 09:52
    status: investigating
    body: Searches take several seconds. We are looking.
    levels: {search: degraded}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.response import Scheduled, Update
from afterword.records.rough_time import form_of, is_coarse
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.timeline.levels import PUBLIC_KINDS
from afterword.timeline.lifecycle import lifecycle, state_at
from afterword.timeline.maintenance import announced_periods, begun_period


def check(subject: Subject) -> Iterator[Finding]:
    record, known = subject.record, subject.known
    if record.kind not in PUBLIC_KINDS or declared_unknown(record, "windows"):
        return
    state = subject.state if record.kind is not Kind.MAINTENANCE else state_at(record, _now(subject))
    over = state in FINAL_STATES and state is not State.CANCELLED
    if not any(update.levels for update in record.updates) or not (over or _is_running(subject)):
        return
    has_window = _with_window(subject)
    named = {component for window in record.windows for component in window.named}
    for index, update in enumerate(record.updates):
        if not over and not subject.clock.has_reached(update.at):
            continue
        for component, level in update.levels.items():
            if (
                level in known.impaired_levels
                and component in known.components
                and component not in has_window
            ):
                has_window.add(component)
                window = "no window of this night" if component in named else "no window"
                message = f"`{component}` is `{level}` here, but has {window}, so it is not counted"
                path = ("updates", index, "levels", component)
                times = (
                    _times_afterwards(subject, update) if over else _times_so_far(subject, component, update)
                )
                example = _windows(subject, component, level, times)
                yield Finding(path, f"{message}; add the window", example, key=True)


def _is_running(subject: Subject) -> bool:
    running = (State.IN_PROGRESS, State.VERIFYING)
    return subject.record.kind is Kind.MAINTENANCE and state_at(subject.record, _now(subject)) in running


def _now(subject: Subject) -> datetime:
    """Return the current time; states and milestones follow from comparing it with the times of the record."""
    return subject.clock.now_compared_with(subject.record)


def _with_window(subject: Subject) -> set[str]:
    """Return the components that have a window; of work on several nights, one of the night that has begun last."""
    record = subject.record
    period = (
        begun_period(record, _now(subject)) if len(record.scheduled) > 1 and _is_running(subject) else None
    )
    return {
        window.component
        for window in record.component_windows
        if period is None or window.end is None or window.end > period.start
    }


def _windows(subject: Subject, component: str, level: str, times: list[str]) -> str:
    """Write windows to paste; nothing if the record does not tell their times."""
    windows = [f"{{component: {component}, level: {level}, {each}}}" for each in times]
    if not subject.record.windows and windows:
        return f"windows: [{', '.join(windows)}]"
    return "\n".join(f"- {each}" for each in windows)


def _times_so_far(subject: Subject, component: str, update: Update) -> list[str]:
    """Return times of the nights that are over and have no window, and of this night, from its start on.

    None begins before the update.
    """
    record, now = subject.record, _now(subject)
    period = begun_period(record, now)
    over = tuple(each for each in announced_periods(record) if period and each.start < period.start)
    times = [
        _from(subject, max(each.start, update.at), each.end)
        for each in over
        if each.end and update.at < each.end and not _has_window(record, component, each)
    ]
    planned = period.start if period else update.at
    start = planned if over else lifecycle(record, now).started or planned
    return [*times, _from(subject, max(start, update.at))]


def _times_afterwards(subject: Subject, update: Update) -> list[str]:
    """Return the announced times of maintenance, or the time from the update to the one that closes the incident."""
    record = subject.record
    closed = min((each.at for each in record.updates if each.status.value in FINAL_STATES), default=None)
    if not record.scheduled:
        return [_from(subject, update.at, closed)] if closed and update.at < closed else []
    ends = ((each, min(filter(None, (each.end, closed)), default=None)) for each in announced_periods(record))
    return [_from(subject, each.start, end) for each, end in ends if end and each.start < end]


def _from(subject: Subject, start: datetime, end: datetime | None = None) -> str:
    """Write the times of a window, as precise as they are known."""
    text = f"start: {_typed(subject, start)}"
    return f"{text}, end: {_typed(subject, end)}" if end else text


def _typed(subject: Subject, instant: datetime) -> str:
    form = form_of(instant)
    return form if is_coarse(instant) else f"{subject.local_time(instant)}{form}"


def _has_window(record: Record, component: str, period: Scheduled) -> bool:
    return any(
        window.component == component
        and (period.end is None or window.start < period.end)
        and (window.end is None or window.end > period.start)
        for window in record.component_windows
    )


RULE = Rule(
    "level-without-window",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "windows", "updates", "status", "unknowns", "scheduled"),
    needs_of_site=("levels", "components"),
)
