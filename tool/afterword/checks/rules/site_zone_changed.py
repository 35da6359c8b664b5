"""The site's time zone was changed, and older records are now read in the new one.

A time without an offset is in the zone of its record, or else in that of the site. When only the site's zone changes,
the same records mean other instants: incidents move by hours, in the history, in feeds and in numbers that were
published. Name the former zone under `former_timezones`: records of earlier days are then read in it, and days and
months of that time keep their boundaries. Or give each of these records its own `timezone`: announced maintenance,
whose day is still to come, needs one in any case.

`afterword check` compares with former versions of `status.yml` if the site is in a git repository, and if the clone
is not shallow.

Passes:

```yaml
# status.yml
page: {name: Example}
timezone: Europe/Berlin
former_timezones:
  - {timezone: UTC, before: 2026-12-01}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, SiteSubject
from afterword.diagnostics import Severity


def check(subject: SiteSubject) -> Iterator[Finding]:
    change = subject.zone_change
    if change is None:
        return
    since = f" until {change.changed_on}" if change.commit else " so far"
    in_commit = f" (changed in {change.commit})" if change.commit else ""
    begin = f"the time zone was {change.former}{since}{in_commit};"
    if change.records:
        one = change.records == 1
        records = "one record has" if one else f"{change.records:,} records have"
        message = (
            f"{begin} {records} an earlier day and no zone of {'its' if one else 'their'} own, "
            f"and would move to {subject.site.timezone}; state the former zone"
        )
        example = f"former_timezones: [{{timezone: {change.former}, before: {change.changed_on}}}]"
        yield Finding(("timezone",), message, example)
    if change.ahead:
        one = change.ahead == 1
        records = "one record of a later day was" if one else f"{change.ahead:,} records of later days were"
        message = (
            f"{begin} {records} written before that, and would move to {subject.site.timezone}; "
            f"state {'its' if one else 'their'} zone in {'it' if one else 'each of them'}"
        )
        yield Finding(("timezone",), message, f"timezone: {change.former}")


RULE = Rule("site-zone-changed", Severity.WARNING, check, __doc__, needs=("timezone", "former_timezones"))
