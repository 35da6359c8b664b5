"""A published update was reworded, moved to another time, or deleted.

Customers have the update in their mail, in chats and in feed readers, and compare. To correct it, publish another
update, or change the text and say when under `edited`, which pages show. An entry under `corrections` is enough, too.
For `review.settled_after` (an hour by default) after its publication, an update may be changed freely. If only spelling
or punctuation differs, the finding is an info.

Passes:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds. We are looking into it.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
# after
title: Search is slow
summary: Searches took several seconds.
updates:
  - at: 2026-11-20 09:52
    status: investigating
    body: Searches fail. We are looking into it.
    edited: 2026-12-01 11:30
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
# before
title: Search is slow
summary: Searches took several seconds.
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds. We are looking into it.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
# after
title: Search is slow
summary: Searches took several seconds.
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Some searches are slow. We are looking into it.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import RecordChange, Versions
from afterword.checks.rule import Finding, Rule
from afterword.checks.spelling import is_spelling
from afterword.comparison.matching import pairs
from afterword.comparison.tree import Tree, tree_of
from afterword.diagnostics import Severity
from afterword.records.response import Update
from afterword.records.rough_time import form_of
from afterword.records.zone import Zone, written


def check(change: RecordChange) -> Iterator[Finding]:
    if not change.public or not change.after or change.new_corrections:
        return
    before, after = change.public
    if before.updates == after.updates:
        return
    places = {id(update): place for place, update in enumerate(change.after.updates)}
    for one, other in pairs(_trees(before.updates, before.zone), _trees(after.updates, after.zone)):
        if one is None or not change.is_settled(before.public_from(before.updates[one])):
            continue
        now = None if other is None else after.updates[other]
        place = None if now is None else places.get(id(now))
        path = ("updates",) if place is None else ("updates", place)
        yield from _judged(change, Versions(before, after), before.updates[one], now, path)


def _judged(
    change: RecordChange, versions: Versions, old: Update, new: Update | None, path: tuple[str | int, ...]
) -> Iterator[Finding]:
    zone = versions.before.zone
    when = _time(old, zone)
    if new is None:
        message = f"the published update of {when} is gone; keep it, and correct it in another update"
        yield Finding(path, message)
        return
    edited = new.edited is not None and new.edited != old.edited
    example = f"edited: {change.typed_now}"
    if old.at != new.at:
        then, now = when, _time(new, versions.after.zone)
        if then == now:  # the record has another zone
            then, now = (_time(*each, with_offset=True) for each in ((old, zone), (new, versions.after.zone)))
        message = (
            f"the published update of {then} now has the time {now}; keep the time at which it was published"
        )
        yield Finding((*path, "at"), message, f"at: {then}")
    if edited:
        return
    if old.body.split() != new.body.split():
        mild = is_spelling(old.body, new.body)
        what = "spelling" if mild else "text"
        message = (
            f"the {what} of the update of {when} was changed after it was published; say when under `edited`"
        )
        yield Finding((*path, "body"), message, example, mild=mild)
    elif (old.status, old.levels) != (new.status, new.levels):
        key = "status" if old.status != new.status else "levels"
        message = (
            f"the `{key}` of the update of {when} was changed after it was published; say when under `edited`"
        )
        yield Finding((*path, key), message, example)


def _trees(updates: tuple[Update, ...], zone: Zone) -> tuple[Tree, ...]:
    return tuple(tree_of(update, zone) for update in updates)


def _time(update: Update, zone: Zone, *, with_offset: bool = False) -> str:
    return form_of(update.at) or written(zone.local(update.at), with_offset=with_offset or zone.missing)


RULE = Rule("changed-update", Severity.WARNING, check, __doc__, review=True)
