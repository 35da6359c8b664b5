"""Builds the pages of the history: a year each, and its months where a year is too long for one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain, groupby
from typing import NamedTuple

from afterword.views import urls
from afterword.views.cached import Leaf, key_of
from afterword.views.chart.models import CalendarFigure
from afterword.views.context import Publication
from afterword.views.days.calendar import year_calendar
from afterword.views.history.filters import Filter, filters
from afterword.views.index.months import (
    LONGEST,
    MonthView,
    YearLink,
    _named,
    month_views,
    year_clock,
    year_links,
)
from afterword.views.index.queries import Archive
from afterword.views.index.summary import Brief
from afterword.views.page import Head
from afterword.views.text import words
from afterword.views.text.labels import Anchor


class HistoryPage(NamedTuple):
    """A year of the history, or a month of it; the newest year is the history's front page too.

    `period` is what the page is about, in words. `whole` leads from a month to its year, `earlier` and `later` to
    what comes before and after the month. `filters` lead to the same records by other properties.
    """

    head: Head
    period: str
    filters: tuple[Filter, ...]
    years: tuple[YearLink, ...]
    whole: Anchor | None
    earlier: Anchor | None
    later: Anchor | None
    calendar: CalendarFigure | None
    months: tuple[MonthView, ...]


def history_page(book: Publication, archive: Archive) -> HistoryPage:
    """Show the newest year at the front of the history."""
    this_year = book.zone.local(book.now).year
    newest = next((year for year in archive.by_year if year <= this_year), this_year)
    return _year_page(book, archive, newest, urls.HISTORY)


def history_leaves(book: Publication, archive: Archive) -> Iterator[Leaf]:
    """Give the page of each year, and those of its months where it is too long."""
    counts = [(year, len(briefs)) for year, briefs in archive.by_year.items()]
    ways = filters(book, archive)
    for year, briefs in archive.by_year.items():
        months = _by_month(briefs)
        shown = briefs if len(briefs) <= LONGEST else months[0][1]
        key = key_of(
            *year_clock(book, year), ways, counts, archive.first_told,
            [archive.shelf.span_mark(component.id, year) for component in book.site.components],
            [(month, len(found)) for month, found in months], [each.mark for each in shown],
        )  # fmt: skip
        address = urls.year(year)
        yield Leaf(address, key, partial(_year_page, book, archive, year, address))
        if len(briefs) <= LONGEST:
            continue
        for month, of_month in months:
            numbers = [number for number, _ in months]
            key = key_of(ways, counts, numbers, [each.mark for each in of_month])
            make = partial(_month_page, book, archive, year, month, of_month)
            yield Leaf(urls.month(year, month), key, make)


def _year_page(book: Publication, archive: Archive, year: int, address: str) -> HistoryPage:
    briefs = archive.by_year.get(year, ())
    name = book.site.page.name
    return HistoryPage(
        head=book.head(
            address, f"History {year}", f"Incidents and maintenance of {name} in {year}, by month."
        ),
        period=str(year),
        filters=filters(book, archive),
        years=_links(archive, year),
        whole=None,
        earlier=None,
        later=None,
        calendar=_calendar(book, archive, year) if briefs else None,
        months=month_views(archive, briefs) if len(briefs) <= LONGEST else _long_year(archive, briefs),
    )


def _long_year(archive: Archive, briefs: Sequence[Brief]) -> tuple[MonthView, ...]:
    """Show the latest month in full, and lead to the others."""
    (_, latest), *others = _by_month(briefs)
    return (
        *month_views(archive, latest),
        *(
            MonthView(*_named(found[0].year, month, len(found)), (), _month_anchor(found[0].year, month))
            for month, found in others
        ),
    )


def _month_page(
    book: Publication, archive: Archive, year: int, month: int, briefs: Sequence[Brief]
) -> HistoryPage:
    period = f"{words.MONTHS[month - 1]} {year}"
    earlier, later = _around(archive, year, month)
    name = book.site.page.name
    head = book.head(
        urls.month(year, month),
        f"History: {period}",
        f"Incidents and maintenance of {name} in {period}.",
    )
    return HistoryPage(
        head=head,
        period=period,
        filters=filters(book, archive),
        years=_links(archive, None),
        whole=Anchor(urls.year(year), f"All of {year}"),
        earlier=earlier,
        later=later,
        calendar=None,
        months=month_views(archive, briefs),
    )


def _around(archive: Archive, year: int, month: int) -> tuple[Anchor | None, Anchor | None]:
    """Lead to the months with records before and after one, at the ends of its year to the years beside it."""
    months = [number for number, _ in _by_month(archive.by_year[year])][::-1]
    years = sorted(archive.by_year)
    place, year_place = months.index(month), years.index(year)
    before = [_year_anchor(each) for each in years[:year_place]]
    before += [_month_anchor(year, each) for each in months[:place]]
    after = [_month_anchor(year, each) for each in months[place + 1 :]]
    after += [_year_anchor(each) for each in years[year_place + 1 :]]
    return (before[-1] if before else None), (after[0] if after else None)


def _year_anchor(year: int) -> Anchor:
    return Anchor(urls.year(year), str(year))


def _links(archive: Archive, current: int | None) -> tuple[YearLink, ...]:
    found = ((urls.year(year), year, len(briefs)) for year, briefs in archive.by_year.items())
    return year_links(found, current)


def _by_month(briefs: Iterable[Brief]) -> list[tuple[int, list[Brief]]]:
    return [(month, list(found)) for month, found in groupby(briefs, key=lambda brief: brief.month)]


def _month_anchor(year: int, month: int) -> Anchor:
    return Anchor(urls.month(year, month), f"{words.MONTHS[month - 1]} {year}")


def _calendar(book: Publication, archive: Archive, year: int) -> CalendarFigure:
    """Draw the days of a year over all components, from the first day of which the site tells anything."""
    spans = chain.from_iterable(archive.shelf.spans(each.id, year) for each in book.site.components)
    told = [date.fromisoformat(archive.first_told)] if archive.first_told else []
    since = min(
        [*told, *(component.since for component in book.site.components if component.since)], default=None
    )
    return year_calendar(spans, book.site, year, book.zone, book.now, since=since)
