"""The months of a component: which have a statement, and the list of the latest with their uptime."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from afterword.records.components import Component
from afterword.timeline.months import Month, month_of, months
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.text.labels import PageLink
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.objectives import ObjectiveView, objective_view
from afterword.views.uptime.periods import this_month
from afterword.views.uptime.values import UptimeValues, uptime_values

STATEMENTS_CSV, STATEMENTS_JSON = "statements.csv", "statements.json"
MONTHS_CSV, MONTHS_JSON = "months.csv", "months.json"
LATEST = 12
"""How many months a component's page lists. If there are more, a page of its own lists all that are over."""


class MonthRow(NamedTuple):
    """A month of a component, with its uptime and its objective; with a link to its statement if it has one."""

    name: str
    statement: PageLink | None
    uptime: UptimeValues
    objective: ObjectiveView | None


class Monthly(NamedTuple):
    """The latest months of a component, a link to all of them if there are more, and files with all that are over."""

    latest: tuple[MonthRow, ...]
    all: PageLink | None
    files: tuple[PageLink, ...]
    has_objective: bool


class StatementYear(NamedTuple):
    """A year in which months of a component have a statement; `months` are all that are over, and those with one."""

    months: tuple[Month, ...]
    with_statement: tuple[Month, ...]


def statement_files(component: Component, year: int) -> tuple[PageLink, ...]:
    """Return links to the files with the statements of a year."""
    address = urls.statements(component.id, year)
    return PageLink(f"{address}{STATEMENTS_JSON}", "JSON"), PageLink(f"{address}{STATEMENTS_CSV}", "CSV")


def months_files(component: Component) -> tuple[PageLink, ...]:
    """Return links to the files with all months of a component that are over."""
    address = urls.component(component.id)
    return PageLink(f"{address}{MONTHS_JSON}", "JSON"), PageLink(f"{address}{MONTHS_CSV}", "CSV")


def first_month(context: Context, index: RecordIndex, component: Component) -> Month | None:
    """Return the month in which the history of a component begins; None if it has not begun."""
    begins = component.since
    if begins is None:
        days = [each.start_day for each in index.by_component.get(component.id, ()) if each.start_day]
        begins = date.fromisoformat(min(days)) if days else context.zone.local(context.now).date()
    first = month_of(begins)
    return first if first <= this_month(context) else None


def last_month(context: Context, component: Component) -> Month:
    """Return the month in which the history of a component ends; the current one if it has not ended."""
    this = this_month(context)
    return min(month_of(component.until), this) if component.until else this


def statement_years(
    context: Context, index: RecordIndex, component: Component
) -> Mapping[int, StatementYear]:
    """Return the years in which a month has a statement, in order.

    A month has a statement if a window of the component touches it and has begun. So a statement stays where it is
    for as long as its records do, and years without trouble need no files. They are found once while they are kept.
    """
    key = statement_years, context.now, component.id
    return index.keep(key, lambda: _statement_years(context, index, component))


def _statement_years(context: Context, index: RecordIndex, component: Component) -> dict[int, StatementYear]:
    years: dict[int, StatementYear] = {}
    current = this_month(context)
    touched = _touched_months(context, index, component)
    for year, of_year in groupby(touched, key=lambda month: month.year):
        listed = tuple(
            each for each in of_year if each != current or _has_begun(context, index, component, each)
        )
        linked = tuple(each for each in listed if touched[each])
        if linked:
            years[year] = StatementYear(listed, linked)
    return years


def with_statement(context: Context, index: RecordIndex, component: Component) -> frozenset[Month]:
    """Return the months of a component that have a statement."""
    years = statement_years(context, index, component).values()
    return frozenset(month for year in years for month in year.with_statement)


def all_months(context: Context, index: RecordIndex, component: Component) -> tuple[Month, ...]:
    """Return the months of a component: from the first one to the current one, or to that in which it ended."""
    first = first_month(context, index, component)
    return tuple(months(first, last_month(context, component))) if first else ()


def past_months(context: Context, index: RecordIndex, component: Component) -> tuple[Month, ...]:
    """Return the months of a component that are over."""
    return tuple(each for each in all_months(context, index, component) if each != this_month(context))


def _touched_months(context: Context, index: RecordIndex, component: Component) -> dict[Month, bool]:
    """Return for each month of a component whether a window touches it."""
    zone = context.zone.tz
    touched: dict[Month, bool] = {}
    for year, of_year in groupby(all_months(context, index, component), key=lambda month: month.year):
        listed = tuple(of_year)
        starts = [month.days(zone)[0].interval.start for month in listed]
        edges = (*starts, listed[-1].days(zone)[-1].interval.end)
        touched |= zip(listed, index.queries.have_windows(component.id, year, edges), strict=True)
    return touched


def _has_begun(context: Context, index: RecordIndex, component: Component, month: Month) -> bool:
    """Return whether a window that touches a month has begun: an announced one may yet be cancelled."""
    begins = month.days(context.zone.tz)[0].interval.start
    return any(
        window.start < context.now and (window.end is None or window.end > begins)
        for window in index.queries.windows(component.id, month.year)
    )


def monthly(context: Context, index: RecordIndex, component: Component) -> Monthly:
    """Build the list of a component's latest months."""
    first, last = first_month(context, index, component), last_month(context, component)
    if first is None:
        return Monthly((), None, (), has_objective=False)
    begin = max(first, Month(last.year - 1, last.number).next)
    linked = with_statement(context, index, component)
    rows = [
        month_row(context, index, component, month, has_statement=month in linked)
        for month in months(begin, last)
    ]
    link_to_all = (
        PageLink(urls.months(component.id), context.words.gettext("All months")) if begin > first else None
    )
    files = months_files(component) if first < this_month(context) else ()
    return Monthly(tuple(rows[::-1]), link_to_all, files, component.objective is not None)


def month_row(
    context: Context, index: RecordIndex, component: Component, month: Month, *, has_statement: bool
) -> MonthRow:
    """Build the row of a month."""
    uptime = uptime_values(context, measure(context, index, component, month))
    address = urls.statement(component.id, month.year, str(month))
    return MonthRow(
        name=uptime.name,
        statement=PageLink(address, uptime.name) if has_statement else None,
        uptime=uptime,
        objective=objective_view(context.words, uptime),
    )
