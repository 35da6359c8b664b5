"""The text of a published post-mortem was changed, without a new entry under `corrections`.

People have read it, quoted it and drawn conclusions from it. An entry under `corrections` tells them what is different.
This covers the title, the summary, impact, detection, timeline, causes, lessons and sections, including additions.
Action items, links, tags, authors and thanks may change without a note. If only spelling or punctuation differs, or the
post-mortem has `stage: preliminary`, the finding is an info; on the day of publication, nothing is found.

Passes:

```yaml
# before
title: Search is slow
severity: sev3
summary: A third of all searches took several seconds.
post_mortem: {status: published, published: 2026-11-24, background: Searches use a cache.}
# after
title: Search is slow
severity: sev3
summary: Half of all searches took several seconds.
post_mortem: {status: published, published: 2026-11-24, background: Searches use a cache.}
corrections:
  - {on: 2026-12-01, text: Half of all searches were slow; we had written a third.}
```

Fails:

```yaml
# before
title: Search is slow
severity: sev3
summary: A third of all searches took several seconds.
post_mortem: {status: published, published: 2026-11-24, background: Searches use a cache.}
# after
title: Search is slow
severity: sev3
summary: Half of all searches took several seconds.
post_mortem: {status: published, published: 2026-11-24, background: Searches use a cache.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange, described, named_differences
from afterword.checks.rule import Finding, Rule
from afterword.checks.spelling import is_spelling
from afterword.comparison.differences import Difference
from afterword.comparison.tree import shown
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Stage

_KEYS = (
    "title", "summary", "detection", "impact", "exposure", "symptoms", "also_affected", "timeline", "trigger",
    "root_causes", "limited_by", "lessons", "windows.note", "windows.label", "windows.measure", "windows.share",
    "windows.scope", "post_mortem.background", "post_mortem.resolution", "post_mortem.customer_actions",
    "post_mortem.sections", "post_mortem.apology",
)  # fmt: skip

_REFERENCES = ("id", "windows")
"""Keys by which one part of a record refers to another."""


def check(change: RecordChange) -> Iterator[Finding]:
    if not change.had_post_mortem or change.is_withdrawn or change.new_corrections:
        return
    found = [each for each in named_differences(change.seen, *_KEYS) if each.keys[-1] not in _REFERENCES]
    if not found:
        return
    spelling = all(map(_is_spelling, found))
    kind = "spelling" if spelling else "text"
    message = f"the {kind} of a published post-mortem was changed without a correction: {described(found)}"
    if not spelling:
        message += "; tell readers what is different"
    example = f"corrections: [{{on: {change.today}, text: Half of all searches were slow; we had written a third.}}]"
    yield Finding(found[0].place, message, example, mild=spelling or _is_preliminary(change))


def _is_preliminary(change: RecordChange) -> bool:
    report = change.before.post_mortem if change.before else None
    return report is not None and report.stage is Stage.PRELIMINARY


def _is_spelling(difference: Difference) -> bool:
    before, after = difference.before, difference.after
    return before is not None and after is not None and is_spelling(shown(before), shown(after))


RULE = Rule("uncorrected-text", Severity.WARNING, check, __doc__, review=True)
