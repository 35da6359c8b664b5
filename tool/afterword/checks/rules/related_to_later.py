"""A record repeats, follows or was caused by one that is later.

`recurrence_of`, `caused_by` and `follows` name an earlier record. If the id of the other one has a later day, the
relation belongs in that record, or both records name each other, and readers are led in a circle. One day is
tolerated, because an id may name the day on which it was announced.

Passes:

```yaml
# incidents/2026/2026-11-18-index-moves.yml
title: The index moves
summary: Searches took several seconds.

# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
related:
  - {id: 2026-11-18-index-moves, relation: caused_by}
```

Fails:

```yaml
# incidents/2026/2026-11-18-index-moves.yml
title: The index moves
summary: Searches took several seconds.
related:
  - {id: 2026-11-20-search-is-slow, relation: follows}

# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: Searches took several seconds.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from afterword.checks.plausible_times import day_of_id
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import Relation

_EARLIER = (Relation.RECURRENCE_OF, Relation.CAUSED_BY, Relation.FOLLOWS)
_DAY = timedelta(days=1)


def check(subject: Subject) -> Iterator[Finding]:
    record, own = subject.record, day_of_id(subject.record)
    for index, related in enumerate(record.related):
        try:
            other = date.fromisoformat(related.id[:10])
        except ValueError:
            continue
        if own and related.relation in _EARLIER and other > own + _DAY:
            days = (other - own).days
            message = (
                f"`{related.relation}` names an earlier record, but `{related.id}` is {days} days later; "
            )
            yield Finding(("related", index, "relation"), f"{message}write the relation in that record")


RULE = Rule("related-to-later", Severity.WARNING, check, __doc__, review=True)
