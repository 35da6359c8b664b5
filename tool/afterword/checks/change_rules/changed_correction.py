"""A published correction was changed or deleted.

`corrections` lists what was once wrong. If a correction was itself wrong, add another one. If only spelling differs,
the finding is an info.

Passes:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
corrections:
  - {on: 2026-11-23, text: It began at 09:30.}
# after
title: Search is slow
summary: Searches took several seconds.
corrections:
  - {on: 2026-11-23, text: It began at 09:30.}
  - {on: 2026-12-01, text: It began at 09:35. The earlier correction was wrong.}
```

Fails:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
corrections:
  - {on: 2026-11-23, text: It began at 09:30.}
# after
title: Search is slow
summary: Searches took several seconds.
corrections:
  - {on: 2026-11-23, text: It began at 09:35.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange
from afterword.checks.rule import Finding, Rule
from afterword.checks.spelling import is_spelling
from afterword.diagnostics import Severity
from afterword.records.references import Correction


def check(change: RecordChange) -> Iterator[Finding]:
    if not change.public or not change.after:
        return
    listed = change.after.corrections
    kept = {(each.on, _words(each)) for each in listed}
    come = [(place, each) for place, each in enumerate(listed) if each in change.new_corrections]
    for old in change.public.before.corrections:
        if (old.on, _words(old)) in kept:
            continue
        place = next((place for place, new in come if new.on == old.on or _words(new) == _words(old)), None)
        if place is None:
            message = f"the published correction of {old.on} is gone; keep it"
            yield Finding(("corrections",), f"{message}, and add another one if it was wrong")
            continue
        message = (
            f"the correction of {old.on} was changed after it was published; keep it, and add another one"
        )
        mild = old.on == listed[place].on and is_spelling(old.text, listed[place].text)
        yield Finding(("corrections", place), message, mild=mild)


def _words(correction: Correction) -> str:
    return " ".join(correction.text.split())


RULE = Rule("changed-correction", Severity.WARNING, check, __doc__)
