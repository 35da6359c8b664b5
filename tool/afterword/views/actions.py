"""Builds the pages of action items: open and overdue, done and dropped."""

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
from afterword.views.index.paging import ROWS_PER_PAGE, YearLink, year_links
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import Fact, PageLink


class ActionsPage(NamedTuple):
    """The action items of all records, by status; the items are HTML.

    Where closed items do not fit on one page, `years` links to them.
    """

    head: Head
    counts: tuple[Fact, ...]
    open: tuple[str, ...]
    closed: tuple[str, ...]
    years: tuple[YearLink, ...]


class ClosedActionsPage(NamedTuple):
    """The action items closed in a year; they are HTML. `up` links to the open ones."""

    head: Head
    up: PageLink
    years: tuple[YearLink, ...]
    closed: tuple[str, ...]


_COUNTED = (
    ("overdue", CATALOGUE.actions.overdue),
    ("open", "Not yet due"),
    ("undated", "No due date"),
    ("done", words.word(ActionStatus.DONE)),
    ("dropped", words.word(ActionStatus.WONT_DO)),
)


def actions_page(context: Context, index: RecordIndex) -> ActionsPage:
    """Build the page: open items by due date and priority, then closed ones, latest first, or links to their years."""
    closed = tuple(chain.from_iterable(index.closed_actions.values()))
    numbers = Counter(action_summary.slug for action_summary in chain(index.open_actions, closed))
    fits = len(closed) <= ROWS_PER_PAGE
    return ActionsPage(
        head=context.head(
            urls.ACTIONS,
            "Actions",
            f"Action items of {context.site.page.name} after incidents, and their status.",
        ),
        counts=tuple(Fact(name, str(numbers[slug])) for slug, name in _COUNTED if slug in numbers),
        open=tuple(index.queries.action_rows(index.open_actions)),
        closed=tuple(index.queries.action_rows(closed)) if fits else (),
        years=() if fits else _links(index, None),
    )


def cached_action_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield a page of the items closed in each year, where they do not fit on the first page."""
    counts = [(year, len(items)) for year, items in index.closed_actions.items()]
    if sum(count for _, count in counts) <= ROWS_PER_PAGE:
        return
    for year, items in index.closed_actions.items():
        key = cache_key(counts, [action_summary.row_fingerprint for action_summary in items])
        yield CachedPage(urls.actions_of(year), key, partial(_year_page, context, index, year))


def _year_page(context: Context, index: RecordIndex, year: int) -> ClosedActionsPage:
    description = f"Action items of {context.site.page.name} closed in {year}."
    return ClosedActionsPage(
        head=context.head(urls.actions_of(year), f"Actions closed in {year}", description),
        up=PageLink(urls.ACTIONS, "All actions"),
        years=_links(index, year),
        closed=tuple(index.queries.action_rows(index.closed_actions[year])),
    )


def _links(index: RecordIndex, current: int | None) -> tuple[YearLink, ...]:
    counts = ((urls.actions_of(year), year, len(items)) for year, items in index.closed_actions.items())
    return year_links(counts, current, CATALOGUE.nouns.item)
