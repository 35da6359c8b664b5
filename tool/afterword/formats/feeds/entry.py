"""The entry of a record in feeds with one entry for each record."""

from __future__ import annotations

from typing import NamedTuple

from jinja2 import Environment

from afterword.formats.stable_ids import stable_id
from afterword.records.record import Record
from afterword.records.vocabulary import Impact
from afterword.render.environment import render_template
from afterword.render.links import absolute
from afterword.views.context import Context
from afterword.views.incident.affected import Affected, affected
from afterword.views.incident.impact import MAINTENANCE, impact_word
from afterword.views.incident.model import CorrectionView, RecordParts
from afterword.views.incident.references import corrections
from afterword.views.rows import UpdateView
from afterword.views.text.announced import AnnouncedPeriod, all_announced
from afterword.views.text.instants import Period, digits
from afterword.views.text.labels import StateLabel
from afterword.views.text.words import Words

TEMPLATE = "feeds/entry.html.j2"


class Content(NamedTuple):
    """What an entry shows of a record. `post_mortem` is the day of publication, `url` the record's page."""

    state: StateLabel
    overrun: bool
    announced: tuple[AnnouncedPeriod, ...]
    period: Period | None
    affected: tuple[Affected, ...]
    summary: str
    updates: tuple[UpdateView, ...]
    corrections: tuple[CorrectionView, ...]
    post_mortem: str
    url: str


class Category(NamedTuple):
    """A category (RFC 4287, 4.2.2): its scheme, the term for programs, the label for people."""

    scheme: str
    term: str
    label: str


class Entry(NamedTuple):
    """An entry of a feed. `address` is that of its page, relative to the site's root; times end in `Z`.

    `language` is that of the title and the summary, empty if it is that of the feed.
    """

    id: str
    address: str
    title: str
    published: str
    updated: str
    summary: str
    html: str
    categories: tuple[Category, ...]
    language: str


def record_entry(context: Context, record: Record, parts: RecordParts, environment: Environment) -> Entry:
    """Return the entry of a record."""
    components = affected(context, record)
    times = context.published[record.id]
    return Entry(
        id=stable_id(context.site, record.first_id).urn,
        address=parts.head.address,
        title=record.full_title,
        published=f"{digits(times.first)}Z",
        updated=f"{digits(times.latest)}Z",
        summary=parts.head.description,
        html=_html(context, record, parts, components, environment),
        categories=categories(context, record, parts, components),
        language=parts.row.link.language,
    )


def _html(
    context: Context,
    record: Record,
    parts: RecordParts,
    components: tuple[Affected, ...],
    environment: Environment,
) -> str:
    published = context.lifecycle[record.id].published_on
    content = Content(
        state=parts.row.state,
        overrun=parts.row.overrun,
        announced=all_announced(context.words, record, record.zone),
        period=parts.row.period,
        affected=components,
        summary=record.summary or "",
        updates=parts.updates,
        corrections=corrections(context, record, parts),
        post_mortem=context.words.day(published) if published else "",
        url=parts.head.url,
    )
    html = render_template(
        environment, TEMPLATE, {"entry": content}, parts.row.link.language, with_files=True
    )
    return absolute(html.strip(), parts.head.url)


def categories(
    context: Context, record: Record, parts: RecordParts, components: tuple[Affected, ...]
) -> tuple[Category, ...]:
    """Return the categories of a record, its state first."""
    impact = impact_word(record, context.site, (each.level for each in components if each.level))
    return (
        Category("status", parts.row.state.slug, parts.row.state.name),
        Category("impact", impact, _impact_name(context.words, impact)),
        Category("kind", record.kind.value, parts.row.kind),
        *(Category("component", each.id, each.name) for each in components),
    )


def _impact_name(words: Words, impact: str) -> str:
    return words.terms.maintenance if impact == MAINTENANCE else words.word(Impact(impact))
