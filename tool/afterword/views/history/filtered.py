"""Builds the history pages of one level or one kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from afterword.views import urls
from afterword.views.cached import CachedPage, cached
from afterword.views.context import Context
from afterword.views.history.filters import PLURALS, Filter, filters, kinds_of, levels_of
from afterword.views.index.paging import MonthView, PagedRecords, RecordPage, YearLink, month_views
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.page import Head
from afterword.views.text.labels import PageLink, label_of


class SelectionPage(NamedTuple):
    """The records of one level or of one kind, of all years or of one.

    Where there are too many for one page, `years` links to pages by year. `up` links to the page above.
    """

    head: Head
    filters: tuple[Filter, ...]
    up: PageLink
    years: tuple[YearLink, ...]
    months: tuple[MonthView, ...]


def cached_filtered_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield a page of each level and each kind that occurs, and of their years where they do not fit on one page."""
    by_level = _by_value(index, lambda summary: summary.levels)
    by_kind = _by_value(index, lambda summary: (summary.kind,))
    for level in levels_of(context, index):
        name, records = (
            label_of(context.words, context.site, level).name,
            PagedRecords(context.words, urls.of_level(level), by_level[level]),
        )
        yield from _pages(context, index, name, records)
    for kind in kinds_of(index):
        records = PagedRecords(context.words, urls.of_kind(kind.value), by_kind[kind.value])
        yield from _pages(context, index, context.words.gettext(PLURALS[kind]), records)


def _by_value(
    index: RecordIndex, values_of: Callable[[RecordSummary], tuple[str, ...]]
) -> dict[str, tuple[RecordSummary, ...]]:
    """Return the records by each of their values, latest first."""
    by_value: dict[str, list[RecordSummary]] = {}
    for summary in index.summaries:
        for value in values_of(summary):
            by_value.setdefault(value, []).append(summary)
    return {value: tuple(summaries) for value, summaries in by_value.items()}


def _pages(
    context: Context,
    index: RecordIndex,
    name: str,
    records: PagedRecords,
) -> Iterator[CachedPage]:
    shown_filters = filters(context, index, records.address)
    for page in (records.first, *records.of_years):
        years = records.year_links(page.year)
        yield cached(
            page.address, _page, name, records.address, page=page, years=years, shown_filters=shown_filters
        )


def _page(
    context: Context,
    index: RecordIndex,
    name: str,
    address: str,
    *,
    page: RecordPage,
    years: tuple[YearLink, ...],
    shown_filters: tuple[Filter, ...],
) -> SelectionPage:
    words, year = context.words, page.year
    period = page.titled(words.gettext("{name} in {year}", name=name, year=year)) if year else name
    service = context.site.page.name
    return SelectionPage(
        head=context.head(
            page.address,
            words.gettext("History: {period}", period=period),
            words.gettext("Incidents and maintenance of {name}: {period}.", name=service, period=period),
        ),
        filters=shown_filters,
        up=PageLink(address, words.gettext("{name}: all years", name=name))
        if year
        else PageLink(urls.HISTORY, words.gettext("All records")),
        years=years,
        months=month_views(words, index, page),
    )
