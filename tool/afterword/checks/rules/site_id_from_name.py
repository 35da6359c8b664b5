"""The site has an address and no id, so what machines call it would change with its name.

The ids of feed entries and calendar events follow from `page.id`, and so does the `page_id` of the files that clients
of Statuspage read. Without it they follow from `page.name`. On the day on which the service is called otherwise, every
feed reader would show all entries once more, and every calendar would hold each event twice. A site that has an address
has readers; set `page.id` to what its name gives today, and nothing changes for them.

Passes:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
```

Fails:

```yaml
# status.yml
page: {name: Example, url: https://status.example.com/}
timezone: UTC
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity


def check(subject: SiteSubject) -> Iterator[Finding]:
    page = subject.site.page
    if page.url and not page.id:
        said = "`page.url` is set and `page.id` is not: ids in feeds and calendars would change with the name"
        yield Finding(("page", "id"), said, f"id: {page.slug}")


RULE = Rule("site-id-from-name", Severity.WARNING, check, __doc__, needs=("page",))
