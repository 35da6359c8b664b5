"""The site has an address but no `page.id`, so its ids depend on its name.

The ids of feed entries and calendar events are derived from `page.id`, and so is the `page_id` in the files
for Statuspage clients. Without it they are derived from `page.name`. If the service is renamed, feed readers
show all entries again, and calendars contain each event twice. Set `page.id` to the value that the name gives
today: nothing changes for your readers.

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
        message = (
            "the site has an address but no `page.id`: ids in feeds and calendars would change with the name"
        )
        yield Finding(("page", "id"), message, f"id: {page.slug}")


RULE = Rule("site-id-from-name", Severity.WARNING, check, __doc__, needs=("page",))
