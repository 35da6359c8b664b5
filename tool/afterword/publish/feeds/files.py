"""The files of the feeds: of the whole site at its root, of a component in the component's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from jinja2 import Environment

from afterword.publish.feeds.entry import Entry, entry_of
from afterword.publish.feeds.feed import Feed, Source, feed, source
from afterword.publish.feeds.formats import atom, json_feed, rss
from afterword.publish.newest import newest
from afterword.publish.works import FileLeaf
from afterword.views import addresses
from afterword.views.archive import Archive
from afterword.views.brief import Brief
from afterword.views.leaf import key_of
from afterword.views.publication import Publication

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
        (addresses.ATOM, partial(atom, environment)),
        (addresses.RSS, partial(rss, environment)),
        (addresses.JSON_FEED, json_feed),
    )
    for name, write in formats:
        yield FileLeaf(about.folder + name, key, partial(_written, write, about, name, entries))


def _written(
    write: Callable[[Feed], str], about: Source, name: str, entries: Callable[[], tuple[Entry, ...]]
) -> str:
    return write(feed(about, name, entries()))
