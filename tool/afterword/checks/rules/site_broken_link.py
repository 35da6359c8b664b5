"""A text of `status.yml` has a link that leads nowhere.

The texts of `status.yml` are on several pages, so a link in them must begin with `/`, `https://` or `mailto:`: a
relative one would lead to a different place from each page. A link to a record must lead to one that the public may
see.

Passes:

```yaml
# status.yml
page: {name: Example, description: "[What this is about](/about/)."}
```

Fails:

```yaml
# status.yml
page: {name: Example, description: "[What this is about](about/)."}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.references import links_in
from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.checks.rules.broken_link import instead_of, site_problem
from afterword.checks.rules.link_to_record import mentions, problem
from afterword.diagnostics import Severity
from afterword.records.error_messages import shown
from afterword.records.link_targets import Malformed
from afterword.records.texts import texts


def check(subject: SiteSubject) -> Iterator[Finding]:
    found = tuple(texts(subject.site))
    wrong: set[object] = set()
    for link in links_in(found, "", subject.site.page.root):
        message, example = problem(link, subject.others, public=True)
        if isinstance(link.target, Malformed):
            message = f"`{shown(link.address)}` leads nowhere: {link.target.reason}"
            example = instead_of(link, "more", "https://example.com/more")
        elif not message:
            site = subject.site
            known = {each.id: each.name for each in site.components}
            message, example = site_problem(link, known, site.component_aliases)
        if message:
            wrong.add(link.path)
            yield Finding(link.path, message, example, words=link.address)
    yield from (each for each in mentions(found, subject.others) if each.path not in wrong)


RULE = Rule("site-broken-link", Severity.ERROR, check, __doc__, integrity=True)
