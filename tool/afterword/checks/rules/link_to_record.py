"""A text links to a record that does not exist, or that its readers may not see.

A link to a missing record leads nowhere. A link to an internal record leads nowhere either, and its address tells the
public that there is such a record. So no text that is published may contain the id of an internal record, whether in a
link, under `related` or in a sentence. Text that is itself internal may: internal records, events and action items,
and keys that only internal builds publish.

Passes:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: "Slow again, after [the first time](../2026-11-19-search-is-slow/)."

# incidents/2026/2026-11-19-search-is-slow.yml
title: Search was slow
summary: Searches took several seconds.
```

Fails:

```yaml
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
summary: "Slow again, after [the first time](../2026-11-19-search-is-slow/)."

# incidents/2026/2026-11-19-search-is-slow.yml
title: Search was slow
visibility: internal
summary: Searches took several seconds.
```
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from afterword.checks.record_ids import RecordLookups
from afterword.checks.references import Link, ids_in, naming_records
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.error_messages import nearest_id, shown
from afterword.records.link_targets import ToRecord
from afterword.records.texts import Text
from afterword.records.vocabulary import Visibility
from afterword.source.nodes import Path

_LEFT_OUT, _COVERS = ("related",), ("post_mortem", "covers")
"""Keys whose ids of held-back records a public build leaves out."""


def check(subject: Subject) -> Iterator[Finding]:
    public = subject.record.visibility is Visibility.PUBLIC
    waiting = _waiting(subject)
    reported: set[tuple[Path, str]] = set()
    for link in subject.links:
        message, example = problem(link, subject.others, public=public, own_id=subject.record.id)
        if message:
            reported.add((link.path, link.address))
            yield Finding(link.path, message, example, words=link.address)
    if public:
        linked = {path for path, _ in reported}
        naming = naming_records(subject.texts)
        yield from (each for each in mentions(naming, subject.others) if each.path not in linked)
        shown_now = () if waiting is None else (text for text in naming if text.path[:2] not in waiting)
        yield from (each for each in _embargoed(shown_now, subject.others) if each.path not in linked)


def _waiting(subject: Subject) -> frozenset[Path] | None:
    """Return the updates that are held back, or None if the whole record is: their texts are not public yet."""
    publish_at = subject.record.publish_at
    if publish_at and not subject.clock.has_reached(publish_at):
        return None
    return frozenset(
        ("updates", index)
        for index, update in enumerate(subject.record.updates)
        if update.publish_at and not subject.clock.has_reached(update.publish_at)
    )


def _embargoed(texts: Iterable[Text], others: RecordLookups) -> Iterator[Finding]:
    """Yield a finding for each public text that contains the id of a record whose `publish_at` has not come."""
    shown = (text for text in texts if text.path[0] not in _LEFT_OUT and text.path[:2] != _COVERS)
    yield from _naming(shown, others.is_held_back, _held_back)


def _naming(
    texts: Iterable[Text], is_hidden: Callable[[str], bool], describe: Callable[[str], str]
) -> Iterator[Finding]:
    for text in texts:
        if text.public:
            for name in ids_in(text.text):
                if is_hidden(name):
                    yield Finding(text.path, describe(name), words=name)


def problem(link: Link, others: RecordLookups, *, public: bool, own_id: str = "") -> tuple[str, str]:
    """Return what is wrong with a link to a record and an example that works, or two empty texts.

    `public` says whether what contains the link is published. The record itself, `own_id`, is never what was meant.
    """
    target = link.target
    if not isinstance(target, ToRecord):
        return "", ""
    name = target.record_id
    if others.present_id(name) is None:
        meant = nearest_id(name, [each for each in others.similar(name) if each != own_id])
        hint = f"did you mean `{meant}`?" if meant else "an id is a file name without its extension"
        example = f"../{meant}/" if meant else ""
        return f"`{shown(link.address)}` leads to no record of this site; {hint}", example
    if public and link.public and others.is_internal(name):
        return _internal(name), ""
    if not target.correct:
        return f"`{shown(link.address)}` does not lead to the page of the record", f"../{name}/"
    return "", ""


def mentions(texts: tuple[Text, ...], others: RecordLookups) -> Iterator[Finding]:
    """Yield a finding for each public text that contains the id of an internal record."""
    yield from _naming(texts, others.is_internal, _internal)


def _held_back(name: str) -> str:
    return (
        f"the record `{name}` is held back by its `publish_at`, and this text is public now; "
        "remove the id until then, or hold this text back too"
    )


def _internal(name: str) -> str:
    return f"the record `{name}` is internal, and this text is public; remove the id, or make both of them internal"


RULE = Rule("link-to-record", Severity.ERROR, check, __doc__, integrity=True)
