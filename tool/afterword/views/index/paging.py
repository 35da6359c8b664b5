"""How lists of records are divided: by month on a page, and by year where they do not fit on one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from afterword.views import urls
from afterword.views.index.long_lists import PageTurn, list_pages, titled
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.text.catalogue import Nouns
from afterword.views.text.labels import PageLink
from afterword.views.text.words import Words


class MonthView(NamedTuple):
    """A month of the history with its rows, which are HTML, or with a link to the page that has them.

    `turn` links to other pages, where the list continues on them below these rows.
    """

    anchor: str
    name: str
    count: str  # type: ignore[assignment]  # `tuple.count` is not needed here
    rows: tuple[str, ...]
    elsewhere: PageLink | None = None
    turn: PageTurn | None = None


class YearLink(NamedTuple):
    """A link to the page of a year, and how many records or action items it lists."""

    link: PageLink
    count: str  # type: ignore[assignment]  # `tuple.count` is not needed here
    current: bool


ROWS_PER_PAGE = 100
"""How many records a page lists; longer lists are divided by year, and the history also by month."""
LATEST = 25
"""How many records a page shows of those that do not fit on it; pages of years list all of them."""


class RecordPage(NamedTuple):
    """A page of a list of records: of a year, or if that is 0 of all years.

    If the list has other pages, `turn` links to them, `counts` are its records by month, and `elsewhere` are the months
    that this page does not show.
    """

    address: str
    summaries: Sequence[RecordSummary]
    year: int = 0
    turn: PageTurn | None = None
    counts: dict[int, int] = {}  # noqa: RUF012 - never changed
    elsewhere: tuple[MonthView, ...] = ()

    def titled(self, title: str) -> str:
        """Return a title of the list for this page."""
        return titled(title, self.turn)


def record_pages(
    words: Words, address: str, summaries: Sequence[RecordSummary], year: int = 0
) -> tuple[RecordPage, ...]:
    """Divide the records of a year or of one of its months into pages; the first one links to all months."""
    listed = list_pages(words, summaries, address)
    if len(listed) == 1:
        return (RecordPage(address, summaries, year),)
    counts = Counter(each.month for each in summaries)
    first, *others = (
        RecordPage(each.address, each.entries, year, each.turn, dict(counts)) for each in listed
    )
    begins = {each.month: page for page in (*reversed(others), first) for each in page.summaries}
    elsewhere = (
        month_view(
            words, year, month, (), count=counts[month], elsewhere=PageLink(page.address, page.turn.name)
        )
        for month, page in sorted(begins.items(), reverse=True)
        if page.turn and page is not first
    )
    return (first._replace(elsewhere=tuple(elsewhere)), *others)


@dataclass(frozen=True)
class PagedRecords:
    """The records that the page at `address` lists, latest first; if there are too many, on pages by year below it."""

    words: Words
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

    @cached_property
    def first(self) -> RecordPage:
        """The first page: all records if they fit, else the latest."""
        return RecordPage(self.address, self.summaries[:LATEST] if self.years else self.summaries)

    @property
    def of_years(self) -> Iterator[RecordPage]:
        """The pages of all years, if there are any."""
        for year, summaries in self.years.items():
            yield from record_pages(self.words, urls.year_below(self.address, year), summaries, year)

    def year_links(self, current: int | None) -> tuple[YearLink, ...]:
        """Return links to the pages of the years; `current` is the year of the page that shows them."""
        years = ((urls.year_below(self.address, year), year, count) for year, count in self.counts)
        return year_links(self.words, years, current)


def month_views(words: Words, index: RecordIndex, page: RecordPage) -> tuple[MonthView, ...]:
    """Group the records of a page by the month in which they began, or by the year if no more is known."""
    listed = page.summaries
    pairs = zip(listed, index.queries.record_rows(listed), strict=True)
    by_month = groupby(pairs, key=lambda pair: (pair[0].year, pair[0].month))
    months = ((*month, tuple(row for _, row in of_month)) for month, of_month in by_month)
    views = [
        month_view(words, year, month, rows, count=page.counts.get(month, len(rows)))
        for year, month, rows in months
    ]
    if page.turn:
        views[-1] = views[-1]._replace(turn=page.turn)
    return (*views, *page.elsewhere)


def month_view(
    words: Words,
    year: int,
    month: int,
    rows: tuple[str, ...],
    *,
    count: int,
    elsewhere: PageLink | None = None,
) -> MonthView:
    """Build a month with its number of records, and with their rows or a link to the page that has them.

    Month 0 has the records of which only the year is known.
    """
    known = f"{year:04d}-{month:02d}" if month else f"{year:04d}"
    text = words.plural(count, words.nouns.record)
    return MonthView(known, words.coarse(known), text, rows, elsewhere)


def year_links(
    words: Words,
    counts: Iterable[tuple[str, int, int]],
    current: int | None,
    noun: tuple[str, str] = Nouns.record,
) -> tuple[YearLink, ...]:
    """Return links to years, each given as its address, the year, and its number of records or of what `noun` says."""
    return tuple(
        YearLink(PageLink(address, str(year)), words.plural(count, noun), year == current)
        for address, year, count in counts
    )
