"""Builds the pages of the maintenance: what is running and announced, and what was, by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import NamedTuple

from afterword.records.vocabulary import Kind
from afterword.views import urls
from afterword.views.cached import Leaf, key_of
from afterword.views.context import Publication
from afterword.views.current.banner import open_maintenance
from afterword.views.current.cards import Card, card
from afterword.views.current.schedule import plan
from afterword.views.index.months import LONGEST, MonthView, YearLink, month_views, year_links
from afterword.views.index.queries import Archive
from afterword.views.index.summary import Brief
from afterword.views.page import Head
from afterword.views.text.labels import Anchor

LATEST = 25
"""How much past maintenance the page shows where there is more than fits it."""


class MaintenancePage(NamedTuple):
    """All maintenance, or the way to the years of it. The `plan` is what a script keeps the page truthful with."""

    head: Head
    open: tuple[Card, ...]
    years: tuple[YearLink, ...]
    months: tuple[MonthView, ...]
    plan: Mapping[str, object]


class MaintenanceYearPage(NamedTuple):
    """The past maintenance of a year, where there is too much for one page."""

    head: Head
    whole: Anchor
    years: tuple[YearLink, ...]
    months: tuple[MonthView, ...]


def maintenance_page(book: Publication, archive: Archive) -> MaintenancePage:
    """Show what is running and announced, and the latest of what was; `book` must hold every record that is live."""
    name = book.site.page.name
    head = book.head(urls.MAINTENANCE, "Maintenance", f"Planned work on {name}: running, announced and past.")
    shown, past = open_maintenance(book), _past(book, archive)
    return MaintenancePage(
        head=head,
        open=tuple(card(book, record) for record in shown),
        years=_years(past, None),
        months=month_views(archive, past if len(past) <= LONGEST else past[:LATEST]),
        plan=plan(book, shown, whole=False).value,
    )


def maintenance_leaves(book: Publication, archive: Archive) -> Iterator[Leaf]:
    """Give the page of each year where past maintenance does not fit one page."""
    past = _past(book, archive)
    if len(past) <= LONGEST:
        return
    counts = [(link.link.text, link.count) for link in _years(past, None)]
    for year, found in groupby(past, key=lambda brief: brief.year):
        briefs = tuple(found)
        key = key_of(counts, [each.mark for each in briefs])
        yield Leaf(urls.maintenance_year(year), key, partial(_year_page, book, archive, year, past, briefs))


def _year_page(
    book: Publication, archive: Archive, year: int, past: tuple[Brief, ...], briefs: tuple[Brief, ...]
) -> MaintenanceYearPage:
    head = book.head(
        urls.maintenance_year(year),
        f"Maintenance in {year}",
        f"Planned work on {book.site.page.name} in {year}, by month.",
    )
    whole = Anchor(urls.MAINTENANCE, "All maintenance")
    return MaintenanceYearPage(head, whole, _years(past, year), month_views(archive, briefs))


def _past(book: Publication, archive: Archive) -> tuple[Brief, ...]:
    """Give the maintenance that is neither running nor announced, the latest first."""
    running = {record.id for record in open_maintenance(book)}
    return tuple(each for each in archive.briefs if each.kind == Kind.MAINTENANCE and each.id not in running)


def _years(past: tuple[Brief, ...], current: int | None) -> tuple[YearLink, ...]:
    """Link to the years, where they have pages of their own."""
    if len(past) <= LONGEST:
        return ()
    by_year = [(year, len(list(found))) for year, found in groupby(past, key=lambda brief: brief.year)]
    return year_links(((urls.maintenance_year(year), year, count) for year, count in by_year), current)
