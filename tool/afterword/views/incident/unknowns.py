"""Builds the section about what a record does not say: a sentence for each reason."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.records.record import Record
from afterword.records.references import Unknown
from afterword.records.vocabulary import UnknownReason
from afterword.translations.marks import mark as _
from afterword.views.context import Context
from afterword.views.incident.model import MissingThing, RecordParts, UnknownView
from afterword.views.text.catalogue import UnknownWords
from afterword.views.text.words import Words

_FIELD_NAMES = {
    "timezone": _("time zone"),
    "summary": _("summary"),
    "severity": _("severity"),
    "windows": _("windows"),
    "symptoms": _("symptoms"),
    "exposure": _("exposure"),
    "trigger": _("trigger"),
    "root_causes": _("root causes"),
    "lessons": _("lessons"),
    "links": _("links"),
    "impact.customers_affected": _("customers affected"),
    "impact.requests_failed": _("requests failed"),
    "impact.support_tickets": _("support tickets"),
    "impact.revenue": _("revenue"),
    "impact.data_loss": _("data loss"),
    "action_items": _("action items"),
    "action_items.due": _("due dates of action items"),
    "action_items.owner": _("owners of action items"),
    "action_items.priority": _("priorities of action items"),
    "detection": _("how it was detected"),
    "exposure.since": _("when the exposure began"),
    "exposure.until": _("when the exposure ended"),
    "impact": _("impact in numbers"),
    "limited_by": _("what kept it from being worse"),
    "milestones.started": _("when it began"),
    "milestones.detected": _("when it was detected"),
    "milestones.acknowledged": _("when it was acknowledged"),
    "milestones.declared": _("when it was declared"),
    "milestones.notified": _("when the public was first informed"),
    "milestones.identified": _("when the cause was identified"),
    "milestones.mitigated": _("when it was mitigated"),
    "milestones.resolved": _("when it was resolved"),
    "post_mortem.customer_actions": _("what customers should do"),
    "post_mortem.resolution": _("how it was resolved"),
    "timeline": _("timeline of the response"),
    "updates": _("updates published at the time"),
    "windows.measure": _("size of the overload"),
}
_OF_ITEMS = {
    "action_items.due": ("due", UnknownWords.due_of),
    "action_items.owner": ("owner", UnknownWords.owner_of),
    "action_items.priority": ("priority", UnknownWords.priority_of),
}
"""Keys of action items, which are named if some of them have no value."""
_SENTENCES = {
    UnknownReason.PENDING: UnknownWords.pending,
    UnknownReason.NOT_STATED: UnknownWords.not_stated,
    UnknownReason.ANNOUNCED_BUT_ABSENT: UnknownWords.announced_but_absent,
    UnknownReason.WITHHELD: UnknownWords.withheld,
    UnknownReason.NOT_APPLICABLE: UnknownWords.not_applicable,
}
"""The reasons in the order of the page: first what may still become known."""
_SENTENCE_ENDS = (".", "!", "?", "…")


def unknowns(context: Context, record: Record, _parts: RecordParts) -> tuple[UnknownView, ...]:
    """Build a sentence for each reason, with everything that is missing for it in the order of the record."""
    return tuple(
        UnknownView(context.words.gettext(sentence), tuple(_things(context.words, record, missing)))
        for reason, sentence in _SENTENCES.items()
        if (missing := [each for each in record.unknowns if each.reason is reason])
    )


def _things(words: Words, record: Record, missing: list[Unknown]) -> Iterator[MissingThing]:
    """Yield what is missing, each with what separates it from the next; own words may contain commas."""
    if not any(gap.what for gap in missing):
        yield MissingThing(words.listed(tuple(_name(words, record, gap) for gap in missing)), "", ".")
        return
    for left, gap in zip(reversed(range(len(missing))), missing, strict=True):
        is_sentence = bool(gap.what) and str(gap.what).endswith(_SENTENCE_ENDS)
        yield MissingThing(
            _name(words, record, gap), gap.what or "", "; " if left else "" if is_sentence else "."
        )


def _name(words: Words, record: Record, gap: Unknown) -> str:
    path = gap.field or ""
    if path in _OF_ITEMS:
        key, phrase = _OF_ITEMS[path]
        without = [item.title for item in record.action_items if getattr(item, key) is None]
        if without:
            named = words.listed(tuple(words.gettext("“{title}”", title=title) for title in without))
            items = words.unknowns.of_all_items if len(without) == len(record.action_items) > 1 else named
            return words.gettext(phrase, items=items)
    name = _FIELD_NAMES.get(path)
    return words.gettext(name) if name else path.rsplit(".", 1)[-1].replace("_", " ")
