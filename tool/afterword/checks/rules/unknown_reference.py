"""A record refers to an id that does not exist.

Symptoms, detections, triggers and root causes name the windows that they are about, action items name the causes that
they address, and records name other records, under `related` and in `post_mortem.covers`. Each of these becomes a link,
so its target must exist: a window or a cause of the same record, or another record of the site. A record cannot be
related to itself.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
root_causes:
  - {id: queue, role: cause, category: capacity, text: One queue serves reports and people.}
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    owner: team-search
    due: 2027-01-31
    status: open
    addresses: [queue]
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
root_causes:
  - {id: queue, role: cause, category: capacity, text: One queue serves reports and people.}
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    owner: team-search
    due: 2027-01-31
    status: open
    addresses: [one-queue]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.lookup import suggestion
from afterword.checks.record_ids import RecordLookups
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.error_messages import nearest, nearest_id
from afterword.records.record import Record


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    yield from _windows(record)
    yield from _causes(record)
    yield from _records(record, subject.others)


def _windows(record: Record) -> Iterator[Finding]:
    ids = tuple(window.id for window in record.windows if window.id)
    for key in ("symptoms", "detection", "trigger", "root_causes"):
        for index, part in enumerate(getattr(record, key)):
            for position, named in enumerate(part.windows):
                if named not in ids:
                    message = f"no window has the id `{named}`; {suggestion(named, ids, 'the record')}"
                    example = nearest(named, ids) or f"id: {named}, in the window that you mean"
                    yield Finding((key, index, "windows", position), message, example)


def _causes(record: Record) -> Iterator[Finding]:
    ids = tuple(cause.id for cause in record.root_causes if cause.id)
    for index, item in enumerate(record.action_items):
        for position, named in enumerate(item.addresses):
            if named not in ids:
                message = f"no root cause has the id `{named}`; {suggestion(named, ids, 'the record')}"
                example = nearest(named, ids) or f"id: {named}, in the cause that you mean"
                yield Finding(("action_items", index, "addresses", position), message, example)


def _records(record: Record, others: RecordLookups) -> Iterator[Finding]:
    for index, related in enumerate(record.related):
        path = ("related", index, "id")
        if others.present_id(related.id) == record.id:
            yield Finding(path, "a record cannot be related to itself; name the other record")
        elif others.present_id(related.id) is None:
            message, meant = _no_record(record, related.id, others)
            yield Finding(path, message, f"id: {meant}" if meant else "")
    for index, covered in enumerate(record.post_mortem.covers if record.post_mortem else ()):
        covers = ("post_mortem", "covers", index)
        if others.present_id(covered) == record.id:
            yield Finding(covers, "a post-mortem is about its own record anyway; name the other records")
        elif others.present_id(covered) is None:
            message, meant = _no_record(record, covered, others)
            yield Finding(covers, message, f"covers: [{meant}]" if meant else "")


def _no_record(record: Record, named: str, others: RecordLookups) -> tuple[str, str]:
    """Return a message about an id that no record has, and the id that was probably meant, which may be empty."""
    meant = nearest_id(named, tuple(other for other in others.similar(named) if other != record.id))
    hint = f"did you mean `{meant}`?" if meant else "an id is a file name without its extension"
    return f"no record has the id `{named}`; {hint}", meant


RULE = Rule(
    "unknown-reference", Severity.ERROR, check, __doc__, integrity=True, needs=("windows", "root_causes")
)
