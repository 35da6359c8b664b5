"""Records by month, and links to years: what every page of a history shares."""

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
    """A month of the history with its rows, which are HTML, or with the page that shows them."""

    anchor: str
    name: str
    count: str  # type: ignore[assignment]  # nobody counts the fields of a page model
    rows: tuple[str, ...]
    elsewhere: PageLink | None = None


class YearLink(NamedTuple):
    """A year of the history, with how much it holds."""

    link: PageLink
    count: str  # type: ignore[assignment]  # nobody counts the fields of a page model
    current: bool


LONGEST = 100
"""How many records stand on one page of a history; of a longer year each month has a page of its own."""


def month_views(index: RecordIndex, summaries: Iterable[RecordSummary]) -> tuple[MonthView, ...]:
    """Show records by the month in which they began, newest first."""
    shown = tuple(summaries)
    in_order = zip(shown, index.queries.record_rows(shown), strict=True)
    by_month = groupby(in_order, key=lambda found: (found[0].year, found[0].month))
    months = ((*month, tuple(row for _, row in found)) for month, found in by_month)
    return tuple(MonthView(*_named(year, month, len(rows)), rows) for year, month, rows in months)


def year_links(counts: Iterable[tuple[str, int, int]], current: int | None) -> tuple[YearLink, ...]:
    """Link to years, each given with its address, its number and how many records it has."""
    return tuple(
        YearLink(PageLink(address, str(year)), words.plural(count, *CATALOGUE.nouns.record), year == current)
        for address, year, count in counts
    )


def year_clock(context: Context, year: int) -> tuple[str, ...]:
    """Say what a year's page takes from the clock: everything in this year, else only that it is another."""
    this_year = context.zone.local(context.now).year
    return (context.now.isoformat(),) if year == this_year else ("past" if year < this_year else "to come",)


def _named(year: int, month: int, count: int) -> tuple[str, str, str]:
    name = f"{words.MONTHS[month - 1]} {year}"
    return f"{year:04d}-{month:02d}", name, words.plural(count, *CATALOGUE.nouns.record)
