"""Something would end, or be continued, about a year after its start.

Planned work for a year and a few hours, or a next update in a year, is nearly always a typing error: around New Year
people type the year that they are used to. Incidents that seem to last a year are found by `end-after-closing` and
`start-before-news`. The rule reports an end, or a `next_update`, that would be less than two weeks after its start if
its year were one less.

Passes:

```yaml
# incidents/2026/2026-12-29-search-index-moves.yml
title: Search index moves
kind: maintenance
scheduled: {start: 2026-12-29 22:00, end: 2027-01-02 06:00}
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow for some days.}
```

Fails:

```yaml
# incidents/2026/2026-12-29-search-index-moves.yml
title: Search index moves
kind: maintenance
scheduled: {start: 2026-12-29 22:00, end: 2027-12-30 06:00}
updates:
  - {at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow for a night.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from afterword.checks.distances import distance
from afterword.checks.plausible_times import ANNOUNCED
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.rough_time import is_unknown, is_vague
from afterword.source.nodes import Path

_LONGEST = timedelta(days=14)
"""How long something lasts at most if only the year of its end is wrong."""


def check(subject: Subject) -> Iterator[Finding]:
    for path, since, start, end in _pairs(subject):
        if is_vague(end) or is_unknown(end):
            continue
        meant = _a_year_before(end)
        if meant and start < meant <= start + _LONGEST:
            written = subject.local_time(meant, path)
            message = (
                f"this is {distance(end - start)} after {since}; if the year is wrong, {written} is meant"
            )
            yield Finding(path, message, f"{path[-1]}: {written}")


def _pairs(subject: Subject) -> Iterator[tuple[Path, str, datetime, datetime]]:
    record = subject.record
    for index, period in enumerate(record.scheduled):
        if period.end:
            yield ("scheduled", index, "end"), "the start", period.start, period.end
    for index, window in enumerate(record.windows):
        if window.end and record.kind in ANNOUNCED:
            yield ("windows", index, "end"), "the start", window.start, window.end
    for index, update in enumerate(record.updates):
        if update.next_update:
            yield ("updates", index, "next_update"), "the update itself", update.at, update.next_update


def _a_year_before(at: datetime) -> datetime | None:
    """Return the same time a year before; None on 29 February."""
    try:
        return at.replace(year=at.year - 1)
    except ValueError:
        return None


RULE = Rule("end-in-another-year", Severity.WARNING, check, __doc__)
