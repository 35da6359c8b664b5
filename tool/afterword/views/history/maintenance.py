"""Builds the maintenance pages: in progress and announced, and past maintenance by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from afterword.records.vocabulary import Kind
from afterword.views import urls
from afterword.views.cached import CachedPage, cached
from afterword.views.context import Context
from afterword.views.current.banner import shown_maintenance
from afterword.views.current.cards import Card, card
from afterword.views.current.schedule import schedule
from afterword.views.index.paging import MonthView, PagedRecords, RecordPage, YearLink, month_views
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.labels import PageLink


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
        context.words.terms.maintenance,
        context.words.gettext("Maintenance of {name}: in progress, announced and past.", name=name),
    )
    shown, past = shown_maintenance(context), _past(context, index)
    return MaintenancePage(
        head=head,
        open=tuple(card(context, record) for record in shown),
        years=past.year_links(None),
        months=month_views(context.words, index, past.first),
        schedule=schedule(context, shown, whole=False).value,
    )


def cached_maintenance_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the page of each year, where past maintenance does not fit on one page."""
    past = _past(context, index)
    for page in past.of_years:
        yield cached(page.address, _year_page, page, past.year_links(page.year))


def _year_page(
    context: Context, index: RecordIndex, page: RecordPage, years: tuple[YearLink, ...]
) -> MaintenanceYearPage:
    head = context.head(
        page.address,
        page.titled(context.words.gettext("Maintenance in {year}", year=page.year)),
        context.words.gettext(
            "Maintenance of {name} in {year}, by month.", name=context.site.page.name, year=page.year
        ),
    )
    up = PageLink(urls.MAINTENANCE, context.words.current.all_maintenance)
    return MaintenanceYearPage(head, up, years, month_views(context.words, index, page))


def _past(context: Context, index: RecordIndex) -> PagedRecords:
    """Return the maintenance that is neither in progress nor announced nor, until its planned end, cancelled."""
    shown = {record.id for record in shown_maintenance(context)}
    past = (each for each in index.summaries if each.kind == Kind.MAINTENANCE and each.id not in shown)
    return PagedRecords(context.words, urls.MAINTENANCE, tuple(past))
