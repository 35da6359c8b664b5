"""A feed before it is written in a format: its metadata and its entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from afterword.formats.feeds.entry import Entry
from afterword.formats.scope import Scope
from afterword.formats.stable_ids import stable_id
from afterword.translations.marks import mark as _
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.text.excerpt import excerpt
from afterword.views.text.instants import digits

_NO_HISTORY = date(2000, 1, 1)
"""When a history begins of which no day is known, as in `/api/v2/components.json`."""


class Kind(NamedTuple):
    """A kind of feed: its files, the last step of its id, and its title.

    `date` is the date of an entry in RSS, which has only one; the entries are sorted by it.
    """

    files: tuple[str, str, str]
    id: str
    title: str
    date: Callable[[Entry], str]


RECORDS = Kind(
    files=(urls.ATOM, urls.RSS, urls.JSON_FEED),
    id="feed/",
    title=_("{name} – incidents and maintenance"),
    date=lambda entry: entry.updated,
)
"""One entry for each record, which moves when the record changes."""
UPDATES = Kind(
    files=(urls.UPDATES_ATOM, urls.UPDATES_RSS, urls.UPDATES_JSON_FEED),
    id="updates/",
    title=_("{name} – every update"),
    date=lambda entry: entry.published,
)
"""One entry for each update, which stays where it is: for readers that show an entry once."""


class Source(NamedTuple):
    """The metadata of a feed. `home` is the address of the page that it is about, `folder` that of its files.

    `language` is that of our words. `root` goes before every address: the URL of the site, or nothing if `page.url` is
    not set. `begins` is when the history of what it is about begins.
    """

    id: str
    title: str
    description: str
    author: str
    root: str
    home: str
    folder: str
    language: str
    begins: str


class Written(NamedTuple):
    """An entry in a format, as it is in every feed. `date` is that of its kind of feed, and `address` as in `Entry`."""

    date: str
    updated: str
    address: str
    text: str


class Feed(NamedTuple):
    """A feed in the file `name`; `up` is the relative URL from there to the site's root."""

    source: Source
    name: str
    up: str
    updated: str
    entries: tuple[Written, ...]

    @property
    def base(self) -> str:
        """The URL that turns an address into a link: the site's own URL, or the relative one to its root."""
        return self.source.root or self.up


def source(context: Context, kind: Kind, scope: Scope) -> Source:
    """Return the metadata of the feeds of one kind about a scope."""
    page = context.site.page
    about = f"{page.name}: {scope.name}" if scope.name else page.name
    return Source(
        id=stable_id(context.site, f"{scope.first_folder}{kind.id}").urn,
        title=context.internal_mark + context.words.gettext(kind.title, name=about),
        description=excerpt(scope.description),
        author=page.name,
        root=page.root,
        home=scope.home,
        folder=scope.folder,
        language=context.words.language,
        begins=_begins(context, scope),
    )


def feed(about: Source, name: str, entries: Iterable[Written], limit: int) -> Feed:
    """Return a feed with its latest entries, the last one first; those of one time stay in their order.

    The format requires a date of Atom feeds. One without entries says since when nothing has happened.
    """
    latest = tuple(sorted(entries, key=lambda each: each.date, reverse=True)[:limit])
    updated = max((each.updated for each in latest), default=about.begins)
    return Feed(about, name, urls.base(about.folder + name), updated, latest)


def _begins(context: Context, scope: Scope) -> str:
    days = _days_until(context.today, (each.since for each in scope.components))
    return f"{digits(context.zone.start_of(min(days, default=_NO_HISTORY)))}Z"


def _days_until(last: date, days: Iterable[date | None]) -> Sequence[date]:
    return [each for each in days if each and each <= last]
