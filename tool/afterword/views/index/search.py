"""An entry of the search: what a record or a component is found by, within a budget.

A reader's browser fetches the whole index, so each record may add only so much to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from afterword.records.record import Record
from afterword.records.site import Component
from afterword.views import urls
from afterword.views.page import Head
from afterword.views.rows import IncidentRow
from afterword.views.text.excerpt import excerpt

BUDGET = 600
"""How many bytes an entry has at most, as JSON; a title has up to 120 characters."""

_CAUSES = 120
_LEAST = 16
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def record_entry(record: Record, head: Head, row: IncidentRow) -> str:
    """Make the entry of a record: its title, its description, the components and the causes that it names.

    Where there is nothing to describe it by, the description of its page is only its title once more.
    """
    description = head.description if head.description != record.title else ""
    components = ", ".join(anchor.text for anchor in row.components)
    causes = excerpt(" ".join(cause.text for cause in record.root_causes), _CAUSES)
    return _entry(head.address, record.title, (description, components, causes))


def component_entry(component: Component) -> str:
    """Make the entry of a component: its name and its description."""
    return _entry(urls.component(component.id), component.name, [excerpt(component.description or "")])


def _entry(address: str, title: str, fragments: Iterable[str]) -> str:
    """Write an entry as JSON, as Material's search reads it: title and text are HTML.

    A text that is over the budget, in a script of three bytes a character for instance, is cut at a word.
    """
    text = " – ".join(part for part in fragments if part)
    while True:
        made = _AS_JSON.encode(
            {"location": address, "title": escape(title, quote=False), "text": escape(text, quote=False)}
        )
        over = len(made.encode()) - BUDGET
        if over <= 0 or not text:
            return made
        shorter = text[: max(0, len(text) - max(over // 4, _LEAST))]
        text = shorter.rpartition(" ")[0]
