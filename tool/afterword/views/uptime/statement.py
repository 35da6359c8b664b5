"""Builds the statement of a component for a month: its uptime, the breakdown of it, and its error budget."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from afterword.records.site import Component
from afterword.timeline.days import levels_by_day
from afterword.timeline.months import Month
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.views import urls
from afterword.views.cached import CachedPage
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text import words
from afterword.views.text.labels import LevelLabel, PageLink, component_link, label_of
from afterword.views.text.words import Instant
from afterword.views.uptime.breakdown import Breakdown, component_breakdown
from afterword.views.uptime.measurement import UptimeMeasurement, measure
from afterword.views.uptime.months import first_month, statement_files, statements_due
from afterword.views.uptime.objectives import ObjectiveView, objective_view
from afterword.views.uptime.periods import month_name
from afterword.views.uptime.values import UptimeValues, uptime_values


class DayWithTrouble(NamedTuple):
    """A day with trouble: its worst level, and the time at each level, worst first."""

    iso: str
    day: str
    level: LevelLabel
    durations: str


class StatementPage(NamedTuple):
    """The statement of a component for a month; `as_of` is None once the month is over."""

    head: Head
    component: PageLink
    as_of: Instant | None
    uptime: UptimeValues
    policy: str
    maintenance: str
    objective: ObjectiveView | None
    days: tuple[DayWithTrouble, ...]
    breakdown: Breakdown | None
    earlier: PageLink | None
    later: PageLink | None
    files: tuple[PageLink, ...]


def cached_statement_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the statements of every component."""
    for component, month, key in statements_due(context, index):
        address = urls.statement(component.id, str(month))
        yield CachedPage(address, key, partial(statement_page, context, index, component, month))


def statement_page(context: Context, index: RecordIndex, component: Component, month: Month) -> StatementPage:
    """Build the statement of a component for a month."""
    measurement = measure(context, index, component, month)
    uptime = uptime_values(context, measurement)
    policy = POLICIES[context.site.uptime.policy]
    address = urls.statement(component.id, str(month))
    head = context.head(
        address,
        f"{component.name}, {uptime.name}",
        f"Uptime of {component.name} in {uptime.name}, with its calculation.",
    )
    return StatementPage(
        head=head,
        component=component_link(context.site, component.id),
        as_of=words.instant(context.now, context.zone) if uptime.so_far else None,
        uptime=uptime,
        policy=policy.description,
        maintenance=maintenance_description(policy, context.site.uptime.maintenance),
        objective=objective_view(uptime),
        days=_days_with_trouble(context, measurement, component, month),
        breakdown=component_breakdown(context, uptime) if uptime.percent else None,
        earlier=_neighbour(component, month.previous)
        if month != first_month(context, index, component)
        else None,
        later=None if uptime.so_far else _neighbour(component, month.next),
        files=statement_files(address),
    )


def _days_with_trouble(
    context: Context, measurement: UptimeMeasurement, component: Component, month: Month
) -> tuple[DayWithTrouble, ...]:
    """Return the days of the month with trouble, from the component's first day on."""
    days = [day for day in month.days(context.zone.tz) if not component.since or day.date >= component.since]
    if not days or not measurement.windows:
        return ()
    held = levels_by_day(measurement.windows, context.site, days, context.now)
    return tuple(
        DayWithTrouble(
            iso=days[index].date.isoformat(),
            day=words.day(days[index].date),
            level=label_of(context.site, totals[-1].level),
            durations=", ".join(
                f"{label_of(context.site, each.level).name} {words.duration(each.duration)}"
                for each in reversed(totals)
            ),
        )
        for index, totals in held.items()
    )


def _neighbour(component: Component, month: Month) -> PageLink:
    return PageLink(urls.statement(component.id, str(month)), month_name(month))
