"""Finds the pictures that a record's page shows."""

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

_MARK = "!["
"""With what a picture begins in Markdown."""


def pictures(context: Context, record: Record, page: IncidentPage) -> list[types.Picture]:
    """Tell the pictures beside a record that its page shows, each once."""
    texts = [text for text in _texts(page) if _MARK in text]
    if not texts:
        return []
    reader = _Pictures()
    for text in texts:
        reader.feed(prose(text, beside=True))
    return [
        {"path": path, "url": context.url(path) or None, "alt": alt}
        for path, alt in ((f"{page.head.address}{name}", alt) for name, alt in reader.found.items())
    ]


def _texts(page: IncidentPage) -> Iterator[str]:
    """Give the prose of a page, in its order, that may show pictures."""
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


class _Pictures(HTMLParser):
    """Gathers pictures with what they show."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a picture."""
        told = dict(attrs)
        if tag == "img" and (name := told.get("src")):
            self.found.setdefault(name, told.get("alt") or "")
