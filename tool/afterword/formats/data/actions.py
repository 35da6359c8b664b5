"""Action items in our JSON: those that are open, and those that were closed in each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from afterword.formats.data.listing import joined
from afterword.formats.data.values import VERSION, as_json
from afterword.views import urls
from afterword.views.context import Publication
from afterword.views.index.queries import Archive
from afterword.views.index.summary import Brief, Promise

if TYPE_CHECKING:
    from afterword.formats.data import list_types as types
    from afterword.formats.data.analysis_types import Action

PART = "actions"


def lines(items: Iterable[Action]) -> str:
    """Write a record's items: a line each, with the item's id before it."""
    return "\n".join(f"{item['id']} {as_json(item)}" for item in items)


class Ledger:
    """The items of all records, in the order of the ledger."""

    def __init__(self, book: Publication, archive: Archive) -> None:
        self._book = book
        self._archive = archive

    @cached_property
    def _by_id(self) -> dict[str, Brief]:
        return {each.id: each for each in self._archive.briefs}

    def stamps(self, promises: Iterable[Promise]) -> list[tuple[str, str]]:
        """Say what a list of items is made from: their order, and what their records tell."""
        return [(each.order, self._by_id[_place(each)[0]].stamp) for each in promises]

    def open_file(self) -> str:
        """Write the items that are open, and where the others are."""
        archive, book = self._archive, self._book
        slugs = Counter(each.slug for each in chain(archive.pending, *archive.closed.values()))
        counts: types.ActionCounts = {
            "overdue": slugs["overdue"],
            "open": slugs["open"],
            "done": slugs["done"],
            "dropped": slugs["dropped"],
        }
        closed: list[types.ClosedYear] = []
        for year, items in archive.closed.items():
            path = urls.actions_data(year)
            closed.append({"year": year, "count": len(items), "path": path, "url": book.url(path) or None})
        head = {"version": VERSION, "audience": book.audience, "counts": counts, "closed": closed}
        return joined(head, "open", self._items(archive.pending))

    def closed_file(self, year: int) -> str:
        """Write the items that were closed in a year."""
        head = {"version": VERSION, "audience": self._book.audience, "year": year}
        return joined(head, "actions", self._items(self._archive.closed[year]))

    def _items(self, promises: tuple[Promise, ...]) -> Iterator[str]:
        places = [_place(each) for each in promises]
        briefs = {record_id: self._by_id[record_id] for record_id, _ in places}
        parts = dict(zip(briefs, self._archive.shelf.parts(PART, briefs.values()), strict=True))
        lines = {
            record_id: dict(line.split(" ", 1) for line in part.split("\n"))
            for record_id, part in parts.items()
        }
        return (lines[record_id][item] for record_id, item in places)


def _place(promise: Promise) -> tuple[str, str]:
    """Say of which record an item is, and which of it."""
    record_id, item = promise.order.rsplit(" ", 2)[1:]
    return record_id, item
