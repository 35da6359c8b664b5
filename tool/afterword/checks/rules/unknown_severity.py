"""A record has a severity that the site does not have.

The severity says how bad a record is as a whole, and the files for other programs contain the impact that
belongs to it. The severities are in `status.yml`; a site that lists none has `sev1` to `sev4`.

Passes:

```yaml
title: Search is slow
severity: sev3
summary: Searches took several seconds.
```

Fails:

```yaml
title: Search is slow
severity: sev33
summary: Searches took several seconds.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.unknown_id import unknown_id
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    known, severity = subject.known.severities, subject.record.severity
    if severity:
        yield from unknown_id(("severity",), severity, known, "a severity of `status.yml`")


RULE = Rule("unknown-severity", Severity.ERROR, check, __doc__, integrity=True, needs_of_site=("severities",))
