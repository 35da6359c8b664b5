"""Keeps the pages that must be written in the body store: with many records, they would fill the memory."""

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
    """Put a page into the body store: its content as it is, below a line of JSON with the rest."""
    rest = compact_json(body._replace(page=body.page._replace(html="")))
    return StoredPage(body.page.address, store.put(f"{rest}\n{body.page.html}"))


def load_page(store: BodyStore, stored: StoredPage) -> PageBody:
    """Return a stored page."""
    rest, _, html = store.get(stored.at).partition("\n")
    (address, title, description, _, headings, head), source, attachments, files = json.loads(rest)
    return PageBody(
        RenderedPage(address, title, description, html, tuple(Heading(*each) for each in headings), head),
        source,
        tuple(Attachment(*each) for each in attachments),
        tuple((path, BodyRef(*ref)) for path, ref in files),
    )
