"""Builds the statement of a component for a month: its uptime, the breakdown of it, and its error budget."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from afterword.records.site import Component
from afterword.timeline.months import Month
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.views import urls
from afterword.views.cached import CachedPage, cache_key
from afterword.views.chart.models import CalendarTableRow
from afterword.views.context import Context
from afterword.views.days.cells import summarise_days, table_rows
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.instants import Instant
from afterword.views.text.labels import PageLink, component_link
from afterword.views.text.words import Words
from afterword.views.uptime.breakdown import Breakdown, component_breakdown
from afterword.views.uptime.measurement import UptimeMeasurement, measure
from afterword.views.uptime.monthly import statement_files, statement_keys
from afterword.views.uptime.objectives import ObjectiveView, objective_view
from afterword.views.uptime.periods import month_name
from afterword.views.uptime.values import UptimeValues, uptime_values


class StatementPage(NamedTuple):
    """The statement of a component for a month, with the affected days; `as_of` is None once the month is over.

    `earlier` and `later` are the nearest months with a statement.
    """

    head: Head
    component: PageLink
    as_of: Instant | None
    uptime: UptimeValues
    policy: str
    maintenance: str
    objective: ObjectiveView | None
    days: tuple[CalendarTableRow, ...]
    breakdown: Breakdown | None
    earlier: PageLink | None
    later: PageLink | None
    files: tuple[PageLink, ...]


def cached_statement_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the statements of every component."""
    for component in context.site.components:
        keys = statement_keys(context, index, component)
        around = [None, *keys, None]
        for number, (month, key) in enumerate(keys.items()):
            earlier, later = around[number], around[number + 2]
            of = context, index, component, month
            make = partial(_statement_page, *of, earlier=earlier, later=later)
            yield CachedPage(
                urls.statement(component.id, str(month)), cache_key(key, str(earlier), str(later)), make
            )


def _statement_page(
    context: Context,
    index: RecordIndex,
    component: Component,
    month: Month,
    *,
    earlier: Month | None,
    later: Month | None,
) -> StatementPage:
    measurement = measure(context, index, component, month)
    uptime = uptime_values(context, measurement)
    policy = POLICIES[context.site.uptime.policy]
    address = urls.statement(component.id, str(month))
    head = context.head(
        address,
        f"{component.name}, {uptime.name}",
        context.words.gettext(
            "Uptime of {name} in {period}, with its calculation.", name=component.name, period=uptime.name
        ),
    )
    return StatementPage(
        head=head,
        component=component_link(context.site, component.id),
        as_of=context.words.instant(context.now, context.zone) if uptime.so_far else None,
        uptime=uptime,
        policy=context.words.gettext(policy.description),
        maintenance=context.words.gettext(maintenance_description(policy, context.site.uptime.maintenance)),
        objective=objective_view(context.words, uptime),
        days=_affected_days(context, measurement, component, month),
        breakdown=component_breakdown(context, uptime) if uptime.percent else None,
        earlier=_neighbour(context.words, component, earlier) if earlier else None,
        later=_neighbour(context.words, component, later) if later else None,
        files=statement_files(address),
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
        context.now,
        history=component.history,
        words=context.words,
    )
    return table_rows(summary)[::-1]


def _neighbour(words: Words, component: Component, month: Month) -> PageLink:
    return PageLink(urls.statement(component.id, str(month)), month_name(words, month))
