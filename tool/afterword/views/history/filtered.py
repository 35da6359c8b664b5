"""Builds the pages of the history that show one level or one kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple

from afterword.views import urls
from afterword.views.cached import Leaf, key_of
from afterword.views.context import Publication
from afterword.views.history.filters import PLURALS, Filter, filters, kinds_of, levels_of
from afterword.views.index.months import LONGEST, MonthView, YearLink, month_views, year_links
from afterword.views.index.queries import Archive
from afterword.views.index.summary import Brief
from afterword.views.page import Head
from afterword.views.text.labels import Anchor, mark_of

LATEST = 25
"""How many records are shown of more than fit a page."""


class SelectionPage(NamedTuple):
    """The records of one level or of one kind, or those of a year.

    Where there are too many for one page, `years` leads to them. `whole` leads from a year to all of them.
    """

    head: Head
    filters: tuple[Filter, ...]
    whole: Anchor
    years: tuple[YearLink, ...]
    months: tuple[MonthView, ...]


@dataclass(frozen=True)
class _Selection:
    """What is shown, where, under which name."""

    book: Publication
    archive: Archive
    address: str
    name: str
    briefs: tuple[Brief, ...]

    @cached_property
    def years(self) -> dict[int, tuple[Brief, ...]]:
        """The records by year where they do not fit one page, else nothing."""
        if len(self.briefs) <= LONGEST:
            return {}
        return {year: tuple(found) for year, found in groupby(self.briefs, key=lambda brief: brief.year)}

    @property
    def latest(self) -> tuple[Brief, ...]:
        """All records where they fit one page, else the latest of them."""
        return self.briefs if len(self.briefs) <= LONGEST else self.briefs[:LATEST]

    def at(self, year: int | None) -> str:
        """Give the address of a year, or of the whole."""
        return f"{self.address}{year:04d}/" if year else self.address


def selection_leaves(book: Publication, archive: Archive) -> Iterator[Leaf]:
    """Give a page of each level and of each kind that occurs, and of their years where one page is too short."""
    by_level = _sorted(archive, lambda brief: brief.levels.split())
    by_kind = _sorted(archive, lambda brief: [brief.kind])
    ways = filters(book, archive)
    for level in levels_of(book, archive):
        address, name = urls.of_level(level), mark_of(book.site, level).name
        yield from _leaves(_Selection(book, archive, address, name, by_level[level]), ways)
    for kind in kinds_of(archive):
        address = urls.of_kind(kind.value)
        yield from _leaves(_Selection(book, archive, address, PLURALS[kind], by_kind[kind.value]), ways)


def _sorted(archive: Archive, words_of: Callable[[Brief], list[str]]) -> dict[str, tuple[Brief, ...]]:
    """Give the records of each word that is said of them, the latest first."""
    found: dict[str, list[Brief]] = {}
    for brief in archive.briefs:
        for word in words_of(brief):
            found.setdefault(word, []).append(brief)
    return {word: tuple(briefs) for word, briefs in found.items()}


def _leaves(selection: _Selection, ways: tuple[Filter, ...]) -> Iterator[Leaf]:
    counts = [(year, len(briefs)) for year, briefs in selection.years.items()]
    shown: list[tuple[int | None, tuple[Brief, ...]]] = [(None, selection.latest), *selection.years.items()]
    for year, briefs in shown:
        key = key_of(ways, counts, [each.mark for each in briefs])
        yield Leaf(selection.at(year), key, partial(_page, selection, year, briefs))


def _page(selection: _Selection, year: int | None, briefs: tuple[Brief, ...]) -> SelectionPage:
    book, archive, name = selection.book, selection.archive, selection.name
    period = f"{name} in {year}" if year else name
    service = book.site.page.name
    found = ((selection.at(each), each, len(of_year)) for each, of_year in selection.years.items())
    return SelectionPage(
        head=book.head(
            selection.at(year), f"History: {period}", f"Incidents and maintenance of {service}: {period}."
        ),
        filters=filters(book, archive, selection.address),
        whole=Anchor(selection.address, f"{name}: all years")
        if year
        else Anchor(urls.HISTORY, "All records"),
        years=year_links(found, year),
        months=month_views(archive, briefs),
    )
