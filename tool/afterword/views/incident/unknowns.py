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

FIELD_NAMES = {
    "number": _("number of the incident"),
    "timezone": _("time zone"),
    "summary": _("summary"),
    "severity": _("severity"),
    "scheduled": _("announced periods"),
    "scheduled.end": _("when the maintenance will end"),
    "scheduled.announced": _("when the maintenance was announced"),
    "detection": _("how it was detected"),
    "detection.method": _("how it was detected"),
    "detection.source": _("what detected it"),
    "detection.at": _("when it was detected"),
    "milestones": _("times of the response"),
    "milestones.started": _("when it began"),
    "milestones.detected": _("when it was detected"),
    "milestones.acknowledged": _("when it was acknowledged"),
    "milestones.declared": _("when it was declared"),
    "milestones.notified": _("when the public was first informed"),
    "milestones.identified": _("when the cause was identified"),
    "milestones.mitigated": _("when it was mitigated"),
    "milestones.resolved": _("when it was resolved"),
    "limited_by": _("what kept it from being worse"),
    "windows": _("windows"),
    "windows.component": _("which components were affected"),
    "windows.components": _("which components were affected"),
    "windows.end": _("when it ended"),
    "windows.scope": _("which part was affected"),
    "windows.share": _("what share was affected"),
    "windows.measure": _("size of the overload"),
    "windows.measure.value": _("size of the overload"),
    "windows.measure.from": _("size of the overload"),
    "windows.measure.to": _("size of the overload"),
    "windows.measure.unit": _("size of the overload"),
    "windows.measure.threshold": _("threshold of the overload"),
    "also_affected": _("what else was affected"),
    "also_affected.component": _("what else was affected"),
    "also_affected.components": _("what else was affected"),
    "also_affected.level": _("how badly other components were affected"),
    "symptoms": _("symptoms"),
    "symptoms.mechanism": _("what caused the symptoms"),
    "exposure": _("exposure"),
    "exposure.since": _("when the exposure began"),
    "exposure.until": _("when the exposure ended"),
    "exposure.indicators": _("signs of misuse"),
    "exposure.misuse": _("whether it was misused"),
    "impact": _("impact in numbers"),
    "impact.customers_affected": _("customers affected"),
    "impact.requests_failed": _("requests failed"),
    "impact.support_tickets": _("support tickets"),
    "impact.revenue": _("revenue"),
    "impact.other": _("other impact in numbers"),
    "impact.other.source": _("source of the numbers"),
    "impact.data_loss": _("data loss"),
    "impact.data_loss.from": _("period of the lost data"),
    "impact.data_loss.to": _("period of the lost data"),
    "updates": _("updates published at the time"),
    "updates.next_update": _("when the next update will be published"),
    "updates.sent_to": _("where the updates were sent"),
    "timeline": _("timeline of the response"),
    "timeline.until": _("how long the events of the timeline took"),
    "timeline.component": _("which components the events of the timeline concern"),
    "timeline.evidence": _("evidence for the timeline"),
    "trigger": _("trigger"),
    "trigger.kind": _("kind of trigger"),
    "root_causes": _("root causes"),
    "root_causes.role": _("role of the root causes"),
    "root_causes.category": _("category of the root causes"),
    "root_causes.accepted_risk": _("which risk had been accepted"),
    "action_items": _("action items"),
    "action_items.type": _("purpose of action items"),
    "action_items.priority": _("priorities of action items"),
    "action_items.owner": _("owners of action items"),
    "action_items.due": _("due dates of action items"),
    "action_items.moved": _("former due dates of action items"),
    "action_items.moved.reason": _("why due dates were moved"),
    "action_items.tracker": _("where action items are tracked"),
    "action_items.closed": _("when action items were closed"),
    "action_items.reason": _("why action items will not be done"),
    "lessons": _("lessons"),
    "lessons.went_well": _("what went well"),
    "lessons.went_poorly": _("what went poorly"),
    "lessons.lucky": _("where we were lucky"),
    "lessons.surprised": _("what surprised us"),
    "post_mortem": _("post-mortem"),
    "post_mortem.published": _("when the post-mortem will be published"),
    "post_mortem.authors": _("authors of the post-mortem"),
    "post_mortem.reviewers": _("reviewers of the post-mortem"),
    "post_mortem.background": _("background"),
    "post_mortem.resolution": _("how it was resolved"),
    "post_mortem.customer_actions": _("what customers should do"),
    "related": _("related records"),
    "links": _("links"),
}
"""The keys that `unknowns` may list. A required key is missing only with its whole entry, and has the name of that."""
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
    name = FIELD_NAMES.get(path) or FIELD_NAMES.get(path.rpartition(".")[0])
    return words.gettext(name) if name else path
