"""Builds the metadata of a page for programs: link previews, feed readers, search engines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from afterword.translations.marks import mark as _
from afterword.views import urls
from afterword.views.head.json_ld import Json, article, website
from afterword.views.incident.model import IncidentPage
from afterword.views.page import AnyPage, Head
from afterword.views.text.instants import Instant
from afterword.views.text.words import ENGLISH, Words

_FEEDS = (
    ("application/atom+xml", "Atom", urls.ATOM),
    ("application/rss+xml", "RSS", urls.RSS),
    ("application/feed+json", "JSON Feed", urls.JSON_FEED),
    ("text/calendar", _("calendar"), urls.CALENDAR),
)
_NEWS = (urls.STATUS, urls.HISTORY, urls.MAINTENANCE, urls.SUBSCRIBE)
"""The pages that link to the feeds of the whole site."""
_LOCALE = "en_GB"
"""The locale of pages in English."""
_COMPONENT_PAGE_DEPTH = 2
"""The number of slashes in the address of a component's own page."""


class Alternate(NamedTuple):
    """Another form of a page: its relation, media type, title and address, relative to the page.

    Material's instant navigation looks for a sitemap next to each link whose `rel` is only `alternate`, because it
    takes that for another language of the site. Links to folders without a sitemap therefore have a second keyword.
    """

    rel: str
    type: str
    title: str
    href: str


class Preview(NamedTuple):
    """What a page adds to its HTML head. Times are ISO 8601, or empty if not known.

    `locale` is a language with a region, as Open Graph writes it; empty for a language without one.
    """

    head: Head
    kind: str
    published: str
    modified: str
    alternates: tuple[Alternate, ...]
    markup: Mapping[str, Json] | None
    locale: str = _LOCALE


def preview(page: AnyPage, words: Words) -> Preview:
    """Build the metadata of a page."""
    head = page.head
    if isinstance(page, IncidentPage):
        published, modified = _time(page.published), _time(page.modified)
        data = f"{head.base}{urls.RECORD_DATA}{_name(head.address)}.json"
        alternates: tuple[Alternate, ...] = (
            Alternate(
                "alternate describedby", "application/json", words.gettext("This record as JSON"), data
            ),
        )
        markup = article(page, published, modified)
        return Preview(
            head, "article", published, modified, alternates, markup, _locale(page.language, words)
        )
    markup = website(head) if head.address == urls.STATUS else None
    return Preview(head, "website", "", "", _feeds(head, words), markup, _locale("", words))


def _locale(language: str, words: Words) -> str:
    """Return the locale of a text: that of the pages if it states no language."""
    if not language and words is ENGLISH:
        return _LOCALE
    language = language or words.language
    region = re.fullmatch(r"([A-Za-z]{2,3})-([A-Za-z]{2})", language)
    return f"{region[1].lower()}_{region[2].upper()}" if region else ""


def _time(instant: Instant | None) -> str:
    """Return an instant as ISO 8601, or only its day if the time zone is not stated."""
    if instant is None:
        return ""
    return instant.iso if instant.stated else instant.iso.partition("T")[0]


def _feeds(head: Head, words: Words) -> tuple[Alternate, ...]:
    """Return the feeds of the site on pages with news, and a component's own feeds on its page."""
    address = head.address
    if address in _NEWS:
        return _links(words, "alternate", head.site_name, head.base)
    if address.startswith(urls.COMPONENTS) and address.count("/") == _COMPONENT_PAGE_DEPTH:
        return _links(words, "alternate feed", head.title, f"{head.base}{address}")
    return ()


def _links(words: Words, rel: str, name: str, folder: str) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(rel, media_type, f"{name}: {words.gettext(title)}", f"{folder}{path}")
        for media_type, title, path in _FEEDS
    )


def _name(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]
