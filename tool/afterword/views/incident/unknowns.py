"""Builds the section about what a record does not say: a sentence for each reason."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.records.record import Record
from afterword.records.references import Unknown
from afterword.records.vocabulary import UnknownReason
from afterword.views.context import Context
from afterword.views.incident.model import MissingThing, RecordParts, UnknownView
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE

_FIELD_NAMES = {
    "timezone": "time zone",
    "action_items": "action items",
    "action_items.due": "due dates of action items",
    "action_items.owner": "owners of action items",
    "action_items.priority": "priorities of action items",
    "detection": "how it was detected",
    "exposure.since": "when the exposure began",
    "exposure.until": "when the exposure ended",
    "impact": "impact in numbers",
    "limited_by": "what kept it from being worse",
    "milestones.started": "when it began",
    "milestones.detected": "when it was detected",
    "milestones.acknowledged": "when it was acknowledged",
    "milestones.declared": "when it was declared",
    "milestones.notified": "when the public was first informed",
    "milestones.identified": "when the cause was identified",
    "milestones.mitigated": "when it was mitigated",
    "milestones.resolved": "when it was resolved",
    "post_mortem.customer_actions": "what customers should do",
    "post_mortem.resolution": "how it was resolved",
    "timeline": "timeline of the response",
    "updates": "updates published at the time",
    "windows.measure": "size of the overload",
}
_OF_ITEMS = {
    "action_items.due": ("due", CATALOGUE.unknowns.due_of),
    "action_items.owner": ("owner", CATALOGUE.unknowns.owner_of),
    "action_items.priority": ("priority", CATALOGUE.unknowns.priority_of),
}
"""Keys of action items, which are named if some of them have no value."""
_SENTENCES = {
    UnknownReason.PENDING: CATALOGUE.unknowns.pending,
    UnknownReason.NOT_STATED: CATALOGUE.unknowns.not_stated,
    UnknownReason.ANNOUNCED_BUT_ABSENT: CATALOGUE.unknowns.announced_but_absent,
    UnknownReason.WITHHELD: CATALOGUE.unknowns.withheld,
    UnknownReason.NOT_APPLICABLE: CATALOGUE.unknowns.not_applicable,
}
"""The reasons in the order of the page: first what may still become known."""
_SENTENCE_ENDS = (".", "!", "?", "…")


def unknowns(_context: Context, record: Record, _parts: RecordParts) -> tuple[UnknownView, ...]:
    """Build a sentence for each reason, with everything that is missing for it in the order of the record."""
    return tuple(
        UnknownView(sentence, tuple(_things(record, missing)))
        for reason, sentence in _SENTENCES.items()
        if (missing := [each for each in record.unknowns if each.reason is reason])
    )


def _things(record: Record, missing: list[Unknown]) -> Iterator[MissingThing]:
    """Yield what is missing, each with what separates it from the next; own words may contain commas."""
    if not any(gap.what for gap in missing):
        yield MissingThing(words.listed(tuple(_name(record, gap) for gap in missing)), "", ".")
        return
    for left, gap in zip(reversed(range(len(missing))), missing, strict=True):
        is_sentence = bool(gap.what) and str(gap.what).endswith(_SENTENCE_ENDS)
        yield MissingThing(_name(record, gap), gap.what or "", "; " if left else "" if is_sentence else ".")


def _name(record: Record, gap: Unknown) -> str:
    path = gap.field or ""
    if path in _OF_ITEMS:
        key, phrase = _OF_ITEMS[path]
        without = [item.title for item in record.action_items if getattr(item, key) is None]
        if without:
            named = words.listed(tuple(f"“{title}”" for title in without))
            items = CATALOGUE.unknowns.of_all_items if len(without) == len(record.action_items) > 1 else named
            return phrase.format(items=items)
    return _FIELD_NAMES.get(path) or path.rsplit(".", 1)[-1].replace("_", " ")
