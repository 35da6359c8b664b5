"""Finds the pictures on a record's page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from afterword.prose.html import prose
from afterword.records.prose_fields import prose_fields
from afterword.records.record import Record
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts

if TYPE_CHECKING:
    from afterword.formats.data import incident_types as types

_IMAGE_START = "!["
"""How an image begins in Markdown."""


def pictures(context: Context, record: Record, parts: RecordParts) -> list[types.Picture]:
    """Return the attached pictures that a record's page shows, each once."""
    texts = [text for _, text in prose_fields(record) if _IMAGE_START in text]
    if not texts:
        return []
    parser = _PictureParser()
    for text in texts:
        parser.feed(prose(text))
    return [
        {"path": path, "url": context.url(path) or None, "alt": alt}
        for path, alt in ((f"{parts.head.address}{name}", alt) for name, alt in parser.pictures.items())
    ]


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
