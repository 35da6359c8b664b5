"""A notice ends before the day on which it was written.

A notice is shown on the status page until its `until`. If that is before the day in the id, no one has ever seen it
there: the year or the month is wrong.

Passes:

```yaml
title: Version 1 of the API ends in March
kind: notice
until: 2027-03-01 00:00
summary: Please move to version 2 before 1 March 2027.
```

Fails:

```yaml
title: Version 1 of the API ends in March
kind: notice
until: 2026-03-01 00:00
summary: Please move to version 2 before 1 March 2027.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.plausible_times import day_of_id
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Kind


def check(subject: Subject) -> Iterator[Finding]:
    record, day = subject.record, day_of_id(subject.record)
    if record.kind is Kind.NOTICE and record.until and day and record.until <= record.zone.start_of(day):
        until = subject.local_time(record.until, ("until",))
        message = f"the notice is shown until {until}, but its record is of {day}, so it was never shown"
        yield Finding(("until",), f"{message}; check the year and the month")


RULE = Rule("notice-already-over", Severity.WARNING, check, __doc__, needs=("kind",), review=True)
