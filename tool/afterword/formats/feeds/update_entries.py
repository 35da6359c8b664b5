"""The entries of a record in feeds of updates: one for each update, correction and post-mortem."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from jinja2 import Environment

from afterword.formats.feeds.entry import Category, Entry, categories
from afterword.formats.stable_ids import stable_id
from afterword.records.record import Record
from afterword.records.vocabulary import Kind, Stage, State
from afterword.render.environment import render_template
from afterword.render.links import absolute
from afterword.timeline.lifecycle import update_states, updates_until
from afterword.timeline.maintenance import begun_period
from afterword.views.context import Context
from afterword.views.incident.affected import Affected, affected
from afterword.views.incident.model import RecordParts
from afterword.views.incident.references import corrections
from afterword.views.rows import UpdateView
from afterword.views.text.announced import AnnouncedPeriod, all_announced
from afterword.views.text.excerpt import excerpt
from afterword.views.text.instants import digits

TEMPLATE = "feeds/update.html.j2"
_SECOND = timedelta(seconds=1)
_POST_MORTEM = "post-mortem"


class News(NamedTuple):
    """What an entry shows: an update, or else the text of a correction, a post-mortem or a state without an update.

    `url` is the address of the record's page, or of the post-mortem on it. `announced` is shown with maintenance that
    has not begun, `affected` with updates and states.
    """

    heading: str
    text: str
    update: UpdateView | None = None
    announced: tuple[AnnouncedPeriod, ...] = ()
    affected: tuple[Affected, ...] = ()
    url: str = ""


class _Item(NamedTuple):
    """An entry before it is written. `name` is permanent and unique in its record; `edited` is never before `at`."""

    name: str
    at: datetime
    edited: datetime
    news: News
    status: str
    fragment_id: str = ""


def update_entries(
    context: Context, record: Record, parts: RecordParts, environment: Environment
) -> tuple[Entry, ...]:
    """Return the entries of a record, the last one first."""
    components = affected(context, record)
    of_record = categories(context, record, parts, components)
    entries = []
    for item in _items(context, record, parts, components):
        values = {"news": item.news}
        html = render_template(environment, TEMPLATE, values, parts.row.link.language, with_files=True)
        entries.append(
            _entry(context, record, parts, item, of_record)._replace(
                html=absolute(html.strip(), parts.head.url)
            )
        )
    return tuple(entries[::-1])


def _entry(
    context: Context, record: Record, parts: RecordParts, item: _Item, of_record: tuple[Category, ...]
) -> Entry:
    """Return an entry, still without its HTML."""
    news = item.news
    return Entry(
        id=stable_id(context.site, f"{record.first_id}#{item.name}").urn,
        address=parts.head.address + (f"#{item.fragment_id}" if item.fragment_id else ""),
        title=f"{record.full_title} – {news.heading}",
        published=f"{digits(item.at)}Z",
        updated=f"{digits(max(item.at, item.edited))}Z",
        summary=excerpt(news.update.body if news.update else news.text) or news.heading,
        html="",
        categories=(Category("status", item.status, news.heading), *of_record[1:]),
        language=parts.row.link.language,
    )


def _items(
    context: Context, record: Record, parts: RecordParts, components: tuple[Affected, ...]
) -> Iterator[_Item]:
    published = updates_until(record, context.now)
    views = {each.fragment_id: each for each in parts.updates if not each.held_back}
    for view, update in zip([*views.values()][::-1], published, strict=True):
        at = record.public_from(update)
        news = News(view.state.name, "", view, _announced(context, record, view.state.slug), components)
        yield _Item(view.fragment_id, at, update.edited or at, news, view.state.slug, view.fragment_id)
    state = context.lifecycle[record.id].state
    if not published or (
        record.kind is Kind.MAINTENANCE and state is not update_states(record, published)[-1]
    ):
        yield _state(context, record, parts, components)
    yield from _corrections(context, record, parts)
    yield from _post_mortem(context, record, parts)


def _state(context: Context, record: Record, parts: RecordParts, components: tuple[Affected, ...]) -> _Item:
    """Return the entry of a state that no update reports; each state has an entry of its own.

    A notice has only one, because its end is no news.
    """
    lifecycle, times = context.lifecycle[record.id], context.published[record.id]
    slug = parts.row.state.slug
    period = begun_period(record, context.now)
    begun = sum(each.start <= context.now for each in record.scheduled)
    at = times.first
    if lifecycle.state is State.IN_PROGRESS and period:
        at = period.start
    elif not lifecycle.is_open:
        at = lifecycle.resolved or times.first
    if record.kind is Kind.NOTICE:
        at, name = times.first, Kind.NOTICE.value
    else:
        name = f"{slug}-{begun}" if begun > 1 else slug
    at = min(max(at, times.first), context.now)
    news = News(
        parts.row.state.name, record.summary or "", None, _announced(context, record, slug), components
    )
    return _Item(name, at, at, news, slug)


def _announced(context: Context, record: Record, slug: str) -> tuple[AnnouncedPeriod, ...]:
    is_ahead = slug == State.SCHEDULED.value
    return all_announced(context.words, record, record.zone) if is_ahead else ()


def _corrections(context: Context, record: Record, parts: RecordParts) -> Iterator[_Item]:
    seen: dict[str, int] = {}
    today = record.zone.local(context.now).date()
    for correction, view in zip(record.corrections, corrections(context, record, parts), strict=True):
        if correction.on > today:
            continue
        name = f"correction-{correction.on.isoformat()}"
        seen[name] = seen.get(name, 0) + 1
        number = f"-{seen[name]}" if seen[name] > 1 else ""
        at = _on_day(context, record, record.zone.start_of(correction.on))
        heading = context.words.gettext("Corrected on {day}", day=view.on)
        yield _Item(f"{name}{number}", at, at, News(heading, correction.text), "corrected", "corrections")


def _post_mortem(context: Context, record: Record, parts: RecordParts) -> Iterator[_Item]:
    """Yield the entry of a published post-mortem; a final one after a preliminary one is another entry."""
    day, report = context.lifecycle[record.id].published_on, record.post_mortem
    if not day or not report:
        return
    is_preliminary = report.stage is Stage.PRELIMINARY
    words = context.words.record
    at = _on_day(context, record, record.zone.start_of(day))
    news = News(
        words.post_mortem, words.preliminary if is_preliminary else record.summary or "", url=parts.head.url
    )
    name = f"{_POST_MORTEM}-{Stage.PRELIMINARY.value}" if is_preliminary else _POST_MORTEM
    yield _Item(name, at, at, news, _POST_MORTEM)


def _on_day(context: Context, record: Record, start: datetime) -> datetime:
    """Return when something is published of which only the day is known: after the updates of that day.

    It is never before the record is.
    """
    end = start + timedelta(days=1)
    updates = map(record.public_from, updates_until(record, context.now))
    first = context.published[record.id].first
    return min(max([start, first, *(each + _SECOND for each in updates if start <= each < end)]), context.now)
