"""Action items as JSON: the open ones, and those closed in each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from afterword.formats.data.listing import joined
from afterword.formats.data.values import VERSION
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import ActionSummary, RecordSummary

if TYPE_CHECKING:
    from afterword.formats.data import list_types as types


class ActionFiles:
    """The files about the action items of all records, in the order of the page of actions."""

    def __init__(self, context: Context, index: RecordIndex) -> None:
        self._context = context
        self._index = index

    @cached_property
    def _by_id(self) -> dict[str, RecordSummary]:
        return {each.id: each for each in self._index.summaries}

    def fingerprints(self, action_summaries: Iterable[ActionSummary]) -> list[tuple[str, str]]:
        """Return what the file with these items depends on: their order, and the fingerprints of their records."""
        return [(each.item, self._by_id[each.record].data_fingerprint) for each in action_summaries]

    def open_file(self) -> str:
        """Return the text of the file with the open items, and the addresses of the other files."""
        index, context = self._index, self._context
        slugs = Counter(each.slug for each in chain(index.open_actions, *index.closed_actions.values()))
        counts: types.ActionCounts = {
            "overdue": slugs["overdue"],
            "open": slugs["open"],
            "undated": slugs["undated"],
            "done": slugs["done"],
            "dropped": slugs["dropped"],
        }
        closed: list[types.ClosedYear] = []
        for year, items in index.closed_actions.items():
            path = urls.actions_data(year)
            closed.append({"year": year, "count": len(items), "path": path, "url": context.url(path) or None})
        head = {"version": VERSION, "audience": context.audience, "counts": counts, "closed": closed}
        return joined(head, "open", index.queries.action_data(index.open_actions))

    def closed_file(self, year: int) -> str:
        """Return the text of the file with the items closed in a year."""
        head = {"version": VERSION, "audience": self._context.audience, "year": year}
        items = self._index.closed_actions[year]
        return joined(head, "actions", self._index.queries.action_data(items))
