"""What a page says of itself to programs: to those that show a link to it, to feed readers and to search engines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from afterword.views import urls
from afterword.views.chart.models import Json
from afterword.views.head.json_ld import article, website
from afterword.views.incident.model import IncidentPage
from afterword.views.page import AnyPage, Head
from afterword.views.text.words import Instant

_FEEDS = (
    ("application/atom+xml", "Atom", urls.ATOM),
    ("application/rss+xml", "RSS", urls.RSS),
    ("application/feed+json", "JSON Feed", urls.JSON_FEED),
    ("text/calendar", "calendar", urls.CALENDAR),
)
_NEWS = (urls.STATUS, urls.HISTORY, urls.MAINTENANCE, urls.SUBSCRIBE)
"""The pages that the feeds of the whole site belong to."""
_OF_A_COMPONENT = 2
"""How many steps lead to a component's own page."""


class Alternate(NamedTuple):
    """Another form of what a page tells: its media type, what it is called, and the way to it.

    Material's instant navigation looks for a sitemap beside each link that is `alternate` and nothing else, as other
    languages of a site are. So those to where there is none say what they are in a second word.
    """

    rel: str
    type: str
    title: str
    href: str


class Preview(NamedTuple):
    """What a page adds to the head of its document. Times are ISO, and empty where nobody knows them."""

    head: Head
    kind: str
    published: str
    modified: str
    alternates: tuple[Alternate, ...]
    markup: Mapping[str, Json] | None


def preview(page: AnyPage) -> Preview:
    """Say what a page is to programs."""
    head = page.head
    if isinstance(page, IncidentPage):
        published, modified = _time(page.published), _time(page.modified)
        data = f"{head.base}{urls.RECORD_DATA}{_name(head.address)}.json"
        alternates: tuple[Alternate, ...] = (
            Alternate("alternate describedby", "application/json", "The record as data", data),
        )
        return Preview(head, "article", published, modified, alternates, article(page, published, modified))
    markup = website(head) if head.address == urls.STATUS else None
    return Preview(head, "website", "", "", _feeds(head), markup)


def _time(instant: Instant | None) -> str:
    """Write an instant, or its day alone where nobody knows the zone."""
    if instant is None:
        return ""
    return instant.iso if instant.stated else instant.iso.partition("T")[0]


def _feeds(head: Head) -> tuple[Alternate, ...]:
    """Give the feeds of the site on pages that tell its news, and a component's own on its page."""
    address = head.address
    if address in _NEWS:
        return _links("alternate", head.site_name, head.base)
    if address.startswith(urls.COMPONENTS) and address.count("/") == _OF_A_COMPONENT:
        return _links("alternate feed", head.title, f"{head.base}{address}")
    return ()


def _links(rel: str, name: str, folder: str) -> tuple[Alternate, ...]:
    return tuple(Alternate(rel, kind, f"{name}: {form}", f"{folder}{path}") for kind, form, path in _FEEDS)


def _name(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]
