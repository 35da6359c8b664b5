"""Builds the pages of action items: open and overdue, done and dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from afterword.translations.marks import mark as _
from afterword.views import urls
from afterword.views.cached import CachedPage, cached
from afterword.views.context import Context
from afterword.views.index.long_lists import ListPage, PageTurn, list_pages
from afterword.views.index.paging import ROWS_PER_PAGE, YearLink, year_links
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import ActionSummary
from afterword.views.page import Head
from afterword.views.text.labels import Fact, PageLink
from afterword.views.text.words import Words


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
    ("overdue", _("Overdue")),
    ("open", _("Not yet due")),
    ("undated", _("No due date")),
    ("done", _("Done")),
    ("dropped", _("Won't do")),
)


def actions_page(context: Context, index: RecordIndex) -> ActionsPage:
    """Build the page: open items by due date and priority, then closed ones, latest first, or links to their years."""
    words = context.words
    closed = tuple(chain.from_iterable(index.closed_actions.values()))
    numbers = Counter(action_summary.slug for action_summary in chain(index.open_actions, closed))
    fits = len(closed) <= ROWS_PER_PAGE
    opened = _open_pages(words, index)[0]
    return ActionsPage(
        head=context.head(
            urls.ACTIONS,
            words.gettext("Actions"),
            words.gettext(
                "Action items of {name} after incidents, and their status.", name=context.site.page.name
            ),
        ),
        counts=tuple(
            Fact(context.words.gettext(name), context.words.number(numbers[slug]))
            for slug, name in _COUNTED
            if slug in numbers
        ),
        open=tuple(index.queries.action_rows(opened.entries)),
        turn=opened.turn,
        closed=tuple(index.queries.action_rows(closed)) if fits else (),
        years=() if fits else _links(context.words, index, None),
    )


def cached_action_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the further pages of open items, and those of items by the year in which they were closed."""
    words = context.words
    counts = index.closed_counts
    if sum(count for _, count in counts) <= ROWS_PER_PAGE:
        counts = ()
    of_years = (
        (words.gettext("Actions closed in {year}", year=year), year, page)
        for year, _ in counts
        for page in list_pages(words, index.closed_actions[year], urls.actions_of(year))
    )
    for title, year, page in chain(
        ((words.gettext("Open actions"), 0, page) for page in _open_pages(words, index)[1:]), of_years
    ):
        yield cached(page.address, _list_page, title, year, page)


def _open_pages(words: Words, index: RecordIndex) -> tuple[ListPage[ActionSummary], ...]:
    return list_pages(words, index.open_actions, urls.ACTIONS, newest_first=False)


def _list_page(
    context: Context, index: RecordIndex, title: str, year: int, page: ListPage[ActionSummary]
) -> ActionListPage:
    name, words = context.site.page.name, context.words
    description = (
        words.gettext("Action items of {name} closed in {year}.", name=name, year=year)
        if year
        else words.gettext("Open action items of {name}.", name=name)
    )
    return ActionListPage(
        head=context.head(page.address, page.titled(title), description),
        up=PageLink(urls.ACTIONS, words.gettext("All actions")),
        years=_links(words, index, year) if year else (),
        items=tuple(index.queries.action_rows(page.entries)),
        turn=page.turn,
    )


def _links(words: Words, index: RecordIndex, current: int | None) -> tuple[YearLink, ...]:
    counts = ((urls.actions_of(year), year, count) for year, count in index.closed_counts)
    return year_links(words, counts, current, words.nouns.item)
