"""A window would continue another one if it were a day later or earlier.

The day of its start and its end is probably mistyped: a day away, it begins within half an hour after another window of
the component ends, or ends as shortly before one begins, and all updates, events and milestones are around that one.
What comes back the next day usually has an update or an event then; if yours has none, suppress the rule with a reason.

Passes:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 10:00, end: 2026-11-20 10:20}
  - {component: search, level: degraded, start: 2026-11-20 10:25, end: 2026-11-20 11:00}
updates:
  - {at: 2026-11-20 10:05, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-20 11:00, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 10:00, end: 2026-11-20 10:20}
  - {component: search, level: degraded, start: 2026-11-19 10:25, end: 2026-11-19 11:00}
updates:
  - {at: 2026-11-20 10:05, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-20 11:00, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from afterword.checks.plausible_times import (
    HAPPENED,
    closing_update,
    first_news,
    is_far_before_news,
    start_of,
)
from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import timestamps
from afterword.diagnostics import Severity
from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.rough_time import is_coarse

_DAY, _HALF_DAY, _PAUSE = timedelta(days=1), timedelta(hours=12), timedelta(minutes=30)
_SAID = ("updates", "timeline", "milestones")


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.kind not in HAPPENED or len(record.windows) < 2 or _is_reported_otherwise(record):
        return
    said = [at for path, at in timestamps(record) if path[0] in _SAID]
    closed = closing_update(record)
    for index, window in enumerate(record.windows):
        if window.end and closed and window.end > closed.at:
            continue  # `end-after-closing` asks for its day
        for shift, words in ((_DAY, "later"), (-_DAY, "earlier")):
            continued = _continued(window, shift, record.windows, said)
            if continued is not None:
                path = ("windows", index, "start")
                line = subject.locator.line(("windows", continued))
                message = (
                    f"nothing else in the record happened on the day of this window; a day {words}, it would continue "
                    f"the one on line {line}: check the day of its start and its end"
                )
                yield Finding(path, message, f"start: {subject.local_time(window.start + shift, path)}")


def _is_reported_otherwise(record: Record) -> bool:
    """Return whether `start-before-news` asks for the day of the first window."""
    start, news = start_of(record), first_news(record)
    return start is not None and news is not None and is_far_before_news(record, start, news)


def _continued(
    window: Window, shift: timedelta, windows: Sequence[Window], said: Sequence[datetime]
) -> int | None:
    """Return which window one would continue, or be continued by, on another day, if what was said is of that day."""
    if window.end is None or is_coarse(window.start) or is_coarse(window.end):
        return None
    start, end = window.start + shift, window.end + shift
    if _is_near(window.start, window.end, said) or not _is_near(start, end, said):
        return None
    found = None
    for index, other in enumerate(windows):
        if not set(other.named) & set(window.named):
            continue
        if other.end is None or (start < other.end and other.start < end):
            return None
        if timedelta() <= start - other.end <= _PAUSE or timedelta() <= other.start - end <= _PAUSE:
            found = index
    return found


def _is_near(start: datetime, end: datetime, times: Iterable[datetime]) -> bool:
    return any(start - _HALF_DAY <= at <= end + _HALF_DAY for at in times)


RULE = Rule(
    "window-on-another-day",
    Severity.INFO,
    check,
    __doc__,
    needs=("windows", "updates", "timeline", "milestones", "kind"),
)
