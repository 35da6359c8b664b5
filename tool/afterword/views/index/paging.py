"""How lists of records are divided: by month on a page, and over pages of a year where they do not fit on one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from afterword.views import urls
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
    """A link to the page of a year, and how many records or action items it lists."""

    link: PageLink
    count: str  # type: ignore[assignment]  # `tuple.count` is not needed here
    current: bool


ROWS_PER_PAGE = 100
"""How many records a page lists; each month of a longer year of the history has a page of its own."""
LATEST = 25
"""How many records a page shows of those that do not fit on it; pages of years list all of them."""


@dataclass(frozen=True)
class PagedRecords:
    """The records that the page at `address` lists, latest first; if there are too many, on pages by year below it."""

    address: str
    summaries: tuple[RecordSummary, ...]

    @cached_property
    def years(self) -> Mapping[int, tuple[RecordSummary, ...]]:
        """The records by year if they do not fit on one page, else nothing."""
        if len(self.summaries) <= ROWS_PER_PAGE:
            return {}
        return {
            year: tuple(group) for year, group in groupby(self.summaries, key=lambda summary: summary.year)
        }

    @property
    def counts(self) -> list[tuple[int, int]]:
        """Each year that has a page, and its number of records."""
        return [(year, len(summaries)) for year, summaries in self.years.items()]

    def on_page(self, year: int | None) -> tuple[RecordSummary, ...]:
        """Return the records on the page of a year; on the first page all of them if they fit, else the latest."""
        if year is not None:
            return self.years[year]
        return self.summaries[:LATEST] if self.years else self.summaries

    def address_of(self, year: int | None) -> str:
        """Return the address of the page of a year, or of the first page."""
        return self.address if year is None else urls.year_below(self.address, year)

    def year_links(self, current: int | None) -> tuple[YearLink, ...]:
        """Return links to the pages of the years; `current` is the year of the page that shows them."""
        return year_links(((self.address_of(year), year, count) for year, count in self.counts), current)


def month_views(index: RecordIndex, summaries: Iterable[RecordSummary]) -> tuple[MonthView, ...]:
    """Group records by the month in which they began, or by the year if no more is known, newest first."""
    listed = tuple(summaries)
    pairs = zip(listed, index.queries.record_rows(listed), strict=True)
    by_month = groupby(pairs, key=lambda pair: (pair[0].year, pair[0].month))
    months = ((*month, tuple(row for _, row in of_month)) for month, of_month in by_month)
    return tuple(month_view(year, month, len(rows), rows) for year, month, rows in months)


def month_view(
    year: int, month: int, count: int, rows: tuple[str, ...], elsewhere: PageLink | None = None
) -> MonthView:
    """Build a month with its number of records, and with their rows or a link to the page that has them.

    Month 0 has the records of which only the year is known.
    """
    known = f"{year:04d}-{month:02d}" if month else f"{year:04d}"
    text = words.plural(count, *CATALOGUE.nouns.record)
    return MonthView(known, words.coarse(known), text, rows, elsewhere)


def year_links(
    counts: Iterable[tuple[str, int, int]],
    current: int | None,
    noun: tuple[str, str] = CATALOGUE.nouns.record,
) -> tuple[YearLink, ...]:
    """Return links to years, each given as its address, the year, and its number of records or of what `noun` says."""
    return tuple(
        YearLink(PageLink(address, str(year)), words.plural(count, *noun), year == current)
        for address, year, count in counts
    )


def year_clock(context: Context, year: int) -> tuple[str, ...]:
    """Return what the page of a year depends on: for this year the time, else only whether it is past."""
    this_year = context.zone.local(context.now).year
    return (context.now.isoformat(),) if year == this_year else ("past" if year < this_year else "to come",)
