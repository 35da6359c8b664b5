"""Builds the statements of a component for a year: for each month the uptime, its breakdown and the error budget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterword.records.components import Component
from afterword.timeline.months import Month
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.views import urls
from afterword.views.cached import CachedPage, cached
from afterword.views.chart.models import CalendarTableRow
from afterword.views.context import Context
from afterword.views.days.cells import summarise_days, table_rows
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.instants import Instant
from afterword.views.text.labels import PageLink, component_link
from afterword.views.uptime.breakdown import Breakdown, component_breakdown
from afterword.views.uptime.measurement import UptimeMeasurement, measure
from afterword.views.uptime.monthly import (
    MonthRow,
    StatementYear,
    month_row,
    statement_files,
    statement_years,
)
from afterword.views.uptime.objectives import ObjectiveView, objective_view
from afterword.views.uptime.values import UptimeValues, uptime_values


class Statement(NamedTuple):
    """A month of a component, with the affected days; `as_of` is None once the month is over. `id` is its fragment."""

    id: str
    as_of: Instant | None
    uptime: UptimeValues
    objective: ObjectiveView | None
    days: tuple[CalendarTableRow, ...]
    breakdown: Breakdown | None


class StatementsPage(NamedTuple):
    """The months of a year, and the statement of each that has one, both the latest first.

    `earlier` and `later` are the nearest years with a statement.
    """

    head: Head
    component: PageLink
    policy: str
    maintenance: str
    months: tuple[MonthRow, ...]
    has_objective: bool
    statements: tuple[Statement, ...]
    earlier: PageLink | None
    later: PageLink | None
    files: tuple[PageLink, ...]


def cached_statement_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the page of each component for each year with a statement."""
    for component in context.site.components:
        years = statement_years(context, index, component)
        around = [None, *years, None]
        for position, (number, year) in enumerate(years.items()):
            earlier, later = around[position], around[position + 2]
            address = urls.statements(component.id, number)
            yield cached(address, _statements_page, component, year, earlier=earlier, later=later)


def _statements_page(
    context: Context,
    index: RecordIndex,
    component: Component,
    year: StatementYear,
    *,
    earlier: int | None,
    later: int | None,
) -> StatementsPage:
    number = year.months[0].year
    policy = POLICIES[context.site.uptime.policy]
    return StatementsPage(
        head=context.head(
            urls.statements(component.id, number),
            context.words.gettext("{name}, {year} by month", name=component.name, year=number),
            context.words.gettext(
                "Uptime of {name} in {year}, with its calculation.", name=component.name, year=number
            ),
        ),
        component=component_link(context.site, component.id),
        policy=context.words.gettext(policy.description),
        maintenance=context.words.gettext(maintenance_description(policy, context.site.uptime.maintenance)),
        months=tuple(
            month_row(context, index, component, month, has_statement=month in year.with_statement)
            for month in reversed(year.months)
        ),
        has_objective=component.objective is not None,
        statements=tuple(
            _statement(context, index, component, month) for month in reversed(year.with_statement)
        ),
        earlier=_of_year(component, earlier) if earlier else None,
        later=_of_year(component, later) if later else None,
        files=statement_files(component, number),
    )


def _statement(context: Context, index: RecordIndex, component: Component, month: Month) -> Statement:
    measurement = measure(context, index, component, month)
    uptime = uptime_values(context, measurement)
    return Statement(
        id=str(month),
        as_of=context.words.instant(context.now, context.zone) if uptime.so_far else None,
        uptime=uptime,
        objective=objective_view(context.words, uptime),
        days=_affected_days(context, measurement, component, month),
        breakdown=component_breakdown(context, uptime) if uptime.percent else None,
    )


def _affected_days(
    context: Context, measurement: UptimeMeasurement, component: Component, month: Month
) -> tuple[CalendarTableRow, ...]:
    """Return the affected days of the month, the earliest first."""
    days = month.days(context.zone.tz)
    summary = summarise_days(
        days,
        measurement.windows,
        context.site,
        context.zone,
        context.now_until(days[-1].interval.end),
        history=component.history,
        words=context.words,
    )
    return table_rows(summary)[::-1]


def _of_year(component: Component, number: int) -> PageLink:
    return PageLink(urls.statements(component.id, number), str(number))
