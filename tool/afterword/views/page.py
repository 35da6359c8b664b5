"""What every page has: the head, and the protocol of page models."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from afterword.views.text.words import Instant


class Head(NamedTuple):
    """What every page has. `address` is relative to the site's root, `base` leads back to it.

    `url` is the page's whole address, empty where the site does not say where it stands. `picture` is the address of
    a picture that stands for the whole site.
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


class AnyPage(Protocol):
    """The model of any page; `render.environment` says which template shows which."""

    @property
    def head(self) -> Head:
        """What every page has."""
