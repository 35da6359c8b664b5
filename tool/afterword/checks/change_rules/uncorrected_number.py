"""A change to a closed incident moves public numbers or times, without a new entry under `corrections`.

Customers compare uptimes and durations with what they measured and with what they read before. If a window, a level or
a milestone was wrong, correct it, and tell readers with an entry under `corrections`. The message says which fields
differ and which numbers move, for every component. The rule looks at incidents and maintenance that have been over for
`review.settled_after` (an hour by default), of any age and origin, unless a new update says that they continue. The
finding is an info while the post-mortem is a draft or in review, on the day of its publication, and if milestones are
added for a post-mortem that is not published yet.

Newspapers do the same: a factual error is corrected with a note, not silently.

Passes:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
# after
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 11:15}
corrections:
  - {on: 2026-12-01, text: Search was slow until 11:15; we had written 10:15.}
```

Fails:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
# after
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 11:15}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterword.checks.change import RecordChange, Versions, described, named_differences
from afterword.checks.rule import Finding, Rule
from afterword.comparison.differences import Difference
from afterword.diagnostics import Severity
from afterword.records.vocabulary import FINAL_STATES, PostMortemStatus

_KEYS = ("windows", "milestones", "updates", "scheduled", "kind", "status", "timezone")
"""Keys from which numbers are computed."""
_WORDS = ("windows.note", "windows.label", "windows.measure", "updates.body", "updates.edited")


def check(change: RecordChange) -> Iterator[Finding]:
    if not change.public or change.new_corrections:
        return
    found = [*named_differences(change.seen, *_KEYS)]
    words = {id(each) for each in named_differences(found, *_WORDS)}
    found = [each for each in found if id(each) not in words]
    if not found or not change.was_closed or _is_open_again(change.public):
        return
    numbers = change.numbers()
    found.sort(key=lambda each: _KEYS.index(each.keys[0]))
    if numbers.moved:
        moved = [
            *numbers.moved,
            *([] if numbers.complete else ["uptimes are compared once there are no errors"]),
        ]
        message = (
            f"public numbers of a closed record move without a correction: {'; '.join(moved)}; what changed: "
        )
    elif [*named_differences(found, "windows.start", "windows.end", "milestones")]:
        message = "a closed record changes without a correction: "
    else:
        return
    message += f"{described(found)}; if the record was wrong, say so under `corrections`"
    example = f"corrections: [{{on: {change.today}, text: The outage ended at 10:15; we had written 09:50.}}]"
    yield Finding(found[0].place, message, example, mild=_is_in_work(change, found))


def _is_open_again(versions: Versions) -> bool:
    """Return whether a new update says that the incident goes on, so that readers know why its numbers move."""
    before, after = versions
    new = (update for update in after.updates if update not in before.updates)
    return any(update.state is not None and update.state not in FINAL_STATES for update in new)


def _is_in_work(change: RecordChange, found: Iterable[Difference]) -> bool:
    if change.had_post_mortem:
        return False
    report = change.before.post_mortem if change.before else None
    is_begun = report is not None and report.status is not PostMortemStatus.NOT_REQUIRED
    return is_begun or all(each.keys[0] == "milestones" and each.before is None for each in found)


RULE = Rule("uncorrected-number", Severity.WARNING, check, __doc__)
