"""An incident or maintenance is open and has had no update for a long time.

Either it is over and the closing update is missing, or customers are waiting for one. The rule warns after
`review.silence` in `status.yml` (24 hours by default) without an update; while the last update says `monitoring`, after
`review.silence_monitoring` (7 days). The page then says "No update since …". If all windows have ended, it warns
at once: then only the closing update is missing, and the page shows operational components but an open
incident. Only an incident that is being monitored may stay open for `review.silence` after its last
window. After an update with `next_update`, none is expected until then. Without any time in the record, the
limit counts from the end of the day in its id.

Maintenance is only expected to end when its announced time is over. Its limit counts from the last announced end, and
is `review.silence_monitoring` if no end was announced.

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
from afterword.records.rough_time import form_of, is_vague
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.source.nodes import Path
from afterword.timeline.lifecycle import state_at
from afterword.timeline.maintenance import announced_periods
from afterword.timeline.silence import Silence, all_ended, silence


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    if record.kind not in (Kind.INCIDENT, Kind.MAINTENANCE) or subject.state in FINAL_STATES:
        return
    now = subject.clock.now_compared_with(record)
    quiet = silence(record, subject.known.review, now)
    if quiet is None:
        return
    if record.kind is Kind.MAINTENANCE:
        if subject.clock.has_reached(quiet.too_long_from):
            yield _forgotten_work(subject, state_at(record, now), quiet)
        return
    ended = all_ended(record, now)
    too_long = subject.clock.has_reached(quiet.too_long_from)
    if ended and subject.state is not State.MONITORING:
        path = _latest_entry(subject)
        message = (
            f"all windows have ended, the last one at {subject.local_time(ended)}, but the incident is still "
        )
        message += f"`{subject.state}`; add an update that closes it, or a window for what is still wrong"
        example = _reopened_window(subject) or _closing(subject, max(ended, quiet.since))
        yield Finding(path, message, example)
    elif too_long:
        message = f"the incident is `{subject.state}`, but has had {_no_update(subject, quiet)}"
        message += "; add an update, or close it if it is over"
        yield Finding(_latest_entry(subject), message, _closing(subject, subject.clock.now))


def _forgotten_work(subject: Subject, state: State, quiet: Silence) -> Finding:
    last = announced_periods(subject.record)[-1]
    is_over = last.end is not None or is_vague(last.start)
    but = "although its announced time is over, and" if is_over else "but"
    message = f"the maintenance is `{state}`, {but} has had "
    message += f"{_no_update(subject, quiet)}; add an update, or complete it if it is over"
    return Finding(_latest_entry(subject), message, _closing(subject, subject.clock.now, State.COMPLETED))


def _no_update(subject: Subject, quiet: Silence) -> str:
    since = form_of(quiet.since) or subject.local_time(quiet.since)
    return f"no update for {distance(subject.clock.now - quiet.since)}, since {since}"


def _latest_entry(subject: Subject) -> Path:
    """Return the field that says that the record is open: of an update, `status`, a window, or else the title."""
    updates = subject.record.updates
    if updates:
        return ("updates", max(range(len(updates)), key=lambda index: (updates[index].at, index)), "status")
    if subject.record.status:
        return ("status",)
    return ("windows", 0, "start") if subject.record.windows else ("title",)


def _reopened_window(subject: Subject) -> str:
    """Return the window that is missing if an update has opened the incident again; else an empty text."""
    updates, windows = subject.record.updates, subject.record.windows
    closing = max(
        (at for at, each in enumerate(updates) if each.status.value in FINAL_STATES), default=len(updates)
    )
    if not windows or closing + 1 >= len(updates):
        return ""
    last, again = max(windows, key=lambda each: each.end or each.start), updates[closing + 1].at
    if (last.end or last.start) > again:
        return ""
    named = last.named
    which = f"component: {named[0]}" if len(named) == 1 else f"components: [{', '.join(named)}]"
    return f"- {{{which}, level: {last.level}, start: {subject.local_time(again)}}}"


def _closing(subject: Subject, at: datetime, state: State = State.RESOLVED) -> str:
    """Return an entry of `updates` that closes the record, with the time to the minute."""
    whole = at.replace(second=0, microsecond=0)
    return f"- {{at: {subject.local_time(whole)}, status: {state}, body: It is over.}}"


RULE = Rule(
    "open-without-news",
    Severity.WARNING,
    check,
    __doc__,
    needs=("updates", "status", "kind", "windows", "scheduled"),
)
