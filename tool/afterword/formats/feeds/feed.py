"""A feed before it is written in a format: its metadata and its entries."""

from __future__ import annotations

from typing import NamedTuple

from afterword.formats.feeds.entry import Entry
from afterword.formats.stable_ids import stable_id
from afterword.records.components import Component
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.text.excerpt import excerpt

NEVER_UPDATED = "1970-01-01T00:00:00Z"
"""When a feed without entries was last updated. The format requires a date, and an empty feed must not look new."""


class Source(NamedTuple):
    """The metadata of a feed. `home` is the address of the page that it is about, `folder` that of its files.

    `language` is that of our words. `root` goes before every address: the URL of the site, or nothing if `page.url` is
    not set.
    """

    id: str
    title: str
    description: str
    author: str
    root: str
    home: str
    folder: str
    language: str


class Feed(NamedTuple):
    """A feed in the file `name`; `up` is the relative URL from there to the site's root."""

    source: Source
    name: str
    up: str
    updated: str
    entries: tuple[Entry, ...]

    @property
    def base(self) -> str:
        """The URL that turns an address into a link: the site's own URL, or the relative one to its root."""
        return self.source.root or self.up


def source(context: Context, component: Component | None = None) -> Source:
    """Return the metadata of the feeds of a site, or of one component."""
    page = context.site.page
    about, folder = page.name, urls.component(component.id) if component else ""
    first = urls.component(component.first_id) if component else ""
    if component:
        about = f"{page.name}: {component.name}"
    return Source(
        id=stable_id(context.site, f"{first}feed/").urn,
        title=context.internal_mark + context.words.gettext("{name} – incidents and maintenance", name=about),
        description=excerpt((component.description if component else page.description) or ""),
        author=page.name,
        root=page.root,
        home=folder,
        folder=folder,
        language=context.words.language,
    )


def feed(about: Source, name: str, entries: tuple[Entry, ...]) -> Feed:
    """Return a feed with its entries, the last updated first."""
    latest_first = tuple(sorted(entries, key=lambda each: (each.updated, each.id), reverse=True))
    updated = latest_first[0].updated if latest_first else NEVER_UPDATED
    return Feed(about, name, urls.base(about.folder + name), updated, latest_first)
