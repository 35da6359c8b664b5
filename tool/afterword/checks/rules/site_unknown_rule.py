"""`review.rules` names a rule that there is none of, or one that cannot be changed.

A name that is no rule changes nothing, and the site would go on to take a rule as seriously as ever, or not
at all. Rules that guard what pages cannot be made without stay errors on every site, and so do the problems
of reading a file.

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
            said = f"`{name}` stays an error on every site, as pages cannot be made without it; leave it out"
            yield Finding(path, said, key=True)


RULE = Rule("site-unknown-rule", Severity.ERROR, check, __doc__, integrity=True)
