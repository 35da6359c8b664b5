"""Builds the history pages: one for each year, and for its months where a year does not fit on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from afterword.views import urls
from afterword.views.cached import CachedPage, cached
from afterword.views.chart.models import CalendarChart
from afterword.views.context import Context
from afterword.views.days.calendar import end_of_year, history_of, year_calendar
from afterword.views.history.filters import Filter, filters
from afterword.views.index.paging import (
    ROWS_PER_PAGE,
    MonthView,
    RecordPage,
    YearLink,
    month_view,
    month_views,
    record_pages,
    year_links,
)
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.page import Head
from afterword.views.text.labels import PageLink
from afterword.views.text.words import Words


class HistoryPage(NamedTuple):
    """A year of the history, or a month of it; the newest year is the first page of the history too.

    `period` is the name of the year or month. `up` links from a month to its year, `earlier` and `later` to the
    months before and after it. `filters` link to the same records by other properties.
    """

    head: Head
    period: str
    filters: tuple[Filter, ...]
    years: tuple[YearLink, ...]
    up: PageLink | None
    earlier: PageLink | None
    later: PageLink | None
    calendar: CalendarChart | None
    months: tuple[MonthView, ...]


def history_page(context: Context, index: RecordIndex) -> HistoryPage:
    """Build the first page of the history: the newest year."""
    this_year = context.today.year
    newest = next((year for year in index.by_year if year <= this_year), this_year)
    return _year_page(context, index, newest, urls.HISTORY, filters(context, index))


def cached_history_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the page of each year, and of its months where the year does not fit on one page."""
    shown_filters = filters(context, index)
    for year, summaries in index.by_year.items():
        yield cached(urls.year(year), _year_page, year, urls.year(year), shown_filters)
        if len(summaries) <= ROWS_PER_PAGE:
            continue
        for month, of_month in _by_month(summaries):
            around = _around(context.words, index, year, month) if month else (None, None)
            for page in record_pages(context.words, urls.month(year, month), of_month, year) if month else ():
                yield cached(
                    page.address, _month_page, month, page, around=around, shown_filters=shown_filters
                )


def _year_page(
    context: Context, index: RecordIndex, year: int, address: str, shown_filters: tuple[Filter, ...]
) -> HistoryPage:
    summaries = index.by_year.get(year, ())
    name, words = context.site.page.name, context.words
    return HistoryPage(
        head=context.head(
            address,
            words.gettext("History {year}", year=year),
            words.gettext("Incidents and maintenance of {name} in {year}, by month.", name=name, year=year),
        ),
        period=str(year),
        filters=shown_filters,
        years=_links(context.words, index, year),
        up=None,
        earlier=None,
        later=None,
        calendar=_calendar(context, index, year) if summaries else None,
        months=_months(context.words, index, year, summaries),
    )


def _on_year_page(words: Words, year: int, summaries: Sequence[RecordSummary]) -> tuple[RecordPage, ...]:
    """Return the lists of records on the page of a year: all, or the latest month and those of no known month."""
    if len(summaries) <= ROWS_PER_PAGE:
        return (RecordPage(urls.year(year), summaries, year),)
    (latest, of_latest), *others = _by_month(summaries)
    first = (
        record_pages(words, urls.month(year, latest), of_latest, year)[0]
        if latest
        else RecordPage("", of_latest)
    )
    return first, RecordPage("", _of_no_month(others))


def _months(
    words: Words, index: RecordIndex, year: int, summaries: Sequence[RecordSummary]
) -> tuple[MonthView, ...]:
    """Return the months of a year: a long year has the latest in full, and links to the others."""
    first, *others = (month_views(words, index, page) for page in _on_year_page(words, year, summaries))
    if not others:
        return first
    links = ((month, len(of_month)) for month, of_month in _by_month(summaries)[1:] if month)
    return (
        *first,
        *(
            month_view(words, year, month, (), count=count, elsewhere=_month_link(words, year, month))
            for month, count in links
        ),
        *others[0],
    )


def _of_no_month(months: Sequence[tuple[int, list[RecordSummary]]]) -> list[RecordSummary]:
    """Return the records of a year of which only the year is known."""
    return [each for month, of_month in months if not month for each in of_month]


def _month_page(
    context: Context,
    index: RecordIndex,
    month: int,
    page: RecordPage,
    *,
    around: tuple[PageLink | None, PageLink | None],
    shown_filters: tuple[Filter, ...],
) -> HistoryPage:
    year, words = page.year, context.words
    period = words.month(year, month)
    earlier, later = around
    name = context.site.page.name
    head = context.head(
        page.address,
        page.titled(words.gettext("History: {period}", period=period)),
        words.gettext("Incidents and maintenance of {name} in {period}.", name=name, period=period),
    )
    return HistoryPage(
        head=head,
        period=period,
        filters=shown_filters,
        years=_links(words, index, None),
        up=PageLink(urls.year(year), words.gettext("All of {year}", year=year)),
        earlier=earlier,
        later=later,
        calendar=None,
        months=month_views(words, index, page),
    )


def _around(
    words: Words, index: RecordIndex, year: int, month: int
) -> tuple[PageLink | None, PageLink | None]:
    """Return links to the months with records before and after one; at the ends of a year, to the adjacent years."""
    months = index.keep(("months", year), lambda: _known_months(index.by_year[year]))
    years = sorted(index.by_year)
    position, year_position = months.index(month), years.index(year)
    before = [_year_link(each) for each in years[:year_position]]
    before += [_month_link(words, year, each) for each in months[:position]]
    after = [_month_link(words, year, each) for each in months[position + 1 :]]
    after += [_year_link(each) for each in years[year_position + 1 :]]
    return (before[-1] if before else None), (after[0] if after else None)


def _known_months(summaries: Iterable[RecordSummary]) -> list[int]:
    """Return the months of a year that have records, the first one first."""
    return [month for month, _ in _by_month(summaries) if month][::-1]


def _year_link(year: int) -> PageLink:
    return PageLink(urls.year(year), str(year))


def _links(words: Words, index: RecordIndex, current: int | None) -> tuple[YearLink, ...]:
    counts = ((urls.year(year), year, count) for year, count in index.year_counts)
    return year_links(words, counts, current)


def _by_month(summaries: Iterable[RecordSummary]) -> list[tuple[int, list[RecordSummary]]]:
    return [(month, list(group)) for month, group in groupby(summaries, key=lambda summary: summary.month)]


def _month_link(words: Words, year: int, month: int) -> PageLink:
    return PageLink(urls.month(year, month), words.month(year, month))


def _calendar(context: Context, index: RecordIndex, year: int) -> CalendarChart:
    """Draw the days of a year over all components, from the first day of which the site has data."""
    spans = chain.from_iterable(index.queries.windows(each.id, year) for each in context.site.components)
    return year_calendar(
        spans,
        context.site,
        year,
        context.zone,
        context.now_until(end_of_year(context.zone, year)),
        history=history_of(context, index.first_day),
        words=context.words,
    )
