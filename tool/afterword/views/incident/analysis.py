"""Builds the sections of the analysis: why it happened, what limited it, lessons, the post-mortem."""

from __future__ import annotations

from afterword.records.analysis import PostMortem
from afterword.records.record import Record
from afterword.records.vocabulary import UNFINISHED, CauseRole, PostMortemStatus
from afterword.views import rows, urls
from afterword.views.audience import Audience
from afterword.views.context import Context
from afterword.views.incident.model import CauseView, OwnSection, PostMortemView, RecordParts
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import Fact, HeadedList, incident_link

_ROLE_HEADINGS: dict[CauseRole | None, tuple[str, str]] = {
    CauseRole.CAUSE: ("Cause", "Causes"),
    None: ("Contributing factor", "Contributing factors"),
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
    ("apology", "Apology"),
    ("thanks", "Thanks"),
)


def why(context: Context, record: Record, _parts: RecordParts) -> tuple[HeadedList[CauseView], ...]:
    """Build the triggers and the causes, grouped by role, each with the windows that it explains."""
    groups = []
    if record.trigger:
        triggers = tuple(
            CauseView(
                fragment_id="",
                category=words.word(trigger.kind) if trigger.kind else "",
                text=trigger.text,
                when=rows.periods_of_windows(record, trigger.windows, context.now),
                accepted_risk="",
                actions=(),
            )
            for trigger in record.trigger
        )
        groups.append(HeadedList("Triggers" if len(triggers) > 1 else "Trigger", triggers))
    for role, numbered in rows.causes_by_role(record):
        causes = tuple(
            CauseView(
                fragment_id=rows.cause_fragment_id(cause.id, number),
                category=(cause.category or "").replace("_", " ").capitalize(),
                text=cause.text,
                when=rows.periods_of_windows(record, cause.windows, context.now),
                accepted_risk=cause.accepted_risk or "",
                actions=tuple(
                    item.title for item in record.action_items if cause.id and cause.id in item.addresses
                ),
            )
            for number, cause in numbered
        )
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


def customer_actions(_context: Context, record: Record, _parts: RecordParts) -> str:
    """Return what customers should do, as Markdown: the most urgent part of the page."""
    return (record.post_mortem and record.post_mortem.customer_actions) or ""


def own_sections(_context: Context, record: Record, _parts: RecordParts) -> tuple[OwnSection, ...]:
    """Build the sections of the post-mortem that have their own headings."""
    given = record.post_mortem.sections if record.post_mortem else ()
    ids = rows.heading_fragment_ids(section.title for section in given)
    return tuple(
        OwnSection(fragment_id, section.title, section.text)
        for section, fragment_id in zip(given, ids, strict=True)
    )


def post_mortem(context: Context, record: Record, _parts: RecordParts) -> PostMortemView | None:
    """Build the status of the post-mortem and its texts, and links to the post-mortems that cover the record."""
    covered_by = tuple(
        incident_link(other, context.site)._replace(address=f"{urls.incident(other.id)}#post-mortem")
        for other in context.covering.get(record.id, ())
    )
    given = record.post_mortem or (PostMortem(status=PostMortemStatus.NOT_REQUIRED) if covered_by else None)
    if not given:
        return None
    texts = (Fact(heading, getattr(given, key) or "") for key, heading in _POST_MORTEM_TEXTS)
    return PostMortemView(
        status=_post_mortem_status(context, given, bool(covered_by)),
        stage=words.word(given.stage) if given.stage else "",
        published=words.day(given.published) if given.published else "",
        published_iso=given.published.isoformat() if given.published else "",
        authors=words.listed(given.authors),
        reviewers=words.listed(given.reviewers),
        covered_by=covered_by,
        covers=tuple(
            incident_link(other, context.site)
            for each in given.covers
            if (other := context.by_id.get(each)) is not None
        ),
        texts=tuple(text for text in texts if text.value),
    )


def _post_mortem_status(context: Context, given: PostMortem, is_covered: bool) -> str:
    """Return the status in words: the public reads that a post-mortem will follow, or where it is."""
    if context.audience is Audience.PUBLIC and given.status in UNFINISHED:
        return CATALOGUE.record.post_mortem_follows
    if is_covered and given.status is PostMortemStatus.NOT_REQUIRED:
        return ""
    return words.word(given.status)
