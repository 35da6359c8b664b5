"""Builds the pages of the history, a year each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from afterword.records.record import Record
from afterword.views import addresses, rows, words
from afterword.views.calendar import year_calendar
from afterword.views.figures import CalendarFigure
from afterword.views.pages import Anchor, HistoryPage, MonthView, YearLink
from afterword.views.publication import Publication


def history_pages(book: Publication) -> Iterator[HistoryPage]:
    """Show each year; the newest stands at the front of the history as well."""
    by_year = {
        year: tuple(records) for year, records in groupby(book.records, key=lambda r: _month(book, r)[0])
    }
    years = sorted(by_year, reverse=True)
    this_year = book.zone.local(book.now).year
    newest = next((year for year in years if year <= this_year), this_year)
    yield _year_page(book, newest, by_year, addresses.HISTORY)
    for year in years:
        yield _year_page(book, year, by_year, addresses.year(year))


def month_views(book: Publication, records: Iterable[Record]) -> tuple[MonthView, ...]:
    """Show records by the month in which they began, newest first."""
    months = []
    for (year, month), found in groupby(records, key=lambda record: _month(book, record)):
        shown = tuple(rows.incident_row(book, record) for record in found)
        name = f"{words.MONTHS[month - 1]} {year}"
        months.append(MonthView(f"{year:04d}-{month:02d}", name, words.plural(len(shown), "record"), shown))
    return tuple(months)


def _year_page(
    book: Publication, year: int, by_year: dict[int, tuple[Record, ...]], address: str
) -> HistoryPage:
    records = by_year.get(year, ())
    links = (
        YearLink(Anchor(addresses.year(each), str(each)), words.plural(len(found), "record"), each == year)
        for each, found in sorted(by_year.items(), reverse=True)
    )
    name = book.site.page.name
    return HistoryPage(
        head=book.head(
            address, f"History {year}", f"Incidents and maintenance of {name} in {year}, by month."
        ),
        year=str(year),
        years=tuple(links),
        calendar=_calendar(book, year) if records else None,
        months=month_views(book, records),
    )


def _calendar(book: Publication, year: int) -> CalendarFigure:
    """Draw the days of a year over all components, from the first day of which the site tells anything."""
    begin, end = datetime(year, 1, 1, tzinfo=book.zone.tz), datetime(year + 1, 1, 1, tzinfo=book.zone.tz)
    windows = [
        window
        for windows in book.windows.values()
        for window in windows
        if window.start < end and (window.end is None or window.end > begin)
    ]
    told = [book.zone.local(instant).date() for record in book.records if (instant := book.begins(record))]
    since = min(
        [*told, *(component.since for component in book.site.components if component.since)], default=None
    )
    return year_calendar(windows, book.site, year, book.zone, book.now, since=since)


def _month(book: Publication, record: Record) -> tuple[int, int]:
    begins = book.begins(record)
    if begins is None:
        return int(record.id[:4]), int(record.id[5:7])
    local = book.shown_in(record).local(begins)
    return local.year, local.month
