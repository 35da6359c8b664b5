"""An update promised a report for a day that has passed, and there is none.

"We will publish a post-mortem by 27 November": customers remember, and ask. Publish it, or say in another update when
it will come. The rule reads English updates that promise a post-mortem, a root cause analysis, or a full report by a
day or within some days. A promise is kept by the published post-mortem of the record, or of another one that covers it,
by a link to the report under `links`, and by a later update that mentions the report. Azure promises its reviews
within days of an incident, and publishes them with the date of each.

Passes:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds. We are looking into it.}
  - at: 2026-11-20 10:20
    status: resolved
    body: Searches are fast again. We will publish a post-mortem by 4 December.
```

Fails:

```yaml
title: Search is slow
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds. We are looking into it.}
  - at: 2026-11-20 10:20
    status: resolved
    body: Searches are fast again. We will publish a post-mortem by 27 November.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from afterword.checks.prose.promised_days import REPORT, promised_day
from afterword.checks.prose.sentences import sentences
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import PostMortemStatus


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    found = [index for index, each in enumerate(record.updates) if REPORT.search(each.body)]
    if not found or not subject.is_english:
        return
    index = max(found, key=lambda each: (record.updates[each].at, each))
    report, update = record.post_mortem, record.updates[index]
    written = record.zone.local(update.at).date()
    days = [day for each in sentences(update.body) if (day := promised_day(each, written))]
    if not days or (report and report.status is PostMortemStatus.PUBLISHED):
        return
    over = record.zone.start_of(max(days) + timedelta(days=1))
    if not subject.clock.has_reached(over) or any(REPORT.search(each.title) for each in record.links):
        return
    if not subject.others.is_covered(record.id):
        message = (
            f"a report was promised by {max(days)}, and there is none; publish it, or say when it will come"
        )
        example = f"post_mortem: {{status: published, published: {subject.clock.today()}}}"
        yield Finding(("updates", index, "body"), message, example)


RULE = Rule(
    "promised-report",
    Severity.WARNING,
    check,
    __doc__,
    needs=("updates", "post_mortem", "links"),
    review=True,
)
