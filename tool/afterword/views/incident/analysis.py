"""Builds the sections of the analysis: why it happened, what limited it, lessons, the post-mortem."""

from __future__ import annotations

from afterword.records.record import Record
from afterword.records.vocabulary import UNFINISHED, CauseRole
from afterword.views import rows
from afterword.views.audience import Audience
from afterword.views.context import Context
from afterword.views.incident.model import CauseView, PostMortemView, RecordParts
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import Fact, HeadedList

_ROLE_HEADINGS = {
    CauseRole.CAUSE: ("Cause", "Causes"),
    CauseRole.AMPLIFIER: ("Amplifier", "Amplifiers"),
    CauseRole.LATENT: ("Latent condition", "Latent conditions"),
    CauseRole.DELAYED_DETECTION: ("What delayed detection", "What delayed detection"),
    CauseRole.DELAYED_MITIGATION: ("What delayed mitigation", "What delayed mitigation"),
}
_LESSONS = (
    ("went_well", "What went well"),
    ("went_poorly", "What went poorly"),
    ("lucky", "Where we were lucky"),
    ("surprised", "What surprised us"),
)
_POST_MORTEM_TEXTS = (
    ("background", "Background"),
    ("resolution", "How it was resolved"),
    ("customer_actions", "What customers should do"),
    ("apology", "Apology"),
)


def why(_context: Context, record: Record, _parts: RecordParts) -> tuple[HeadedList[CauseView], ...]:
    """Build the trigger and the causes, grouped by role."""
    groups = []
    if record.trigger:
        trigger = CauseView("", words.word(record.trigger.kind), record.trigger.text, "", ())
        groups.append(HeadedList("Trigger", (trigger,)))
    for role in CauseRole:
        causes = tuple(
            CauseView(
                fragment_id=rows.cause_fragment_id(cause.id, number),
                category=cause.category.replace("_", " ").capitalize(),
                text=cause.text,
                accepted_risk=cause.accepted_risk or "",
                actions=tuple(
                    item.title for item in record.action_items if cause.id and cause.id in item.addresses
                ),
            )
            for number, cause in enumerate(record.root_causes, start=1)
            if cause.role is role
        )
        if causes:
            groups.append(HeadedList(_ROLE_HEADINGS[role][len(causes) > 1], causes))
    return tuple(groups)


def limited_by(_context: Context, record: Record, _parts: RecordParts) -> tuple[str, ...]:
    """Return what kept it from being worse, as Markdown."""
    return record.limited_by


def lessons(_context: Context, record: Record, _parts: RecordParts) -> tuple[HeadedList[str], ...]:
    """Return the lessons under their headings, as Markdown."""
    given = record.lessons
    groups = (HeadedList(heading, getattr(given, key)) for key, heading in _LESSONS) if given else ()
    return tuple(group for group in groups if group.items)


def post_mortem(context: Context, record: Record, _parts: RecordParts) -> PostMortemView | None:
    """Build the status of the post-mortem and its texts."""
    given = record.post_mortem
    if not given:
        return None
    follows = context.audience is Audience.PUBLIC and given.status in UNFINISHED
    texts = (Fact(heading, getattr(given, key) or "") for key, heading in _POST_MORTEM_TEXTS)
    return PostMortemView(
        status=CATALOGUE.record.post_mortem_follows if follows else words.word(given.status),
        stage=words.word(given.stage) if given.stage else "",
        published=words.day(given.published) if given.published else "",
        published_iso=given.published.isoformat() if given.published else "",
        authors=words.listed(given.authors),
        reviewers=words.listed(given.reviewers),
        texts=tuple(text for text in texts if text.value),
    )
