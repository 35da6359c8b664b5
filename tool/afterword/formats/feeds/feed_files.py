"""The feeds: of the site in its root folder, of a component in the component's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jinja2 import Environment

from afterword.formats.artifacts import Format, RecordArtifacts
from afterword.formats.feeds.entry import Entry, entry_json, read_entry
from afterword.formats.feeds.feed import Feed, Source, feed, source
from afterword.formats.feeds.formats import atom, json_feed, rss
from afterword.formats.latest import NEWS_KINDS, select_latest
from afterword.records.record import Record
from afterword.views import urls
from afterword.views.cached import CachedFile, cached
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
        yield from _feeds(source(context), select_latest(index.summaries, LIMIT, NEWS_KINDS), environment)
        for component in context.site.components:
            latest = select_latest(index.by_component.get(component.id, ()), LIMIT, NEWS_KINDS)
            yield from _feeds(source(context, component), latest, environment)


def _feeds(
    about: Source, summaries: tuple[RecordSummary, ...], environment: Environment
) -> Iterator[CachedFile]:
    for name in _WRITERS:
        yield cached(about.folder + name, _feed_text, about, name, summaries, environment=environment)


def _feed_text(
    _: Context,
    index: RecordIndex,
    about: Source,
    name: str,
    summaries: tuple[RecordSummary, ...],
    environment: Environment,
) -> str:
    def entries() -> tuple[Entry, ...]:
        return tuple(map(read_entry, index.queries.fragments(FRAGMENT, summaries)))

    return _WRITERS[name](environment, feed(about, name, index.keep((FRAGMENT, about.folder), entries)))


_WRITERS: Mapping[str, Callable[[Environment, Feed], str]] = {
    urls.ATOM: atom,
    urls.RSS: rss,
    urls.JSON_FEED: lambda _, content: json_feed(content),
}
