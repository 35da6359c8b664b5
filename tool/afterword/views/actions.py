"""Builds the ledger of action items: what was promised, and how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from afterword.records.vocabulary import ActionStatus
from afterword.views import urls
from afterword.views.cached import CachedPage, cache_key
from afterword.views.context import Context
from afterword.views.index.months import LONGEST, YearLink
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import Fact, PageLink


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
    ledger: PageLink
    years: tuple[YearLink, ...]
    closed: tuple[str, ...]


_COUNTED = (
    ("overdue", CATALOGUE.actions.overdue),
    ("open", "Not yet due"),
    ("done", words.word(ActionStatus.DONE)),
    ("dropped", words.word(ActionStatus.WONT_DO)),
)


def actions_page(context: Context, index: RecordIndex) -> ActionsPage:
    """List open items by due date and urgency, then those that are closed, latest first, or their years."""
    closed = tuple(chain.from_iterable(index.closed.values()))
    numbers = Counter(action_summary.slug for action_summary in chain(index.pending, closed))
    few = len(closed) <= LONGEST
    return ActionsPage(
        head=context.head(
            urls.ACTIONS,
            "Actions",
            f"What {context.site.page.name} promised after incidents, and how far it has come.",
        ),
        counts=tuple(Fact(name, str(numbers[slug])) for slug, name in _COUNTED if slug in numbers),
        open=tuple(index.queries.action_rows(index.pending)),
        closed=tuple(index.queries.action_rows(closed)) if few else (),
        years=() if few else _links(index, None),
    )


def cached_action_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Give a page of what was closed in each year, where it does not fit the ledger."""
    counts = [(year, len(items)) for year, items in index.closed.items()]
    if sum(count for _, count in counts) <= LONGEST:
        return
    for year, items in index.closed.items():
        key = cache_key(counts, [action_summary.row_fingerprint for action_summary in items])
        yield CachedPage(urls.actions_of(year), key, partial(_year_page, context, index, year))


def _year_page(context: Context, index: RecordIndex, year: int) -> ClosedActionsPage:
    description = f"The action items that {context.site.page.name} closed in {year}."
    return ClosedActionsPage(
        head=context.head(urls.actions_of(year), f"Actions closed in {year}", description),
        ledger=PageLink(urls.ACTIONS, "All actions"),
        years=_links(index, year),
        closed=tuple(index.queries.action_rows(index.closed[year])),
    )


def _links(index: RecordIndex, current: int | None) -> tuple[YearLink, ...]:
    return tuple(
        YearLink(
            PageLink(urls.actions_of(year), str(year)),
            words.plural(len(found), *CATALOGUE.nouns.item),
            year == current,
        )
        for year, found in index.closed.items()
    )
