"""Builds the history pages of one level or one kind."""

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
from afterword.views.index.months import ROWS_PER_PAGE, MonthView, YearLink, month_views, year_links
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.page import Head
from afterword.views.text.labels import PageLink, label_of

LATEST = 25
"""How many records the first page shows where they do not fit on one page."""


class SelectionPage(NamedTuple):
    """The records of one level or of one kind, of all years or of one.

    Where there are too many for one page, `years` links to pages by year. `up` links to the page above.
    """

    head: Head
    filters: tuple[Filter, ...]
    up: PageLink
    years: tuple[YearLink, ...]
    months: tuple[MonthView, ...]


@dataclass(frozen=True)
class _Selection:
    """The records of a level or kind, their address and their name."""

    context: Context
    index: RecordIndex
    address: str
    name: str
    summaries: tuple[RecordSummary, ...]

    @cached_property
    def years(self) -> dict[int, tuple[RecordSummary, ...]]:
        """The records by year if they do not fit on one page, else nothing."""
        if len(self.summaries) <= ROWS_PER_PAGE:
            return {}
        return {
            year: tuple(group) for year, group in groupby(self.summaries, key=lambda summary: summary.year)
        }

    @property
    def latest(self) -> tuple[RecordSummary, ...]:
        """All records if they fit on one page, else the latest of them."""
        return self.summaries if len(self.summaries) <= ROWS_PER_PAGE else self.summaries[:LATEST]

    def at(self, year: int | None) -> str:
        """Return the address of a year, or of all years."""
        return f"{self.address}{year:04d}/" if year else self.address


def cached_filtered_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield a page of each level and each kind that occurs, and of their years where they do not fit on one page."""
    by_level = _by_value(index, lambda summary: summary.levels)
    by_kind = _by_value(index, lambda summary: (summary.kind,))
    shown_filters = filters(context, index)
    for level in levels_of(context, index):
        address, name = urls.of_level(level), label_of(context.site, level).name
        yield from _pages(_Selection(context, index, address, name, by_level[level]), shown_filters)
    for kind in kinds_of(index):
        address = urls.of_kind(kind.value)
        yield from _pages(
            _Selection(context, index, address, PLURALS[kind], by_kind[kind.value]), shown_filters
        )


def _by_value(
    index: RecordIndex, values_of: Callable[[RecordSummary], tuple[str, ...]]
) -> dict[str, tuple[RecordSummary, ...]]:
    """Return the records by each of their values, latest first."""
    by_value: dict[str, list[RecordSummary]] = {}
    for summary in index.summaries:
        for value in values_of(summary):
            by_value.setdefault(value, []).append(summary)
    return {value: tuple(summaries) for value, summaries in by_value.items()}


def _pages(selection: _Selection, shown_filters: tuple[Filter, ...]) -> Iterator[CachedPage]:
    counts = [(year, len(summaries)) for year, summaries in selection.years.items()]
    shown: list[tuple[int | None, tuple[RecordSummary, ...]]] = [
        (None, selection.latest),
        *selection.years.items(),
    ]
    for year, summaries in shown:
        key = cache_key(shown_filters, counts, [each.row_fingerprint for each in summaries])
        yield CachedPage(selection.at(year), key, partial(_page, selection, year, summaries))


def _page(selection: _Selection, year: int | None, summaries: tuple[RecordSummary, ...]) -> SelectionPage:
    context, index, name = selection.context, selection.index, selection.name
    period = f"{name} in {year}" if year else name
    service = context.site.page.name
    counts = ((selection.at(each), each, len(of_year)) for each, of_year in selection.years.items())
    return SelectionPage(
        head=context.head(
            selection.at(year), f"History: {period}", f"Incidents and maintenance of {service}: {period}."
        ),
        filters=filters(context, index, selection.address),
        up=PageLink(selection.address, f"{name}: all years")
        if year
        else PageLink(urls.HISTORY, "All records"),
        years=year_links(counts, year),
        months=month_views(index, summaries),
    )
