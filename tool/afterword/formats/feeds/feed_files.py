"""The feeds: of the site in its root folder, of a component in the component's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from jinja2 import Environment

from afterword.formats.artifacts import CachedFile, Format, RecordArtifacts
from afterword.formats.feeds.entry import Entry, entry_json, read_entry
from afterword.formats.feeds.feed import Feed, Source, feed, source
from afterword.formats.feeds.formats import atom, json_feed, rss
from afterword.formats.latest import NEWS_KINDS, select_latest
from afterword.records.record import Record
from afterword.views import urls
from afterword.views.cached import cache_key
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary

FRAGMENT = "entry"
LIMIT = 50
"""Maximum number of records in a feed."""


class Feeds(Format):
    """Atom, RSS and JSON Feed. Each record has one entry, which every feed that lists the record contains."""

    def artifacts(
        self, context: Context, record: Record, parts: RecordParts, environment: Environment
    ) -> RecordArtifacts:
        """Return the record's entry."""
        return RecordArtifacts(fragments={FRAGMENT: entry_json(context, record, parts, environment)})

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the feeds of the site, then those of each component."""
        yield from _feeds(
            source(context), select_latest(index.summaries, LIMIT, NEWS_KINDS), index, environment
        )
        for component in context.site.components:
            latest = select_latest(index.by_component.get(component.id, ()), LIMIT, NEWS_KINDS)
            yield from _feeds(source(context, component), latest, index, environment)


def _feeds(
    about: Source, summaries: tuple[RecordSummary, ...], index: RecordIndex, environment: Environment
) -> Iterator[CachedFile]:
    key = cache_key(about, [(each.id, each.data_fingerprint) for each in summaries])

    @cache
    def entries() -> tuple[Entry, ...]:
        return tuple(map(read_entry, index.queries.fragments(FRAGMENT, summaries)))

    formats: tuple[tuple[str, Callable[[Feed], str]], ...] = (
        (urls.ATOM, partial(atom, environment)),
        (urls.RSS, partial(rss, environment)),
        (urls.JSON_FEED, json_feed),
    )
    for name, write in formats:
        yield CachedFile(about.folder + name, key, partial(_feed_text, write, about, name, entries))


def _feed_text(
    write: Callable[[Feed], str], about: Source, name: str, entries: Callable[[], tuple[Entry, ...]]
) -> str:
    return write(feed(about, name, entries()))
