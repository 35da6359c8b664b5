"""Action items as JSON: the open ones, and those closed in each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from afterword.formats.data.listing import list_file
from afterword.formats.data.values import VERSION
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex

if TYPE_CHECKING:
    from afterword.formats.data import list_types as types


def open_file(context: Context, index: RecordIndex) -> Iterator[str]:
    """Return the text of the file with the open items, in pieces, with the addresses of the other files."""
    slugs = Counter(each.slug for each in chain(index.open_actions, *index.closed_actions.values()))
    counts: types.ActionCounts = {
        "overdue": slugs["overdue"],
        "open": slugs["open"],
        "undated": slugs["undated"],
        "done": slugs["done"],
        "dropped": slugs["dropped"],
    }
    closed: list[types.ClosedYear] = []
    for year, count in index.closed_counts:
        path = urls.actions_data(year)
        closed.append({"year": year, "count": count, "path": path, "url": context.url(path) or None})
    head = {"version": VERSION, "audience": context.audience, "counts": counts, "closed": closed}
    return list_file(head, "open", index.open_actions, index.queries.action_data)


def closed_file(context: Context, index: RecordIndex, year: int) -> Iterator[str]:
    """Return the text of the file with the items closed in a year, in pieces."""
    head = {"version": VERSION, "audience": context.audience, "year": year}
    return list_file(head, "actions", index.closed_actions[year], index.queries.action_data)
