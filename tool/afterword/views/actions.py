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
from afterword.views.index.long_lists import ListPage, PageTurn, list_pages
from afterword.views.index.paging import ROWS_PER_PAGE, YearLink, year_links
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import ActionSummary
from afterword.views.page import Head
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import Fact, PageLink


class ActionsPage(NamedTuple):
    """The action items of all records, by status; the items are HTML.

    Where open items do not fit on one page, `turn` links to more of them; where closed items do not, `years` does.
    """

    head: Head
    counts: tuple[Fact, ...]
    open: tuple[str, ...]
    turn: PageTurn | None
    closed: tuple[str, ...]
    years: tuple[YearLink, ...]


class ActionListPage(NamedTuple):
    """The action items closed in a year, or further open ones; they are HTML. `up` links to the first page."""

    head: Head
    up: PageLink
    years: tuple[YearLink, ...]
    items: tuple[str, ...]
    turn: PageTurn | None


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
    opened = _open_pages(index)[0]
    return ActionsPage(
        head=context.head(
            urls.ACTIONS,
            "Actions",
            f"Action items of {context.site.page.name} after incidents, and their status.",
        ),
        counts=tuple(Fact(name, str(numbers[slug])) for slug, name in _COUNTED if slug in numbers),
        open=tuple(index.queries.action_rows(opened.entries)),
        turn=opened.turn,
        closed=tuple(index.queries.action_rows(closed)) if fits else (),
        years=() if fits else _links(index, None),
    )


def cached_action_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the further pages of open items, and those of items by the year in which they were closed."""
    counts = [(year, len(items)) for year, items in index.closed_actions.items()]
    if sum(count for _, count in counts) <= ROWS_PER_PAGE:
        counts = []
    of_years = (
        (f"Actions closed in {year}", year, page)
        for year, _ in counts
        for page in list_pages(index.closed_actions[year], urls.actions_of(year))
    )
    for title, year, page in chain((("Open actions", 0, page) for page in _open_pages(index)[1:]), of_years):
        key = cache_key(counts, page.turn, [each.row_fingerprint for each in page.entries])
        make = partial(_list_page, context, index, title, year, page)
        yield CachedPage(page.address, key, make)


def _open_pages(index: RecordIndex) -> tuple[ListPage[ActionSummary], ...]:
    return list_pages(index.open_actions, urls.ACTIONS, newest_first=False)


def _list_page(
    context: Context, index: RecordIndex, title: str, year: int, page: ListPage[ActionSummary]
) -> ActionListPage:
    name = context.site.page.name
    description = f"Action items of {name} closed in {year}." if year else f"Open action items of {name}."
    return ActionListPage(
        head=context.head(page.address, page.titled(title), description),
        up=PageLink(urls.ACTIONS, "All actions"),
        years=_links(index, year) if year else (),
        items=tuple(index.queries.action_rows(page.entries)),
        turn=page.turn,
    )


def _links(index: RecordIndex, current: int | None) -> tuple[YearLink, ...]:
    counts = ((urls.actions_of(year), year, len(items)) for year, items in index.closed_actions.items())
    return year_links(counts, current, CATALOGUE.nouns.item)
