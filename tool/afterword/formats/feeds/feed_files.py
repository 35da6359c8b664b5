"""The files of the feeds: of the whole site at its root, of a component in the component's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from jinja2 import Environment

from afterword.formats.artifacts import CachedFile
from afterword.formats.feeds.entry import Entry, entry_of
from afterword.formats.feeds.feed import Feed, Source, feed, source
from afterword.formats.feeds.formats import atom, json_feed, rss
from afterword.formats.latest import select_latest
from afterword.views import urls
from afterword.views.cached import cache_key
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary

FRAGMENT = "entry"
LIMIT = 50
"""How many records a feed holds."""


def feed_files(context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
    """Give the feeds of the site, then those of each component."""
    yield from _feeds(source(context), select_latest(index.summaries, LIMIT), index, environment)
    for component in context.site.components:
        summaries = index.by_component.get(component.id, ())
        yield from _feeds(source(context, component), select_latest(summaries, LIMIT), index, environment)


def _feeds(
    about: Source, summaries: tuple[RecordSummary, ...], index: RecordIndex, environment: Environment
) -> Iterator[CachedFile]:
    key = cache_key(about, [(each.id, each.stamp) for each in summaries])

    @cache
    def entries() -> tuple[Entry, ...]:
        return tuple(map(entry_of, index.queries.fragments(FRAGMENT, summaries)))

    formats: tuple[tuple[str, Callable[[Feed], str]], ...] = (
        (urls.ATOM, partial(atom, environment)),
        (urls.RSS, partial(rss, environment)),
        (urls.JSON_FEED, json_feed),
    )
    for name, write in formats:
        yield CachedFile(about.folder + name, key, partial(_written, write, about, name, entries))


def _written(
    write: Callable[[Feed], str], about: Source, name: str, entries: Callable[[], tuple[Entry, ...]]
) -> str:
    return write(feed(about, name, entries()))
