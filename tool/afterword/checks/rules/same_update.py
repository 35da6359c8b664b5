"""An update repeats the one before it word for word.

Readers and subscribers get each update, by feed and by e-mail. The same text within a quarter of an hour was published
twice; the same text in the update that closes the record was copied, and leaves open what has changed. That an
update repeats "we are still investigating" after a longer time is usual, and is not reported.

Passes:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 09:52, status: identified, body: A replica is being added.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 09:52, status: identified, body: A replica is being added.}
  - {at: 2026-11-20 10:05, status: identified, body: A replica is being added.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import FINAL_STATES

_SOON = timedelta(minutes=15)


def check(subject: Subject) -> Iterator[Finding]:
    for index, (before, update) in enumerate(pairwise(subject.record.updates), start=1):
        if update.body.strip() != before.body.strip():
            continue
        line = subject.locator.line(("updates", index - 1))
        if update.state in FINAL_STATES and before.state not in FINAL_STATES:
            message = (
                f"this update closes the record with the text of the one on line {line}; say what has changed"
            )
            yield Finding(("updates", index, "body"), message, "body: Searches are fast again.")
        elif (
            update.status == before.status
            and update.at - before.at < _SOON
            and update.levels == before.levels
        ):
            message = f"this update says the same as the one on line {line}; remove it, or say what is new"
            yield Finding(("updates", index, "body"), message, "body: Half of the replicas are in place.")


RULE = Rule("same-update", Severity.WARNING, check, __doc__, review=True)
