"""The feeds: of the site in its root folder, of a component or a group in a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from jinja2 import Environment

from afterword.compact_json import compact_json
from afterword.formats.artifacts import Format
from afterword.formats.feeds.entry import Entry, record_entry
from afterword.formats.feeds.feed import RECORDS, UPDATES, Kind, Source, Written, feed, source
from afterword.formats.feeds.formats import WRITERS, Writer
from afterword.formats.feeds.update_entries import update_entries
from afterword.formats.latest import LIMIT, NEWS_KINDS, select_latest
from afterword.formats.scope import scopes
from afterword.records.record import Record
from afterword.views.cached import CachedFile, cached
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary

_BATCH = 10
"""How many records are read at a time, until a feed has enough entries."""


class Feeds(Format):
    """Atom, RSS and JSON Feed: with one entry for each record, and with one for each update.

    An entry is written once in each format, and is the same in every feed that has it. In an outage of many components,
    their feeds are only joined.
    """

    def latest_fragments(
        self,
        context: Context,
        record: Record,
        parts: RecordParts,
        environment: Environment,
        place: int,
    ) -> Mapping[str, str]:
        """Return the record's entries in each format, by the names of the files that they are for.

        A feed of updates has the entries of few records, so they are not made if others with as many fill it.
        """
        entries: dict[Kind, tuple[Entry, ...]] = {}
        if record.kind.value in NEWS_KINDS and place <= LIMIT:
            entries[RECORDS] = (record_entry(context, record, parts, environment),)
            if place * len(record.updates) <= 3 * LIMIT // 2:
                entries[UPDATES] = update_entries(context, record, parts, environment)
        root = context.site.page.root
        return {
            name: _encoded(kind, entries[kind], writer, environment, root)
            for kind in entries
            for name, writer in zip(kind.files, WRITERS, strict=True)
        }

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the feeds of the site, then those of each component and group."""
        for scope, summaries in scopes(context, index):
            latest = select_latest(summaries, LIMIT, NEWS_KINDS)
            for kind in (RECORDS, UPDATES):
                yield from _feeds(source(context, kind, scope), kind, latest, environment)


def _encoded(
    kind: Kind, entries: Sequence[Entry], writer: Writer, environment: Environment, root: str
) -> str:
    written = [
        Written(date, each.updated, each.address, writer.entry(environment, each, date, root))
        for each in entries
        for date in (kind.date(each),)
    ]
    return compact_json(written)


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
    entries = _entries(index, name, summaries)
    return _WRITER_OF[name].feed(environment, feed(about, name, entries, LIMIT))


def _entries(index: RecordIndex, name: str, summaries: Sequence[RecordSummary]) -> Iterator[Written]:
    """Yield the entries of records, in their order, as far as they may be among the latest ones.

    The entries of the records that changed last are read first: none of a record is newer than its last change.
    """
    found: dict[str, list[Written]] = {}
    by_change = sorted(summaries, key=lambda each: each.changed, reverse=True)
    for start in range(0, len(by_change), _BATCH):
        some = by_change[start : start + _BATCH]
        if sum(each.date > some[0].changed for of_one in found.values() for each in of_one) >= LIMIT:
            break
        for summary, text in zip(some, index.queries.fragments(name, some), strict=True):
            found[summary.id] = [Written(*each) for each in json.loads(text)]
    return (each for summary in summaries for each in found.get(summary.id, ()))


_WRITER_OF: Mapping[str, Writer] = {
    name: writer for kind in (RECORDS, UPDATES) for name, writer in zip(kind.files, WRITERS, strict=True)
}
