"""Builds the ledger of action items: what was promised, and how far it has come."""

from __future__ import annotations

from afterword.records.record import ActionItem, Record
from afterword.records.vocabulary import ActionStatus
from afterword.views import addresses, rows
from afterword.views.pages import ActionsPage, Fact
from afterword.views.publication import Publication

_CLOSED = (ActionStatus.DONE, ActionStatus.WONT_DO)
_COUNTED = (("overdue", "Overdue"), ("open", "Not yet due"), ("done", "Done"), ("dropped", "Won't do"))


def actions_page(book: Publication) -> ActionsPage:
    """List open items by due date and urgency, then those that are closed, latest first."""
    items = [(record, item) for record in book.records for item in record.action_items]
    pending = sorted((pair for pair in items if pair[1].status not in _CLOSED), key=_by_due)
    closed = sorted((pair for pair in items if pair[1].status in _CLOSED), key=_by_closed, reverse=True)
    shown_open = tuple(rows.action_view(book, record, item) for record, item in pending)
    shown_closed = tuple(rows.action_view(book, record, item) for record, item in closed)
    slugs = [action.due_slug for action in (*shown_open, *shown_closed)]
    counts = (Fact(name, str(slugs.count(slug))) for slug, name in _COUNTED if slug in slugs)
    description = f"What {book.site.page.name} promised after incidents, and how far it has come."
    head = book.head(addresses.ACTIONS, "Actions", description)
    return ActionsPage(head, tuple(counts), shown_open, shown_closed)


def _by_due(pair: tuple[Record, ActionItem]) -> tuple[bool, str, str, str, str]:
    record, item = pair
    due = item.due.isoformat() if item.due else ""
    return (not due, due, item.priority.value, record.id, item.id)


def _by_closed(pair: tuple[Record, ActionItem]) -> tuple[str, str, str]:
    record, item = pair
    return (item.closed.isoformat() if item.closed else "", record.id, item.id)
