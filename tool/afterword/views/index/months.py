"""Records by month and links to years, for every page of a history."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import PageLink


class MonthView(NamedTuple):
    """A month of the history with its rows, which are HTML, or with a link to the page that has them."""

    anchor: str
    name: str
    count: str  # type: ignore[assignment]  # `tuple.count` is not needed here
    rows: tuple[str, ...]
    elsewhere: PageLink | None = None


class YearLink(NamedTuple):
    """A link to a year of the history, and its number of records."""

    link: PageLink
    count: str  # type: ignore[assignment]  # `tuple.count` is not needed here
    current: bool


ROWS_PER_PAGE = 100
"""How many records a page of a history lists; each month of a longer year has a page of its own."""


def month_views(index: RecordIndex, summaries: Iterable[RecordSummary]) -> tuple[MonthView, ...]:
    """Group records by the month in which they began, newest first."""
    listed = tuple(summaries)
    pairs = zip(listed, index.queries.record_rows(listed), strict=True)
    by_month = groupby(pairs, key=lambda pair: (pair[0].year, pair[0].month))
    months = ((*month, tuple(row for _, row in of_month)) for month, of_month in by_month)
    return tuple(month_view(year, month, len(rows), rows) for year, month, rows in months)


def month_view(
    year: int, month: int, count: int, rows: tuple[str, ...], elsewhere: PageLink | None = None
) -> MonthView:
    """Build a month with its number of records, and with their rows or a link to the page that has them."""
    name = f"{words.MONTHS[month - 1]} {year}"
    text = words.plural(count, *CATALOGUE.nouns.record)
    return MonthView(f"{year:04d}-{month:02d}", name, text, rows, elsewhere)


def year_links(counts: Iterable[tuple[str, int, int]], current: int | None) -> tuple[YearLink, ...]:
    """Return links to years, each given as its address, the year, and its number of records."""
    return tuple(
        YearLink(PageLink(address, str(year)), words.plural(count, *CATALOGUE.nouns.record), year == current)
        for address, year, count in counts
    )


def year_clock(context: Context, year: int) -> tuple[str, ...]:
    """Return what the page of a year depends on: for this year the time, else only whether it is past."""
    this_year = context.zone.local(context.now).year
    return (context.now.isoformat(),) if year == this_year else ("past" if year < this_year else "to come",)
