"""The feeds: of the site in its root folder, of a component or a group in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jinja2 import Environment

from afterword.formats.artifacts import Format
from afterword.formats.feeds.entry import entry_json, read_entries
from afterword.formats.feeds.feed import RECORDS, UPDATES, Feed, Kind, Source, feed, source
from afterword.formats.feeds.formats import atom, json_feed, rss
from afterword.formats.feeds.update_entries import update_entries_json
from afterword.formats.latest import LIMIT, NEWS_KINDS, select_latest
from afterword.formats.scope import scopes
from afterword.records.record import Record
from afterword.views.cached import CachedFile, cached
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary


class Feeds(Format):
    """Atom, RSS and JSON Feed: with one entry for each record, and with one for each update.

    Every feed that lists a record contains the same entries of it.
    """

    def latest_fragments(
        self, context: Context, record: Record, parts: RecordParts, environment: Environment
    ) -> Mapping[str, str]:
        """Return the record's entries."""
        if record.kind.value not in NEWS_KINDS:
            return {}
        return {
            RECORDS.fragment: entry_json(context, record, parts, environment),
            UPDATES.fragment: update_entries_json(context, record, parts, environment),
        }

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the feeds of the site, then those of each component and group."""
        for scope, summaries in scopes(context, index):
            latest = select_latest(summaries, LIMIT, NEWS_KINDS)
            for kind in (RECORDS, UPDATES):
                yield from _feeds(source(context, kind, scope), kind, latest, environment)


def _feeds(
    about: Source, kind: Kind, summaries: tuple[RecordSummary, ...], environment: Environment
) -> Iterator[CachedFile]:
    for name in kind.files:
        yield cached(about.folder + name, _feed_text, about, name, summaries, environment=environment)


def _feed_text(
    _: Context,
    index: RecordIndex,
    about: Source,
    name: str,
    summaries: tuple[RecordSummary, ...],
    environment: Environment,
) -> str:
    kind, write = _WRITERS[name]
    texts = index.queries.fragments(kind.fragment, summaries)
    entries = (each for text in texts for each in read_entries(text))
    # Nothing is kept for the other formats: with thousands of components, that would fill the memory.
    return write(environment, feed(about, kind, name, entries, LIMIT))


_WRITERS: Mapping[str, tuple[Kind, Callable[[Environment, Feed], str]]] = {
    name: (kind, write)
    for kind in (RECORDS, UPDATES)
    for name, write in zip(kind.files, (atom, rss, lambda _, content: json_feed(content)), strict=True)
}
