"""A text contains an HTML comment, or a link to nothing that other renderers hide.

A comment looks as if only its author could read it. But a record is published in many forms, and Markdown has no
comments: pages would show it as it was typed. The same is true of `[//]: # (a note)`. Put notes for the team under
`internal`, which is never published, or after a `#` outside the text.

Passes:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
internal:
  note: The night shift restarted it.
```

Fails:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again. <!-- The night shift restarted it. -->}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, SiteSubject, WithProse, prose_with
from afterword.diagnostics import Severity
from afterword.prose.comments import first_comment, first_html_comment, without_comments
from afterword.records.error_messages import shown
from afterword.source.nodes import Path
from afterword.source.quoting import scalar

_LONGEST = 100
"""The longest text that is repeated in an example."""


def check(subject: WithProse) -> Iterator[Finding]:
    where = "after a `#` outside the text" if isinstance(subject, SiteSubject) else "to `internal`"
    found = [(path, text, first_comment(text)) for path, text in prose_with(subject, "<!--", "]:")]
    found += [(path, text, first_html_comment(text)) for path, text in subject.lines if "<!--" in text]
    for path, text, comment in found:
        if comment:
            message = f"Markdown has no comments, so readers would see `{shown(comment)}`; move it {where}"
            yield Finding(path, message, _without_comments(path, text), words=comment)


def _without_comments(path: Path, text: str) -> str:
    """Write the field without its comments, if that is a short line."""
    rest = without_comments(text)
    name = next(step for step in reversed(path) if isinstance(step, str))
    is_list = isinstance(path[-1], int)
    return "" if is_list or not rest or "\n" in rest or len(rest) > _LONGEST else f"{name}: {scalar(rest)}"


RULE = Rule("html-comment", Severity.ERROR, check, __doc__)
