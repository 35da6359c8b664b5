"""Announced maintenance was cancelled without an update.

Customers have planned for it. An update with `status: cancelled` tells them, and removes the event from calendars that
read the site's calendar file. Deleting the announced time, or `status: cancelled` alone, notifies no one.

Passes:

```yaml
# before
title: New disks
kind: maintenance
scheduled: {start: 2026-12-08 20:00, end: 2026-12-08 22:00}
updates:
  - {at: 2026-11-18 10:00, status: scheduled, body: New disks on 8 December.}
# after
title: New disks
kind: maintenance
scheduled: {start: 2026-12-08 20:00, end: 2026-12-08 22:00}
updates:
  - {at: 2026-11-18 10:00, status: scheduled, body: New disks on 8 December.}
  - {at: 2026-12-01 09:00, status: cancelled, body: We do not need new disks this year.}
```

Fails:

```yaml
# before
title: New disks
kind: maintenance
status: scheduled
summary: We install new disks.
scheduled: {start: 2026-12-08 20:00, end: 2026-12-08 22:00}
# after
title: New disks
kind: maintenance
status: cancelled
summary: We install new disks.
scheduled: {start: 2026-12-08 20:00, end: 2026-12-08 22:00}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange
from afterword.checks.rule import Finding, Rule
from afterword.checks.timestamps import last_state
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.timeline.lifecycle import state_at


def check(change: RecordChange) -> Iterator[Finding]:
    if not change.public:
        return
    before, after = change.public
    if before.kind is not Kind.MAINTENANCE or not _is_ahead(before, change):
        return
    if any(update not in before.updates for update in after.updates):
        return
    if not after.scheduled:
        what, path = "its announced time is gone", ("scheduled",)
    elif last_state(after) is State.CANCELLED and last_state(before) is not State.CANCELLED:
        what, path = "it is cancelled", ("status",)
    else:
        return
    message = f"the maintenance was announced ({change.base}), and {what}; publish an update that says so"
    yield Finding(
        path, message, f"- {{at: {change.typed_now}, status: cancelled, body: It does not take place.}}"
    )


def _is_ahead(record: Record, change: RecordChange) -> bool:
    now = change.clock.now
    last = [period.end or period.start for period in record.scheduled]
    return bool(last) and max(last) > now and state_at(record, now) not in FINAL_STATES


RULE = Rule("cancelled-without-update", Severity.WARNING, check, __doc__, review=True)
