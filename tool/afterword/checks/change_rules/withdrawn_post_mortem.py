"""A published post-mortem has become a draft again, or was deleted.

The next build no longer has its timeline, causes and action items, and links to them lead to a page without them. To
continue the work, keep the post-mortem published with `stage: preliminary`, and list what was wrong under
`corrections`.

Passes:

```yaml
# before
title: Search is slow
severity: sev3
summary: Searches took several seconds.
post_mortem: {status: published, published: 2026-11-24, background: Searches use a cache.}
# after
title: Search is slow
severity: sev3
summary: Searches took several seconds.
post_mortem: {status: published, stage: preliminary, published: 2026-11-24, background: Searches use a cache.}
```

Fails:

```yaml
# before
title: Search is slow
severity: sev3
summary: Searches took several seconds.
post_mortem: {status: published, published: 2026-11-24, background: Searches use a cache.}
# after
title: Search is slow
severity: sev3
summary: Searches took several seconds.
post_mortem: {status: draft, background: Searches use a cache.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange
from afterword.checks.rule import Finding, Rule
from afterword.diagnostics import Severity
from afterword.records.vocabulary import PostMortemStatus

_NOW = {
    PostMortemStatus.DRAFT: "is now a draft",
    PostMortemStatus.IN_REVIEW: "is now in review",
    PostMortemStatus.NOT_REQUIRED: "is now `not_required`",
}


def check(change: RecordChange) -> Iterator[Finding]:
    if not change.public or not change.is_withdrawn:
        return
    report = change.public.after.post_mortem
    now = _NOW[report.status] if report else "is gone"
    message = (
        f"the post-mortem was published ({change.base}) and {now}; to continue work on it, keep it published with "
        "`stage: preliminary`"
    )
    path = ("post_mortem", "status") if report else ("post_mortem",)
    yield Finding(path, message, "status: published" if report else "post_mortem: {status: published}")


RULE = Rule("withdrawn-post-mortem", Severity.WARNING, check, __doc__)
