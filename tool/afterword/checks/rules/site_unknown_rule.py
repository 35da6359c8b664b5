"""`review.rules` names a rule that does not exist, or one that cannot be changed.

A wrong name has no effect, and the rule that was meant keeps its severity. Rules that protect what pages
depend on are errors on every site, and so are the problems with reading a file.

Passes:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
review:
  rules: {missing-summary: warning}
```

Fails:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
review:
  rules: {missing-sumary: warning}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity
from afterword.records.error_messages import nearest
from afterword.records.settings import RuleLevel


def check(subject: SiteSubject) -> Iterator[Finding]:
    for name, level in subject.site.review.rules.items():
        path = ("review", "rules", name)
        if name not in subject.rules:
            meant = nearest(name, subject.rules)
            hint = f"did you mean `{meant}`?" if meant else "`afterword explain` lists them"
            example = f"{meant}: {level}" if meant else ""
            yield Finding(path, f"there is no rule `{name}`; {hint}", example, key=True)
        elif not subject.rules[name] and level is not RuleLevel.ERROR:
            message = f"`{name}` is an error on every site, because pages depend on it; remove it here"
            yield Finding(path, message, key=True)


RULE = Rule("site-unknown-rule", Severity.ERROR, check, __doc__, integrity=True)
