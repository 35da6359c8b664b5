"""Builds the sections of the analysis: why it happened, what limited it, lessons, and the texts of the post-mortem."""

from __future__ import annotations

from afterword.records.record import Record
from afterword.records.vocabulary import CauseRole
from afterword.translations.marks import mark as _
from afterword.views import rows
from afterword.views.context import Context
from afterword.views.incident.model import CauseView, OwnSection, RecordParts
from afterword.views.text.labels import HeadedList

_ROLE_HEADINGS: dict[CauseRole | None, tuple[str, str]] = {
    CauseRole.CAUSE: (_("Cause"), _("Causes")),
    None: (_("Contributing factor"), _("Contributing factors")),
    CauseRole.AMPLIFIER: (_("Amplifier"), _("Amplifiers")),
    CauseRole.LATENT: (_("Latent condition"), _("Latent conditions")),
    CauseRole.DELAYED_DETECTION: (_("What delayed detection"), _("What delayed detection")),
    CauseRole.DELAYED_MITIGATION: (_("What delayed mitigation"), _("What delayed mitigation")),
}
_LESSONS = (
    ("went_well", _("What went well")),
    ("went_poorly", _("What went poorly")),
    ("lucky", _("Where we were lucky")),
    ("surprised", _("What surprised us")),
)


def why(context: Context, record: Record, _parts: RecordParts) -> tuple[HeadedList[CauseView], ...]:
    """Build the triggers and the causes, grouped by role, each with the windows that it explains."""
    words, groups = context.words, []
    if record.trigger:
        triggers = tuple(
            CauseView(
                fragment_id="",
                category=words.word(trigger.kind) if trigger.kind else "",
                text=trigger.text,
                when=rows.periods_of_windows(words, record, trigger.windows, context.now),
                accepted_risk="",
                actions=(),
            )
            for trigger in record.trigger
        )
        groups.append(
            HeadedList(words.gettext("Triggers") if len(triggers) > 1 else words.gettext("Trigger"), triggers)
        )
    for role, numbered in rows.causes_by_role(record):
        causes = tuple(
            CauseView(
                fragment_id=rows.cause_fragment_id(cause.id, number),
                category=(cause.category or "").replace("_", " ").capitalize(),
                text=cause.text,
                when=rows.periods_of_windows(words, record, cause.windows, context.now),
                accepted_risk=cause.accepted_risk or "",
                actions=tuple(
                    item.title for item in record.action_items if cause.id and cause.id in item.addresses
                ),
            )
            for number, cause in numbered
        )
        groups.append(HeadedList(words.gettext(_ROLE_HEADINGS[role][len(causes) > 1]), causes))
    return tuple(groups)


def limited_by(_context: Context, record: Record, _parts: RecordParts) -> tuple[str, ...]:
    """Return what kept it from being worse, as Markdown."""
    return record.limited_by


def lessons(context: Context, record: Record, _parts: RecordParts) -> tuple[HeadedList[str], ...]:
    """Return the lessons under their headings, as Markdown."""
    given = record.lessons
    groups = (
        (HeadedList(context.words.gettext(heading), getattr(given, key)) for key, heading in _LESSONS)
        if given
        else ()
    )
    return tuple(group for group in groups if group.items)


def apology(_context: Context, record: Record, _parts: RecordParts) -> str:
    """Return the apology, as Markdown."""
    return (record.post_mortem and record.post_mortem.apology) or ""


def customer_actions(_context: Context, record: Record, _parts: RecordParts) -> str:
    """Return what customers should do, as Markdown: the most urgent part of the page."""
    return (record.post_mortem and record.post_mortem.customer_actions) or ""


def background(_context: Context, record: Record, _parts: RecordParts) -> str:
    """Return what a reader needs to know first, as Markdown: it opens the account of why it happened."""
    return (record.post_mortem and record.post_mortem.background) or ""


def resolution(_context: Context, record: Record, _parts: RecordParts) -> str:
    """Return how service was restored, as Markdown."""
    return (record.post_mortem and record.post_mortem.resolution) or ""


def thanks(_context: Context, record: Record, _parts: RecordParts) -> str:
    """Return the thanks to others, as Markdown."""
    return (record.post_mortem and record.post_mortem.thanks) or ""


def own_sections(_context: Context, record: Record, _parts: RecordParts) -> tuple[OwnSection, ...]:
    """Build the sections of the post-mortem that have their own headings."""
    given = record.post_mortem.sections if record.post_mortem else ()
    ids = rows.heading_fragment_ids(section.title for section in given)
    return tuple(
        OwnSection(fragment_id, section.title, section.text)
        for section, fragment_id in zip(given, ids, strict=True)
    )
