"""Builds the pages of the history that show one level or one kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple

from afterword.views import urls
from afterword.views.cached import CachedPage, cache_key
from afterword.views.context import Context
from afterword.views.history.filters import PLURALS, Filter, filters, kinds_of, levels_of
from afterword.views.index.months import LONGEST, MonthView, YearLink, month_views, year_links
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.page import Head
from afterword.views.text.labels import PageLink, label_of

LATEST = 25
"""How many records are shown of more than fit a page."""


class SelectionPage(NamedTuple):
    """The records of one level or of one kind, or those of a year.

    Where there are too many for one page, `years` leads to them. `whole` leads from a year to all of them.
    """

    head: Head
    filters: tuple[Filter, ...]
    whole: PageLink
    years: tuple[YearLink, ...]
    months: tuple[MonthView, ...]


@dataclass(frozen=True)
class _Selection:
    """What is shown, where, under which name."""

    context: Context
    index: RecordIndex
    address: str
    name: str
    summaries: tuple[RecordSummary, ...]

    @cached_property
    def years(self) -> dict[int, tuple[RecordSummary, ...]]:
        """The records by year where they do not fit one page, else nothing."""
        if len(self.summaries) <= LONGEST:
            return {}
        return {
            year: tuple(found) for year, found in groupby(self.summaries, key=lambda summary: summary.year)
        }

    @property
    def latest(self) -> tuple[RecordSummary, ...]:
        """All records where they fit one page, else the latest of them."""
        return self.summaries if len(self.summaries) <= LONGEST else self.summaries[:LATEST]

    def at(self, year: int | None) -> str:
        """Give the address of a year, or of the whole."""
        return f"{self.address}{year:04d}/" if year else self.address


def cached_filtered_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Give a page of each level and of each kind that occurs, and of their years where one page is too short."""
    by_level = _sorted(index, lambda summary: summary.levels)
    by_kind = _sorted(index, lambda summary: (summary.kind,))
    ways = filters(context, index)
    for level in levels_of(context, index):
        address, name = urls.of_level(level), label_of(context.site, level).name
        yield from _leaves(_Selection(context, index, address, name, by_level[level]), ways)
    for kind in kinds_of(index):
        address = urls.of_kind(kind.value)
        yield from _leaves(_Selection(context, index, address, PLURALS[kind], by_kind[kind.value]), ways)


def _sorted(
    index: RecordIndex, words_of: Callable[[RecordSummary], tuple[str, ...]]
) -> dict[str, tuple[RecordSummary, ...]]:
    """Give the records of each word that is said of them, the latest first."""
    found: dict[str, list[RecordSummary]] = {}
    for summary in index.summaries:
        for word in words_of(summary):
            found.setdefault(word, []).append(summary)
    return {word: tuple(summaries) for word, summaries in found.items()}


def _leaves(selection: _Selection, ways: tuple[Filter, ...]) -> Iterator[CachedPage]:
    counts = [(year, len(summaries)) for year, summaries in selection.years.items()]
    shown: list[tuple[int | None, tuple[RecordSummary, ...]]] = [
        (None, selection.latest),
        *selection.years.items(),
    ]
    for year, summaries in shown:
        key = cache_key(ways, counts, [each.row_fingerprint for each in summaries])
        yield CachedPage(selection.at(year), key, partial(_page, selection, year, summaries))


def _page(selection: _Selection, year: int | None, summaries: tuple[RecordSummary, ...]) -> SelectionPage:
    context, index, name = selection.context, selection.index, selection.name
    period = f"{name} in {year}" if year else name
    service = context.site.page.name
    found = ((selection.at(each), each, len(of_year)) for each, of_year in selection.years.items())
    return SelectionPage(
        head=context.head(
            selection.at(year), f"History: {period}", f"Incidents and maintenance of {service}: {period}."
        ),
        filters=filters(context, index, selection.address),
        whole=PageLink(selection.address, f"{name}: all years")
        if year
        else PageLink(urls.HISTORY, "All records"),
        years=year_links(found, year),
        months=month_views(index, summaries),
    )
