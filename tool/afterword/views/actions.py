"""Builds the ledger of action items: what was promised, and how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from afterword.views import urls
from afterword.views.cached import Leaf, key_of
from afterword.views.context import Publication
from afterword.views.index.months import LONGEST, YearLink
from afterword.views.index.queries import Archive
from afterword.views.page import Head
from afterword.views.text import words
from afterword.views.text.labels import Anchor, Fact


class ActionsPage(NamedTuple):
    """The ledger of action items: what was promised, and how far it has come. The items are HTML.

    Where too many are closed for one page, `years` leads to them.
    """

    head: Head
    counts: tuple[Fact, ...]
    open: tuple[str, ...]
    closed: tuple[str, ...]
    years: tuple[YearLink, ...]


class ClosedActionsPage(NamedTuple):
    """The action items that were closed in a year; they are HTML."""

    head: Head
    ledger: Anchor
    years: tuple[YearLink, ...]
    closed: tuple[str, ...]


_COUNTED = (("overdue", "Overdue"), ("open", "Not yet due"), ("done", "Done"), ("dropped", "Won't do"))


def actions_page(book: Publication, archive: Archive) -> ActionsPage:
    """List open items by due date and urgency, then those that are closed, latest first, or their years."""
    closed = tuple(chain.from_iterable(archive.closed.values()))
    numbers = Counter(promise.slug for promise in chain(archive.pending, closed))
    few = len(closed) <= LONGEST
    return ActionsPage(
        head=book.head(
            urls.ACTIONS,
            "Actions",
            f"What {book.site.page.name} promised after incidents, and how far it has come.",
        ),
        counts=tuple(Fact(name, str(numbers[slug])) for slug, name in _COUNTED if slug in numbers),
        open=tuple(archive.shelf.actions(archive.pending)),
        closed=tuple(archive.shelf.actions(closed)) if few else (),
        years=() if few else _links(archive, None),
    )


def action_leaves(book: Publication, archive: Archive) -> Iterator[Leaf]:
    """Give a page of what was closed in each year, where it does not fit the ledger."""
    counts = [(year, len(items)) for year, items in archive.closed.items()]
    if sum(count for _, count in counts) <= LONGEST:
        return
    for year, items in archive.closed.items():
        key = key_of(counts, [promise.mark for promise in items])
        yield Leaf(urls.actions_of(year), key, partial(_year_page, book, archive, year))


def _year_page(book: Publication, archive: Archive, year: int) -> ClosedActionsPage:
    description = f"The action items that {book.site.page.name} closed in {year}."
    return ClosedActionsPage(
        head=book.head(urls.actions_of(year), f"Actions closed in {year}", description),
        ledger=Anchor(urls.ACTIONS, "All actions"),
        years=_links(archive, year),
        closed=tuple(archive.shelf.actions(archive.closed[year])),
    )


def _links(archive: Archive, current: int | None) -> tuple[YearLink, ...]:
    return tuple(
        YearLink(Anchor(urls.actions_of(year), str(year)), words.plural(len(found), "item"), year == current)
        for year, found in archive.closed.items()
    )
