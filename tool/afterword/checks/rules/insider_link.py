"""A public text links to something that only staff can open, such as a chat, a tracker or a dashboard.

A reader who follows it meets a form to sign in, and learns the names of your tools. Say what is there, and keep the
link under an internal key such as `action_items.tracker`. The rule knows the common tools; `review.insider_links` adds
hosts of your own. If everyone can open a link, list it or its host in `review.allow`.

Passes:

```yaml
title: Search is slow
summary: The queue grew for twenty minutes.
```

Fails:

```yaml
title: Search is slow
summary: "The queue grew: https://papermoor.slack.com/archives/C012345/p1699"
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from afterword.checks.leaks.insider_links import insider_links, may_contain_insider_link
from afterword.checks.leaks.published import every_published, findings, is_allowed, review_of
from afterword.checks.rule import Finding, Rule, SiteSubject, Subject
from afterword.diagnostics import Severity


def check(subject: Subject | SiteSubject) -> Iterator[Finding]:
    more = tuple(each.lower() for each in review_of(subject).insider_links)
    for text in every_published(subject, partial(may_contain_insider_link, more=more)):
        if text.file:
            continue
        links = (each for each in insider_links(text.text, more) if not is_allowed(each.host, subject))
        found = ((each.address, f"a link to {each.tool} that only staff can open") for each in links)
        yield from findings(subject, text, found, "say what is there", "as the graph of the queue showed")


RULE = Rule("insider-link", Severity.WARNING, check, __doc__, review=True)
