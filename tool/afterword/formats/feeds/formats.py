"""Writes a feed as Atom (RFC 4287), RSS 2.0 or JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from jinja2 import Environment

from afterword import __version__
from afterword.formats.feeds.entry import Entry
from afterword.formats.feeds.feed import Feed
from afterword.patterns import pattern
from afterword.render.environment import render_template

ATOM = "feeds/atom.xml.j2"
RSS = "feeds/rss.xml.j2"
JSON_VERSION = "https://jsonfeed.org/version/1.1"

_NO_XML = pattern("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow. Markdown can produce them, from `&#1;` for example."""


def atom(environment: Environment, feed: Feed) -> str:
    """Return a feed as Atom."""
    return _xml(environment, ATOM, feed=feed, version=__version__, language=feed.source.language)


def rss(environment: Environment, feed: Feed) -> str:
    """Return a feed as RSS.

    An item has one date, and readers that sort by it show an item again when it changes; see `feed.Kind`.
    """
    updated = _date(feed.updated) if feed.entries else ""
    items = tuple(zip(feed.entries, map(_date, feed.dates), strict=True))
    return _xml(
        environment,
        RSS,
        feed=feed,
        items=items,
        updated=updated,
        version=__version__,
        language=feed.source.language,
    )


def json_feed(feed: Feed) -> str:
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
    return json.dumps(
        {**_filled(metadata), "items": [*_items(feed.entries, root)]},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _items(entries: Iterable[Entry], root: str) -> Iterable[dict[str, Any]]:
    for each in entries:
        yield _filled(
            {
                "id": each.id,
                "url": root and f"{root}{each.address}",
                "title": each.title,
                "content_html": each.html,
                "summary": each.summary,
                "date_published": each.published,
                "date_modified": each.updated,
                "language": each.language,
                "tags": [f"{category.scheme}:{category.term}" for category in each.categories],
            }
        )


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _xml(environment: Environment, template: str, **values: Any) -> str:
    return _NO_XML.sub("", render_template(environment, template, values).strip()) + "\n"


def _date(instant: str) -> str:
    return format_datetime(datetime.fromisoformat(instant), usegmt=True)
