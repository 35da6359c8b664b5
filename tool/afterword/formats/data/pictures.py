"""Finds the pictures on a record's page."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from afterword.prose.html import prose
from afterword.records.record import Record
from afterword.views import rows
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts

if TYPE_CHECKING:
    from afterword.formats.data import incident_types as types

_IMAGE_START = "!["
"""How an image begins in Markdown."""


def pictures(context: Context, record: Record, parts: RecordParts) -> list[types.Picture]:
    """Return the attached pictures that a record's page shows, each once."""
    texts = [text for text in _texts(record, parts) if text and _IMAGE_START in text]
    if not texts:
        return []
    parser = _PictureParser()
    for text in texts:
        parser.feed(prose(text, beside=True))
    return [
        {"path": path, "url": context.url(path) or None, "alt": alt}
        for path, alt in ((f"{parts.head.address}{name}", alt) for name, alt in parser.pictures.items())
    ]


def _texts(record: Record, parts: RecordParts) -> Iterator[str | None]:
    """Yield the prose of a record's page that may contain pictures, in the order of the page."""
    yield record.summary
    yield record.post_mortem.customer_actions if record.post_mortem else None
    yield from (update.body for update in parts.updates)
    if exposure := record.exposure:
        yield from (exposure.what, *exposure.indicators)
    yield from (text for each in record.symptoms for text in (each.seen, each.mechanism))
    yield record.impact.data_loss.text if record.impact and record.impact.data_loss else None
    yield from (event.text for event in sorted(record.timeline, key=lambda event: event.at))
    yield from (trigger.text for trigger in record.trigger)
    yield from (cause.text for _, causes in rows.causes_by_role(record) for _, cause in causes)
    if post_mortem := record.post_mortem:
        yield from (section.text for section in post_mortem.sections)
        yield from (
            post_mortem.background,
            post_mortem.resolution,
            post_mortem.apology,
            post_mortem.thanks,
        )
    yield from (correction.text for correction in record.corrections)


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
