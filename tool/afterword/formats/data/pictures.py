"""Finds the pictures on a record's page."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from afterword.records.record import Record
from afterword.render.prose import prose
from afterword.views.context import Context
from afterword.views.incident.model import IncidentPage

if TYPE_CHECKING:
    from afterword.formats.data import incident_types as types

_IMAGE_START = "!["
"""How an image begins in Markdown."""


def pictures(context: Context, record: Record, page: IncidentPage) -> list[types.Picture]:
    """Return the attached pictures that a record's page shows, each once."""
    texts = [text for text in _texts(page) if _IMAGE_START in text]
    if not texts:
        return []
    parser = _PictureParser()
    for text in texts:
        parser.feed(prose(text, beside=True))
    return [
        {"path": path, "url": context.url(path) or None, "alt": alt}
        for path, alt in ((f"{page.head.address}{name}", alt) for name, alt in parser.pictures.items())
    ]


def _texts(page: IncidentPage) -> Iterator[str]:
    """Yield the prose of a page that may contain pictures, in the order of the page."""
    yield page.summary
    yield from (update.body for update in page.updates)
    yield from (text for each in page.symptoms for text in (each.seen, each.mechanism))
    yield page.data_loss
    yield from (event.text for event in page.timeline)
    yield page.trigger
    yield from (cause.text for group in page.causes for cause in group.causes)
    if page.post_mortem:
        yield from (
            page.post_mortem.background,
            page.post_mortem.resolution,
            page.post_mortem.customer_actions,
            page.post_mortem.apology,
        )
    yield from (correction.text for correction in page.corrections)


class _PictureParser(HTMLParser):
    """Collects pictures with their alternative texts."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add a picture."""
        attributes = dict(attrs)
        if tag == "img" and (name := attributes.get("src")):
            self.pictures.setdefault(name, attributes.get("alt") or "")
