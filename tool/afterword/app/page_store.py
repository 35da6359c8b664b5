"""Writes pages as text and reads them: the body store keeps those that must be written, the cache those of the menu."""

from __future__ import annotations

import json
from typing import NamedTuple

from afterword.cache.entries import Attachment
from afterword.compact_json import compact_json
from afterword.output.bodies import BodyRef, BodyStore
from afterword.output.pages import Heading, RenderedPage


class PageBody(NamedTuple):
    """A page with all that is written with it.

    Of a record's page, `source` is the record's file, and `files` are those that were made with the page: their
    paths in the site, and where their text is in the body store.
    """

    page: RenderedPage
    source: str = ""
    attachments: tuple[Attachment, ...] = ()
    files: tuple[tuple[str, BodyRef], ...] = ()


class StoredPage(NamedTuple):
    """The address of a page, and where it is in the body store."""

    address: str
    at: BodyRef


def store_page(store: BodyStore, body: PageBody) -> StoredPage:
    """Put a page into the body store: with many records, they would fill the memory."""
    return StoredPage(body.page.address, store.put(page_text(body)))


def load_page(store: BodyStore, stored: StoredPage) -> PageBody:
    """Return a stored page."""
    return page_of_text(store.get(stored.at))


def page_text(body: PageBody) -> str:
    """Write a page: its content as it is, below a line of JSON with the rest."""
    rest = compact_json(body._replace(page=body.page._replace(html="")))
    return f"{rest}\n{body.page.html}"


def page_of_text(text: str) -> PageBody:
    """Return a page that was written by `page_text`."""
    rest, _, html = text.partition("\n")
    (address, title, description, _, headings, head), source, attachments, files = json.loads(rest)
    return PageBody(
        RenderedPage(address, title, description, html, tuple(Heading(*each) for each in headings), head),
        source,
        tuple(Attachment(*each) for each in attachments),
        tuple((path, BodyRef(*ref)) for path, ref in files),
    )
