"""An incident is open and has had no update for a long time.

Either it is over and the closing update is missing, or customers are waiting for one. The rule warns after
`review.silence` in `status.yml` (24 hours by default) without an update; while the last update says `monitoring`, after
`review.silence_monitoring` (7 days). The page then says "No update since …". If all windows have ended, it warns
at once: then only the closing update is missing, and the page shows operational components but an open
incident. Only an incident that is being monitored may stay open for `review.silence` after its last
window. After an update with `next_update`, none is expected until then.

Passes:

```yaml
# incidents/2026/2026-12-01-search-is-slow.yml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-12-01 09:40}
updates:
  - {at: 2026-12-01 09:52, status: identified, body: We are adding memory.}
```

Fails:

```yaml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 09:52, status: identified, body: We are adding memory.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.distances import distance
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.source.nodes import Path
from afterword.timeline.silence import all_ended, silence


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.kind is not Kind.INCIDENT or subject.state in FINAL_STATES:
        return
    now = subject.clock.now_compared_with(record)
    quiet = silence(record, subject.known.review, now)
    if quiet is None:
        return
    ended = all_ended(record, now)
    too_long = subject.clock.has_reached(quiet.too_long_from)
    if ended and subject.state is not State.MONITORING:
        path = _latest_entry(subject)
        message = (
            f"all windows have ended, the last one at {subject.local_time(ended)}, but the incident is still "
        )
        message += f"`{subject.state}`; add an update that closes it, or a window for what is still wrong"
        yield Finding(path, message, _closing(subject, max(ended, quiet.since)))
    elif too_long:
        span = distance(subject.clock.now - quiet.since)
        message = f"the incident is `{subject.state}`, but has had no update for {span}, since "
        message += f"{subject.local_time(quiet.since)}; add an update, or close it if it is over"
        yield Finding(_latest_entry(subject), message, _closing(subject, subject.clock.now))


def _latest_entry(subject: Subject) -> Path:
    """Return the field that says that the incident is open: of the latest update, or `status`, or a window."""
    updates = subject.record.updates
    if updates:
        return ("updates", max(range(len(updates)), key=lambda index: (updates[index].at, index)), "status")
    return ("status",) if subject.record.status else ("windows", 0, "start")


def _closing(subject: Subject, at: datetime) -> str:
    """Return an entry of `updates` that closes the incident, with the time to the minute."""
    whole = at.replace(second=0, microsecond=0)
    return f"- {{at: {subject.local_time(whole)}, status: resolved, body: It is over.}}"


RULE = Rule(
    "open-without-news", Severity.WARNING, check, __doc__, needs=("updates", "status", "kind", "windows")
)
