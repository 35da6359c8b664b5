"""A record as an entry of feeds: made once, and put into every feed that holds it."""

from __future__ import annotations

import json
from typing import NamedTuple

from jinja2 import Environment

from afterword.formats.stable_ids import stable_id
from afterword.records.record import Record
from afterword.records.vocabulary import Impact
from afterword.render.environment import fill_in
from afterword.render.links import absolute
from afterword.timeline.published_times import published_times
from afterword.views.context import Context
from afterword.views.incident.affected import Affected, affected
from afterword.views.incident.impact import MAINTENANCE, impact_word
from afterword.views.incident.model import CorrectionView, IncidentPage
from afterword.views.rows import UpdateView
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import StateLabel
from afterword.views.text.words import Period

TEMPLATE = "feeds/entry.html.j2"
_IMPACT_WORDS = {
    MAINTENANCE: CATALOGUE.terms.maintenance,
    **{each.value: words.word(each) for each in Impact},
}
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


class Content(NamedTuple):
    """What an entry shows of a record: the day of its post-mortem, if one is out, and the page that it stands on."""

    state: StateLabel
    overrun: bool
    announced: Period | None
    period: Period | None
    affected: tuple[Affected, ...]
    summary: str
    updates: tuple[UpdateView, ...]
    corrections: tuple[CorrectionView, ...]
    post_mortem: str
    url: str


class Category(NamedTuple):
    """A word that a reader can sort by: of which kind it is, itself, and as people read it."""

    scheme: str
    term: str
    label: str


class Entry(NamedTuple):
    """An entry of a feed. `address` is its page's, relative to the site's root; times end in `Z`."""

    id: str
    address: str
    title: str
    published: str
    updated: str
    summary: str
    html: str
    categories: tuple[Category, ...]


def entry_fragment(context: Context, record: Record, page: IncidentPage, environment: Environment) -> str:
    """Make a record's entry, as the text that `entry_of` reads."""
    seen = affected(context, record)
    times = published_times(record, context.progress[record.id], context.now)
    entry = Entry(
        id=stable_id(context.site, record.id).urn,
        address=page.head.address,
        title=record.title,
        published=f"{words.digits(times.first)}Z",
        updated=f"{words.digits(times.latest)}Z",
        summary=page.head.description,
        html=_html(context, record, page, seen, environment),
        categories=_categories(context, record, page, seen),
    )
    return _JSON.encode(entry)


def entry_of(part: str) -> Entry:
    """Read an entry again."""
    made = Entry(*json.loads(part))
    return made._replace(categories=tuple(Category(*each) for each in made.categories))


def _html(
    context: Context,
    record: Record,
    page: IncidentPage,
    seen: tuple[Affected, ...],
    environment: Environment,
) -> str:
    published = context.progress[record.id].published_on
    content = Content(
        state=page.row.state,
        overrun=page.overrun,
        announced=page.announced,
        period=page.row.period,
        affected=seen,
        summary=page.summary,
        updates=page.updates,
        corrections=page.corrections,
        post_mortem=words.day(published) if published else "",
        url=page.head.url,
    )
    return absolute(fill_in(environment, TEMPLATE, {"entry": content}).strip(), page.head.url)


def _categories(
    context: Context, record: Record, page: IncidentPage, seen: tuple[Affected, ...]
) -> tuple[Category, ...]:
    impact = impact_word(record, context.site, (each.level for each in seen if each.level))
    return (
        Category("status", page.row.state.slug, page.row.state.name),
        Category("impact", impact, _IMPACT_WORDS[impact]),
        Category("kind", record.kind.value, page.row.kind),
        *(Category("component", each.id, each.name) for each in seen),
    )
