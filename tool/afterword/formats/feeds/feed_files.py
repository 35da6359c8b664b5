"""The files of the feeds: of the whole site at its root, of a component in the component's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from jinja2 import Environment

from afterword.formats.artifacts import FileLeaf
from afterword.formats.feeds.entry import Entry, entry_of
from afterword.formats.feeds.feed import Feed, Source, feed, source
from afterword.formats.feeds.formats import atom, json_feed, rss
from afterword.formats.latest import newest
from afterword.views import urls
from afterword.views.cached import key_of
from afterword.views.context import Publication
from afterword.views.index.queries import Archive
from afterword.views.index.summary import Brief

PART = "entry"
LIMIT = 50
"""How many records a feed holds."""


def feed_leaves(book: Publication, archive: Archive, environment: Environment) -> Iterator[FileLeaf]:
    """Give the feeds of the site, then those of each component."""
    yield from _feeds(source(book), newest(archive.briefs, LIMIT), archive, environment)
    for component in book.site.components:
        briefs = archive.by_component.get(component.id, ())
        yield from _feeds(source(book, component), newest(briefs, LIMIT), archive, environment)


def _feeds(
    about: Source, briefs: tuple[Brief, ...], archive: Archive, environment: Environment
) -> Iterator[FileLeaf]:
    key = key_of(about, [(each.id, each.stamp) for each in briefs])

    @cache
    def entries() -> tuple[Entry, ...]:
        return tuple(map(entry_of, archive.shelf.parts(PART, briefs)))

    formats: tuple[tuple[str, Callable[[Feed], str]], ...] = (
        (urls.ATOM, partial(atom, environment)),
        (urls.RSS, partial(rss, environment)),
        (urls.JSON_FEED, json_feed),
    )
    for name, write in formats:
        yield FileLeaf(about.folder + name, key, partial(_written, write, about, name, entries))


def _written(
    write: Callable[[Feed], str], about: Source, name: str, entries: Callable[[], tuple[Entry, ...]]
) -> str:
    return write(feed(about, name, entries()))
