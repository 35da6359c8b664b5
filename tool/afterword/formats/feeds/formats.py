"""Writes entries and feeds as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from typing import Any, NamedTuple

from jinja2 import Environment

from afterword import __version__
from afterword.compact_json import compact_json
from afterword.formats.feeds.entry import Entry
from afterword.formats.feeds.feed import Feed
from afterword.patterns import pattern
from afterword.render.environment import render_template

JSON_VERSION = "https://jsonfeed.org/version/1.1"

_NO_XML = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not allow. Markdown can produce them, from `&#1;` for example."""


class Writer(NamedTuple):
    """Writes a format: an entry, given its date and the root of the site, and a feed of entries in this format."""

    entry: Callable[[Environment, Entry, str, str], str]
    feed: Callable[[Environment, Feed], str]


def _atom_entry(environment: Environment, entry: Entry, date: str, root: str) -> str:
    return _xml(environment, "feeds/atom_entry.xml.j2", entry=entry)


def _atom(environment: Environment, feed: Feed) -> str:
    return _xml(environment, "feeds/atom.xml.j2", feed=feed, version=__version__) + "\n"


def _rss_item(environment: Environment, entry: Entry, date: str, root: str) -> str:
    """Return an entry as an item.

    An item has one date, and readers that sort by it show an item again when it changes; see `feed.Kind`.
    """
    return _xml(environment, "feeds/rss_item.xml.j2", entry=entry, date=_date(date), root=root)


def _rss(environment: Environment, feed: Feed) -> str:
    updated = _date(feed.updated) if feed.entries else ""
    return _xml(environment, "feeds/rss.xml.j2", feed=feed, updated=updated, version=__version__) + "\n"


def _json_item(_: Environment, entry: Entry, date: str, root: str) -> str:
    return compact_json(
        _filled(
            {
                "id": entry.id,
                "url": root and f"{root}{entry.address}",
                "title": entry.title,
                "content_html": entry.html,
                "summary": entry.summary,
                "date_published": entry.published,
                "date_modified": entry.updated,
                "language": entry.language,
                "tags": [f"{category.scheme}:{category.term}" for category in entry.categories],
            }
        )
    )


def _json_feed(_: Environment, feed: Feed) -> str:
    """Return a feed as JSON Feed. Relative links are left out: the format defines no base for them."""
    about, root = feed.source, feed.source.root
    metadata = {
        "version": JSON_VERSION,
        "title": about.title,
        "home_page_url": root and f"{root}{about.home}",
        "feed_url": root and f"{root}{about.folder}{feed.name}",
        "description": about.description,
        "authors": [_filled({"name": about.author, "url": root})],
        "language": about.language,
    }
    items = ",".join(each.text for each in feed.entries)
    return f'{compact_json(_filled(metadata))[:-1]},"items":[{items}]}}'


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _xml(environment: Environment, template: str, **values: Any) -> str:
    text = render_template(environment, template, values).strip()
    return text if text.replace("\n", "").isprintable() else _NO_XML.sub("", text)


def _date(instant: str) -> str:
    return format_datetime(datetime.fromisoformat(instant), usegmt=True)


WRITERS = (
    Writer(_atom_entry, _atom),
    Writer(_rss_item, _rss),
    Writer(_json_item, _json_feed),
)
"""The formats, in the order of the files of a kind of feed."""
