"""The head of every page, and the protocol of page models."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from afterword.views.text.instants import Instant


class Head(NamedTuple):
    """The head of a page. `address` is relative to the site's root, `base` is the path from the page back to it.

    `url` is the page's absolute URL, empty if the site has no `page.url`. `picture` is the address of a preview
    picture for the whole site. The browser shows `document_title` instead of `title`, and an icon of this page's own,
    if it has them.
    """

    address: str
    base: str
    url: str
    title: str
    description: str
    site_name: str
    as_of: Instant
    internal: bool
    picture: str
    document_title: str = ""
    icon: str = ""


class AnyPage(Protocol):
    """The model of any page; `render.environment.TEMPLATES` has the template of each."""

    @property
    def head(self) -> Head:
        """The head of the page."""
