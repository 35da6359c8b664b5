"""Builds the maintenance pages: in progress and announced, and past maintenance by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import NamedTuple

from afterword.records.vocabulary import Kind
from afterword.views import urls
from afterword.views.cached import CachedPage, cache_key
from afterword.views.context import Context
from afterword.views.current.banner import open_maintenance
from afterword.views.current.cards import Card, card
from afterword.views.current.schedule import schedule
from afterword.views.index.months import ROWS_PER_PAGE, MonthView, YearLink, month_views, year_links
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.page import Head
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import PageLink

LATEST = 25
"""How many past records the first page shows where they do not fit on one page."""


class MaintenancePage(NamedTuple):
    """All maintenance, or the latest with links to years; a script keeps the page current by `schedule`."""

    head: Head
    open: tuple[Card, ...]
    years: tuple[YearLink, ...]
    months: tuple[MonthView, ...]
    schedule: Mapping[str, object]


class MaintenanceYearPage(NamedTuple):
    """The past maintenance of a year, where it does not fit on one page."""

    head: Head
    up: PageLink
    years: tuple[YearLink, ...]
    months: tuple[MonthView, ...]


def maintenance_page(context: Context, index: RecordIndex) -> MaintenancePage:
    """Build the first page; `context` must contain every live record."""
    name = context.site.page.name
    head = context.head(
        urls.MAINTENANCE,
        CATALOGUE.terms.maintenance,
        f"Maintenance of {name}: in progress, announced and past.",
    )
    shown, past = open_maintenance(context), _past(context, index)
    return MaintenancePage(
        head=head,
        open=tuple(card(context, record) for record in shown),
        years=_years(past, None),
        months=month_views(index, past if len(past) <= ROWS_PER_PAGE else past[:LATEST]),
        schedule=schedule(context, shown, whole=False).value,
    )


def cached_maintenance_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the page of each year, where past maintenance does not fit on one page."""
    past = _past(context, index)
    if len(past) <= ROWS_PER_PAGE:
        return
    counts = [(link.link.text, link.count) for link in _years(past, None)]
    for year, group in groupby(past, key=lambda summary: summary.year):
        summaries = tuple(group)
        key = cache_key(counts, [each.row_fingerprint for each in summaries])
        yield CachedPage(
            urls.maintenance_year(year), key, partial(_year_page, context, index, year, past, summaries)
        )


def _year_page(
    context: Context,
    index: RecordIndex,
    year: int,
    past: tuple[RecordSummary, ...],
    summaries: tuple[RecordSummary, ...],
) -> MaintenanceYearPage:
    head = context.head(
        urls.maintenance_year(year),
        f"Maintenance in {year}",
        f"Maintenance of {context.site.page.name} in {year}, by month.",
    )
    up = PageLink(urls.MAINTENANCE, CATALOGUE.current.all_maintenance)
    return MaintenanceYearPage(head, up, _years(past, year), month_views(index, summaries))


def _past(context: Context, index: RecordIndex) -> tuple[RecordSummary, ...]:
    """Return the maintenance that is neither in progress nor announced, latest first."""
    open_ids = {record.id for record in open_maintenance(context)}
    return tuple(
        each for each in index.summaries if each.kind == Kind.MAINTENANCE and each.id not in open_ids
    )


def _years(past: tuple[RecordSummary, ...], current: int | None) -> tuple[YearLink, ...]:
    """Return links to the years, if they have their own pages."""
    if len(past) <= ROWS_PER_PAGE:
        return ()
    by_year = [(year, len(list(group))) for year, group in groupby(past, key=lambda summary: summary.year)]
    return year_links(((urls.maintenance_year(year), year, count) for year, count in by_year), current)
