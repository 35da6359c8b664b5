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

import re
from collections.abc import Iterable, Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.unknown_id import unknown_id
from afterword.diagnostics import Severity
from afterword.patterns import pattern

_NUMBER = pattern(r"[A-Za-z]*[ _-]?([0-9]{1,3})")


def check(subject: Subject) -> Iterator[Finding]:
    known, severity = subject.known.severities, subject.record.severity
    if severity:
        guess = _with_number(severity, known)
        yield from unknown_id(("severity",), severity, known, "a severity of `status.yml`", guess=guess)


def _with_number(severity: str, known: Iterable[str]) -> str:
    """Return the only known severity with the same number, such as `sev2` for `2` or `P2`."""
    number = _NUMBER.fullmatch(severity)
    same = [each for each in known if number and re.fullmatch(rf"\D*{number[1]}", each)]
    return same[0] if len(same) == 1 else ""


RULE = Rule("unknown-severity", Severity.ERROR, check, __doc__, integrity=True, needs_of_site=("severities",))
