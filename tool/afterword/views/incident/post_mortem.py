"""Builds what the page says about its post-mortem under the title: its status, and when it was corrected."""

from __future__ import annotations

from afterword.records.analysis import PostMortem
from afterword.records.record import Record
from afterword.records.vocabulary import UNFINISHED, PostMortemStatus, Stage
from afterword.views import urls
from afterword.views.audience import Audience
from afterword.views.context import Context
from afterword.views.incident.model import PostMortemView
from afterword.views.text.labels import incident_link
from afterword.views.text.words import Words

ANCHOR = "post-mortem"
"""The fragment id to which lists link."""


def corrected(words: Words, record: Record) -> str:
    """Return on which day the record was last corrected; empty if it never was."""
    latest = max((each.on for each in record.corrections), default=None)
    return words.fill(words.record.corrected, day=words.day(latest)) if latest else ""


def post_mortem(context: Context, record: Record) -> PostMortemView | None:
    """Build the status of the post-mortem, and links to the post-mortems that cover the record."""
    covered_by = tuple(
        incident_link(other, context.site)._replace(address=f"{urls.incident(other.id)}#{ANCHOR}")
        for other in context.covering.get(record.id, ())
    )
    given = record.post_mortem or (PostMortem(status=PostMortemStatus.NOT_REQUIRED) if covered_by else None)
    if not given:
        return None
    return PostMortemView(
        status=_post_mortem_status(context, given, bool(covered_by)),
        stage=context.words.word(given.stage) if given.stage is Stage.FINAL else "",
        published=context.words.day(given.published) if given.published else "",
        published_iso=given.published.isoformat() if given.published else "",
        authors=context.words.listed(given.authors),
        reviewers=context.words.listed(given.reviewers),
        covered_by=covered_by,
        covers=tuple(
            incident_link(other, context.site)
            for each in given.covers
            if (other := context.by_id.get(each)) is not None
        ),
        preliminary=context.words.record.preliminary if given.stage is Stage.PRELIMINARY else "",
    )


def _post_mortem_status(context: Context, given: PostMortem, is_covered: bool) -> str:
    """Return the status in words: the public reads that a post-mortem will follow, or where it is."""
    if context.audience is Audience.PUBLIC and given.status in UNFINISHED:
        return context.words.record.post_mortem_follows
    if is_covered and given.status is PostMortemStatus.NOT_REQUIRED:
        return ""
    return context.words.fill(
        context.words.record.post_mortem_is,
        status=context.words.in_sentence(context.words.word(given.status)),
    )
