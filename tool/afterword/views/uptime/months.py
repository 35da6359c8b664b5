"""Builds the lists of a component's months with their uptime, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from afterword.records.site import Component
from afterword.timeline.months import Month, month_of, months
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.views import urls
from afterword.views.cached import CachedPage, cache_key
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.labels import PageLink, component_link
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.objectives import ObjectiveView, objective_view
from afterword.views.uptime.periods import this_month
from afterword.views.uptime.values import UptimeValues, uptime_values

CSV, JSON = "statement.csv", "statement.json"
LATEST = 12
"""How many months a component's page lists. If there are more, a page of its own lists all that are over."""


class MonthRow(NamedTuple):
    """A month of a component, with its uptime, its objective and its files."""

    statement: PageLink
    files: tuple[PageLink, ...]
    uptime: UptimeValues
    objective: ObjectiveView | None


class YearOfMonths(NamedTuple):
    """The months of a year."""

    year: str
    months: tuple[MonthRow, ...]


class Monthly(NamedTuple):
    """The latest months of a component, and a link to all of them if there are more."""

    latest: tuple[MonthRow, ...]
    all: PageLink | None
    has_objective: bool


class MonthsPage(NamedTuple):
    """All months of a component that are over, by year."""

    head: Head
    component: PageLink
    policy: str
    maintenance: str
    years: tuple[YearOfMonths, ...]
    has_objective: bool


class DueStatement(NamedTuple):
    """A statement of the site, with its cache key."""

    component: Component
    month: Month
    key: str


def statement_files(address: str) -> tuple[PageLink, ...]:
    """Return links to the files of the statement at an address."""
    return PageLink(f"{address}{JSON}", "JSON"), PageLink(f"{address}{CSV}", "CSV")


def first_month(context: Context, index: RecordIndex, component: Component) -> Month | None:
    """Return the month in which the history of a component begins; None if it has not begun."""
    begins = component.since
    if begins is None:
        days = [each.start_day for each in index.by_component.get(component.id, ()) if each.start_day]
        begins = date.fromisoformat(min(days)) if days else context.zone.local(context.now).date()
    first = month_of(begins)
    return first if first <= this_month(context) else None


def statements_due(context: Context, index: RecordIndex) -> Iterator[DueStatement]:
    """Yield every component's months up to the current one.

    A month that is over no longer depends on the time: its key depends on the windows that touch it, and on whether
    it is the first month.
    """
    last = this_month(context)
    zone, now = context.zone.tz, context.now.isoformat()
    for component in context.site.components:
        first = first_month(context, index, component)
        if first is None:
            continue
        for year, of_year in groupby(months(first, last), key=lambda month: month.year):
            listed = tuple(of_year)
            starts = [month.days(zone)[0].interval.start for month in listed]
            edges = (*starts, listed[-1].days(zone)[-1].interval.end)
            window_keys = index.queries.windows_keys_between(component.id, year, edges)
            for month, windows in zip(listed, window_keys, strict=True):
                clock = now if month == last else ""
                yield DueStatement(component, month, cache_key(windows, month == first, clock))


def monthly(context: Context, index: RecordIndex, component: Component) -> Monthly:
    """Build the list of a component's latest months."""
    first, last = first_month(context, index, component), this_month(context)
    if first is None:
        return Monthly((), None, has_objective=False)
    begin = max(first, Month(last.year - 1, last.number).next)
    rows = [_row(context, index, component, month) for month in months(begin, last)]
    all_months = PageLink(urls.months(component.id), "All months") if begin > first else None
    return Monthly(tuple(rows[::-1]), all_months, component.objective is not None)


def cached_month_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the page of all months for each component that has more than its own page lists."""
    for component, statements in groupby(statements_due(context, index), key=lambda due: due.component):
        past = [(str(due.month), due.key) for due in statements][:-1]
        if len(past) >= LATEST:
            make = partial(_months_page, context, index, component)
            yield CachedPage(urls.months(component.id), cache_key(past), make)


def _months_page(context: Context, index: RecordIndex, component: Component) -> MonthsPage:
    first = first_month(context, index, component)
    past = [*months(first, this_month(context))][-2::-1] if first else []
    by_year = groupby(past, key=lambda month: month.year)
    return MonthsPage(
        head=context.head(
            urls.months(component.id),
            f"{component.name} by month",
            f"Uptime of {component.name} by month.",
        ),
        component=component_link(context.site, component.id),
        policy=POLICIES[context.site.uptime.policy].description,
        maintenance=maintenance_description(
            POLICIES[context.site.uptime.policy], context.site.uptime.maintenance
        ),
        years=tuple(
            YearOfMonths(str(year), tuple(_row(context, index, component, month) for month in of_year))
            for year, of_year in by_year
        ),
        has_objective=component.objective is not None,
    )


def _row(context: Context, index: RecordIndex, component: Component, month: Month) -> MonthRow:
    uptime = uptime_values(context, measure(context, index, component, month))
    address = urls.statement(component.id, str(month))
    return MonthRow(PageLink(address, uptime.name), statement_files(address), uptime, objective_view(uptime))
