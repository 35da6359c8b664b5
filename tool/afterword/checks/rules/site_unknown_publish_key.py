"""`publish.also` names a key that does not exist, or one that is never published.

`publish.also` lets a public build show keys that are otherwise internal, so it must name them exactly. A
wrong name would silently publish nothing. `internal`, `visibility` and `origin.fields` are never published.

Passes:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
publish:
  also: [action_items.tracker]
```

Fails:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
publish:
  also: [action_items.ticket]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.key_paths import wrong_key
from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity
from afterword.records.error_messages import shown
from afterword.records.record import is_never_public


def check(subject: SiteSubject) -> Iterator[Finding]:
    for index, dotted in enumerate(subject.site.publish.also):
        path = ("publish", "also", index)
        wrong = wrong_key(dotted)
        if wrong:
            yield Finding(path, *wrong)
        elif is_never_public(dotted):
            message = f"`{shown(dotted)}` is never published; put what readers should see under another key"
            yield Finding(path, message)


RULE = Rule("site-unknown-publish-key", Severity.ERROR, check, __doc__, integrity=True)
