"""The site does not say at which address it is published.

Feeds, calendars, the files of `/api/v2/` and the badges are read away from the site, so their links need its full
address: `page.url`, or else `site_url` in `mkdocs.yml`. Without it, RSS entries have no link, calendars cannot be
subscribed to with one click, and there is no code for badges. The warning begins with the first record.

Passes:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
```

Fails:

```yaml
# status.yml
page: {name: Example, id: example}
timezone: UTC
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity


def check(subject: SiteSubject) -> Iterator[Finding]:
    if not subject.site.page.url and subject.others.any():
        message = "feeds, calendars and badges have no full links, because the address of the site is not set"
        yield Finding(("page", "url"), message, "url: https://status.example.com/")


RULE = Rule("site-without-url", Severity.WARNING, check, __doc__, needs=("page",))
