"""`review.post_mortem` begins at a severity that the site does not have.

No incident would be as severe as that, so the post-mortems that the site promises would never be asked for. Without
`severities` in `status.yml`, a site has `sev1` to `sev4`.

Passes:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
review: {post_mortem: {from: sev2, within: 14 days}}
```

Fails:

```yaml
# status.yml
page: {name: Example}
timezone: UTC
review: {post_mortem: {from: sev-2, within: 14 days}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.checks.unknown_id import unknown_id
from afterword.diagnostics import Severity


def check(subject: SiteSubject) -> Iterator[Finding]:
    policy = subject.site.review.post_mortem
    known = {each.id: each.label for each in subject.site.severities}
    if policy is not None:
        yield from unknown_id(
            ("review", "post_mortem", "from"), policy.from_, known, "a severity of this site"
        )


RULE = Rule("site-unknown-severity", Severity.ERROR, check, __doc__, needs=("severities",))
