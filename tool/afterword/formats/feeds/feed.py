"""A feed before it is put into a format: what it says of itself, and its entries."""

from __future__ import annotations

from typing import NamedTuple

from afterword.formats.feeds.entry import Entry
from afterword.formats.stable_ids import stable_id
from afterword.records.site import Component
from afterword.views import urls
from afterword.views.audience import Audience
from afterword.views.context import Context
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.excerpt import excerpt

LANGUAGE = "en"
"""The language of the words that are ours."""
NOTHING_TOLD = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated last. Feeds must say so, and no clock may make an empty one look new."""


class Source(NamedTuple):
    """What a feed says of itself. `home` and `folder` are addresses, of the page that it is about and of the files.

    `root` is put before every address: the address of the site, empty where that is not said.
    """

    id: str
    title: str
    description: str
    author: str
    root: str
    home: str
    folder: str


class Feed(NamedTuple):
    """A feed of some format in the file `name`; `up` leads from there to the site's root."""

    source: Source
    name: str
    up: str
    updated: str
    entries: tuple[Entry, ...]

    @property
    def base(self) -> str:
        """What makes an address a link: the site's own address, else the way to its root."""
        return self.source.root or self.up


def source(context: Context, component: Component | None = None) -> Source:
    """Say what the feeds of a site are about, or of one component."""
    page = context.site.page
    about, folder = page.name, urls.component(component.id) if component else ""
    if component:
        about = f"{page.name}: {component.name}"
    internal = f"{CATALOGUE.record.internal} – " if context.audience is Audience.INTERNAL else ""
    return Source(
        id=stable_id(context.site, f"{folder}feed/").urn,
        title=f"{internal}{about} – incidents and maintenance",
        description=excerpt((component.description if component else page.description) or ""),
        author=page.name,
        root=page.root,
        home=folder,
        folder=folder,
    )


def feed(about: Source, name: str, entries: tuple[Entry, ...]) -> Feed:
    """Put entries into a feed, the one with the latest news first."""
    latest_first = tuple(sorted(entries, key=lambda each: (each.updated, each.id), reverse=True))
    updated = latest_first[0].updated if latest_first else NOTHING_TOLD
    return Feed(about, name, urls.base(about.folder + name), updated, latest_first)
