"""Search entries of records and components, with a limited size.

The browser of a reader fetches the whole search index, so each record may add only a little to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from afterword.compact_json import compact_json
from afterword.records.components import Component
from afterword.records.record import Record
from afterword.views import urls
from afterword.views.page import Head
from afterword.views.rows import IncidentRow
from afterword.views.text.excerpt import excerpt

BUDGET = 600
"""The maximum size of an entry, in bytes of JSON; a title has up to 200 characters."""

_CAUSES_LENGTH = 120
_SHORTEST_CUT = 16


def record_entry(record: Record, head: Head, row: IncidentRow) -> str:
    """Return the entry of a record: its title, its description, its components and its causes.

    Without a summary, the description of its page only repeats the title, and is left out.
    """
    description = head.description if head.description != record.full_title else ""
    components = ", ".join(anchor.text for anchor in row.components)
    causes = excerpt(" ".join(cause.text for cause in record.root_causes), _CAUSES_LENGTH)
    return _entry(head.address, record.full_title, (description, components, causes))


def component_entry(component: Component) -> str:
    """Return the entry of a component: its name and its description."""
    return _entry(urls.component(component.id), component.name, [excerpt(component.description or "")])


def _entry(address: str, title: str, fragments: Iterable[str]) -> str:
    """Write an entry as JSON for Material's search, in which title and text are HTML.

    A text that is too long, such as one with three bytes per character, is cut between words.
    """
    text = " – ".join(part for part in fragments if part)
    while True:
        entry = compact_json(
            {"location": address, "title": escape(title, quote=False), "text": escape(text, quote=False)}
        )
        over = len(entry.encode()) - BUDGET
        if over <= 0 or not text:
            return entry
        shorter = text[: max(0, len(text) - max(over // 4, _SHORTEST_CUT))]
        text = shorter.rpartition(" ")[0]
