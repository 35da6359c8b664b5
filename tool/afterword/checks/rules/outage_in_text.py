"""The title or the summary speaks of an outage, and no window is at a level of outage.

"Outage", "down" and "unavailable" say that something did not work at all, and readers who then see "degraded" wonder
which of the two is true. Uptime is computed from the levels, so one that is too mild makes it too good. The levels of
outage are those of `status.yml` whose `status` is `partial_outage` or `major_outage`; the first is for what does not
work for some customers, or in some of its functions. The rule reads English titles and summaries, and passes over
outages of others, outages that did not happen, and those that are the cause. PagerDuty's guide to post-mortems asks
for the same care: it keeps "outage" for what was really down.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds, and none failed.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```

Fails:

```yaml
title: Outage of search
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.prose.outages import said_outage
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Kind


def check(subject: Subject) -> Iterator[Finding]:
    record, outage_levels = subject.record, subject.known.outage_levels
    if record.kind is not Kind.INCIDENT or not record.windows or not outage_levels or not subject.is_english:
        return
    levels = {window.level for window in record.windows}
    levels |= {each.level for each in record.also_affected if each.level}
    if levels & outage_levels:
        return
    own = subject.known.names
    for name, text in (("title", record.title), ("summary", record.summary or "")):
        words = said_outage(text, own, title=name == "title")
        if words:
            worst = ", ".join(f"`{level}`" for level in sorted(levels))
            mildest = min(outage_levels, key=list(subject.known.levels).index)
            message = (
                f"the text says “{words}”, and no window is at a level of outage, only at {worst}; correct the level, "
                "or say what still worked"
            )
            yield Finding((name,), message, f"level: {mildest}", words=words)
            return


RULE = Rule(
    "outage-in-text",
    Severity.WARNING,
    check,
    __doc__,
    needs=("windows", "also_affected", "kind"),
    needs_of_site=("levels",),
    review=True,
)
