"""`unknowns` names a key that records do not have, or does not say what is missing.

`unknowns` lists which information is missing, and why. Each entry has a `field`, which is a key of the record with dots
for nested keys (`impact.customers_affected`), or says in words `what` is missing. With a wrong name, readers learn
nothing, and the missing field looks forgotten. A key that only says how you publish or arrange a record, such as
`visibility`, an id or a note, is never unknown.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
unknowns:
  - {field: impact.customers_affected, reason: not_stated}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
unknowns:
  - {field: impact.customers_hit, reason: not_stated}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.key_paths import wrong_key
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.source.quoting import scalar

_DECISIONS = (
    "title", "kind", "visibility", "status", "until", "aliases", "publish_at", "language", "unknowns", "corrections",
    "tags", "origin", "internal", "scheduled.completes_itself", "detection.windows", "windows.id", "windows.label",
    "windows.note", "also_affected.note", "symptoms.windows", "updates.levels", "updates.edited", "updates.publish_at",
    "timeline.kind", "timeline.visibility", "trigger.windows", "root_causes.id", "root_causes.windows",
    "action_items.addresses", "action_items.visibility", "post_mortem.stage", "post_mortem.covers",
    "post_mortem.sections", "post_mortem.apology", "post_mortem.thanks",
)  # fmt: skip
"""What the author decides, with the keys below it; only facts can be unknown."""


def is_never_unknown(key: str) -> bool:
    """Return whether the author of a record decides what is in a key, so that it cannot be unknown."""
    return any(f"{key}.".startswith(f"{decision}.") for decision in _DECISIONS)


def check(subject: Subject) -> Iterator[Finding]:
    for index, unknown in enumerate(subject.record.unknowns):
        path = ("unknowns", index, "field")
        if unknown.field is None:
            if unknown.what is None:
                message = "this entry says neither which `field` is missing nor `what`, in words"
                yield Finding(path, message, "field: impact.customers_affected")
        elif " " in unknown.field:
            message = "`field` is for a key of the record; say what is missing in words with `what`"
            yield Finding(path, message, f"what: {scalar(unknown.field)}")
        elif wrong := wrong_key(unknown.field):
            message, meant = wrong
            yield Finding(path, message, f"field: {meant}" if meant else "")
        elif is_never_unknown(unknown.field):
            message = f"`{unknown.field}` is never unknown; say what is missing in words with `what`"
            yield Finding(path, message, "what: What rights the token had")


RULE = Rule("unknown-field", Severity.ERROR, check, __doc__)
