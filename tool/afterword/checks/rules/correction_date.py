"""A correction is dated before what it corrects, or in the future.

`corrections` tell readers what was changed after they may have read it. A correction from before the incident, from
before the publication of a record without updates, or from a day that has not come, has a wrong date.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
corrections:
  - {on: 2026-11-23, text: It began at 09:30.}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
corrections:
  - {on: 2025-11-23, text: It began at 09:30.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from afterword.checks.completeness import lies_ahead
from afterword.checks.plausible_times import HAPPENED, first_day
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.record import Record


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    for index, correction in enumerate(record.corrections):
        path = ("corrections", index, "on")
        earliest, what = _published(record)
        if earliest and correction.on < earliest:
            yield Finding(
                path, f"the correction is from {correction.on}, before {what} ({earliest}); check its date"
            )
        elif lies_ahead(subject, correction.on):
            yield Finding(
                path, f"the correction is from {correction.on}, which is in the future; check its date"
            )


def _published(record: Record) -> tuple[date | None, str]:
    """Return the first day on which there was something to correct, and what it is in words.

    The announcement of maintenance may be years older than its record, so only incidents have such a day.
    """
    if record.kind not in HAPPENED:
        return None, ""
    report = record.post_mortem
    if report and report.published and not record.updates and not record.milestones.notified:
        return report.published, "the post-mortem was published"
    return first_day(record), "the incident"


RULE = Rule(
    "correction-date",
    Severity.ERROR,
    check,
    __doc__,
    needs=("windows", "updates", "milestones", "kind"),
    review=True,
)
