"""Builds the pages of each component."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple

from afterword.records.site import Component
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.views import urls
from afterword.views.cached import CachedPage, cache_key
from afterword.views.chart.models import CalendarChart
from afterword.views.context import Context
from afterword.views.current.schedule import Schedule, component_schedule, components_schedule
from afterword.views.days.calendar import year_calendar
from afterword.views.index.months import (
    ROWS_PER_PAGE,
    MonthView,
    YearLink,
    month_views,
    year_clock,
    year_links,
)
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.page import Head
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import LevelLabel, PageLink, component_link, label_of
from afterword.views.uptime.breakdown import Breakdown, component_breakdown
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.months import Monthly, first_month, monthly
from afterword.views.uptime.objectives import ObjectiveView, objective_view
from afterword.views.uptime.periods import UPTIME_DAYS, recent_years, this_month
from afterword.views.uptime.values import UptimeValues, uptime_values

LATEST = 25
"""How many records a component's page shows where they do not fit on it."""


class ComponentPage(NamedTuple):
    """A component: its level, its uptime, the days of this year and its records.

    `policy` and `maintenance` explain the numbers. `breakdowns` are in the order of `uptimes`. A script keeps the
    level current by `schedule`.
    """

    head: Head
    name: str
    id: str
    group: str
    description: str
    since: str
    level: LevelLabel
    uptimes: tuple[UptimeValues, ...]
    policy: str
    maintenance: str
    objectives: tuple[ObjectiveView, ...]
    breakdowns: tuple[Breakdown, ...]
    monthly: Monthly
    calendar: CalendarChart | None
    months: tuple[MonthView, ...]
    years: tuple[YearLink, ...]
    schedule: Mapping[str, object]


class ComponentYearPage(NamedTuple):
    """The records of a component in a year."""

    head: Head
    component: PageLink
    years: tuple[YearLink, ...]
    calendar: CalendarChart
    months: tuple[MonthView, ...]


def cached_component_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the page of each component, and of its years where its records do not fit on one page."""
    whole = components_schedule(context)
    for component in context.site.components:
        yield from _pages_of(_Sources(context, index, component, component_schedule(whole, component.id)))


@dataclass(frozen=True)
class _Sources:
    """What the pages of a component are built from; several use the same."""

    context: Context
    index: RecordIndex
    component: Component
    schedule: Schedule

    @cached_property
    def summaries(self) -> tuple[RecordSummary, ...]:
        """The records that name the component."""
        return self.index.by_component.get(self.component.id, ())

    @cached_property
    def years(self) -> dict[int, tuple[RecordSummary, ...]]:
        """The records by year if they do not fit on one page, else nothing."""
        if len(self.summaries) <= ROWS_PER_PAGE:
            return {}
        return {
            year: tuple(group) for year, group in groupby(self.summaries, key=lambda summary: summary.year)
        }

    @property
    def latest(self) -> tuple[RecordSummary, ...]:
        """All records if they fit on one page, else the latest of them."""
        return self.summaries if len(self.summaries) <= ROWS_PER_PAGE else self.summaries[:LATEST]

    @cached_property
    def this_year(self) -> CalendarChart:
        """The days of this year, which two pages show."""
        return self.calendar(self.context.zone.local(self.context.now).year)

    def calendar(self, year: int) -> CalendarChart:
        """Draw the days of a year."""
        context, since = self.context, self.component.since
        spans = self.index.queries.windows(self.component.id, year)
        return year_calendar(spans, context.site, year, context.zone, context.now, since=since)

    def year_links(self, current: int | None) -> tuple[YearLink, ...]:
        """Return links to the pages of the years."""
        counts = (
            (urls.component_year(self.component.id, year), year, len(summaries))
            for year, summaries in self.years.items()
        )
        return year_links(counts, current)


def _pages_of(sources: _Sources) -> Iterator[CachedPage]:
    context, component, queries = sources.context, sources.component, sources.index.queries
    now = context.now.isoformat()
    counts = [(year, len(summaries)) for year, summaries in sources.years.items()]
    first = first_month(context, sources.index, component) or this_month(context)
    years = range(min(first.year, *recent_years(context)), this_month(context).year + 1)
    window_keys = [queries.windows_key(component.id, year) for year in years]
    yield CachedPage(
        urls.component(component.id),
        cache_key(
            now, sources.schedule, counts, window_keys, [each.row_fingerprint for each in sources.latest]
        ),
        partial(_component_page, sources),
    )
    for year, summaries in sources.years.items():
        window_key = queries.windows_key(component.id, year)
        yield CachedPage(
            urls.component_year(component.id, year),
            cache_key(
                year_clock(context, year), counts, window_key, [each.row_fingerprint for each in summaries]
            ),
            partial(_component_year_page, sources, year),
        )


def _component_page(sources: _Sources) -> ComponentPage:
    context, component = sources.context, sources.component
    periods = (this_month(context), *UPTIME_DAYS)
    month, *latest = (
        uptime_values(context, measure(context, sources.index, component, period)) for period in periods
    )
    uptimes = tuple(each for each in latest if each.percent)
    policy = POLICIES[context.site.uptime.policy]
    name = component.name
    return ComponentPage(
        head=context.head(urls.component(component.id), name, f"Status, uptime and history of {name}."),
        name=name,
        id=component.id,
        group=next((group.name for group in context.site.groups if group.id == component.group), ""),
        description=component.description or "",
        since=words.day(component.since) if component.since else "",
        level=label_of(context.site, context.levels[component.id]),
        uptimes=uptimes,
        policy=policy.description,
        maintenance=maintenance_description(policy, context.site.uptime.maintenance),
        objectives=tuple(_objectives((month, *uptimes))),
        breakdowns=tuple(component_breakdown(context, each) for each in uptimes),
        monthly=monthly(context, sources.index, component),
        calendar=sources.this_year,
        months=month_views(sources.index, sources.latest),
        years=sources.year_links(None),
        schedule=sources.schedule.value,
    )


def _objectives(uptimes: Iterable[UptimeValues]) -> Iterator[ObjectiveView]:
    for each in uptimes:
        view = objective_view(each, f"{each.name} {CATALOGUE.uptime.so_far}" if each.so_far else each.name)
        if view:
            yield view


def _component_year_page(sources: _Sources, year: int) -> ComponentYearPage:
    context, component = sources.context, sources.component
    name = component.name
    head = context.head(
        urls.component_year(component.id, year),
        f"{name} in {year}",
        f"Incidents and maintenance of {name} in {year}, by month.",
    )
    return ComponentYearPage(
        head=head,
        component=component_link(context.site, component.id),
        years=sources.year_links(year),
        calendar=sources.this_year
        if year == context.zone.local(context.now).year
        else sources.calendar(year),
        months=month_views(sources.index, sources.years[year]),
    )
