"""Builds the pages of each component."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from afterword.records.components import Component
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.views import urls
from afterword.views.cached import CachedPage, cached
from afterword.views.chart.models import CalendarChart
from afterword.views.context import Context
from afterword.views.current.followed import subscribe_pages
from afterword.views.current.schedule import Schedule, components_schedule, schedule_of
from afterword.views.days.calendar import end_of_year, year_calendar
from afterword.views.index.paging import (
    MonthView,
    PagedRecords,
    RecordPage,
    YearLink,
    month_views,
)
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.labels import LevelLabel, PageLink, component_link, third_party_link
from afterword.views.text.words import Words
from afterword.views.uptime.breakdown import Breakdown, component_breakdown
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.monthly import Monthly, monthly
from afterword.views.uptime.objectives import ObjectiveView, objective_view
from afterword.views.uptime.periods import UPTIME_DAYS, this_month
from afterword.views.uptime.values import UptimeValues, uptime_values


class ComponentPage(NamedTuple):
    """A component: its level, its uptime, the days of this year, or of its last one, and its records.

    `policy` and `maintenance` explain the numbers. `breakdowns` are in the order of `uptimes`. A script keeps the
    level current by `schedule`. `feeds` is the address of the page with its feeds.
    """

    head: Head
    name: str
    id: str
    group: str
    description: str
    third_party: PageLink | None
    since: str
    until: str
    ended: bool
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
    feeds: str


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
    followed = {each.id: page.address for page in subscribe_pages(context) for each in page.entries}
    for component in context.site.components:
        schedule = schedule_of(whole, (component.id,))
        feeds = followed.get(component.id, urls.SUBSCRIBE)
        yield from _pages_of(context, index, component, schedule, feeds)


def _pages_of(
    context: Context, index: RecordIndex, component: Component, schedule: Schedule, feeds: str
) -> Iterator[CachedPage]:
    records = PagedRecords(
        context.words, urls.component(component.id), index.by_component.get(component.id, ())
    )
    links = records.year_links(None)
    yield cached(
        records.address,
        _component_page,
        component,
        page=records.first,
        years=links,
        schedule=schedule,
        feeds=feeds,
    )
    for page in records.of_years:
        links = records.year_links(page.year)
        yield cached(page.address, _component_year_page, component, page, links)


def _calendar(context: Context, index: RecordIndex, component: Component, year: int) -> CalendarChart:
    """Draw the days of a year."""
    spans = index.queries.windows(component.id, year)
    return year_calendar(
        spans,
        context.site,
        year,
        context.zone,
        context.now_until(end_of_year(context.zone, year)),
        history=component.history,
        words=context.words,
    )


def _component_page(
    context: Context,
    index: RecordIndex,
    component: Component,
    *,
    page: RecordPage,
    years: tuple[YearLink, ...],
    schedule: Schedule,
    feeds: str,
) -> ComponentPage:
    periods = (this_month(context), *UPTIME_DAYS)
    month, *latest = (
        uptime_values(context, measure(context, index, component, period)) for period in periods
    )
    # A short history gives all periods the same name and the same number.
    uptimes = tuple({each.name: each for each in reversed(latest) if each.percent}.values())[::-1]
    site = context.site
    policy = POLICIES[site.uptime.policy]
    name = component.name
    return ComponentPage(
        head=context.head(
            page.address, name, context.words.gettext("Status, uptime and history of {name}.", name=name)
        ),
        name=name,
        id=component.id,
        group=site.full_group_name(group) if (group := site.group_of(component, context.today)) else "",
        description=component.description or "",
        third_party=third_party_link(component),
        since=context.words.day(component.since) if component.since else "",
        until=context.words.day(component.until) if component.until else "",
        ended=component.has_ended(context.today),
        level=context.told[component.id].label(context.words, site),
        uptimes=uptimes,
        policy=context.words.gettext(policy.description),
        maintenance=context.words.gettext(maintenance_description(policy, site.uptime.maintenance)),
        objectives=tuple(_objectives(context.words, (month, *uptimes))),
        breakdowns=tuple(component_breakdown(context, each) for each in uptimes),
        monthly=monthly(context, index, component),
        calendar=_calendar(
            context, index, component, min(component.until or context.today, context.today).year
        ),
        months=month_views(context.words, index, page),
        years=years,
        schedule=schedule.value,
        feeds=feeds,
    )


def _objectives(words: Words, uptimes: Iterable[UptimeValues]) -> Iterator[ObjectiveView]:
    for each in uptimes:
        view = objective_view(
            words, each, words.gettext("{period} so far", period=each.name) if each.so_far else each.name
        )
        if view:
            yield view


def _component_year_page(
    context: Context,
    index: RecordIndex,
    component: Component,
    page: RecordPage,
    years: tuple[YearLink, ...],
) -> ComponentYearPage:
    name, year = component.name, page.year
    head = context.head(
        page.address,
        page.titled(context.words.gettext("{name} in {year}", name=name, year=year)),
        context.words.gettext(
            "Incidents and maintenance of {name} in {year}, by month.", name=name, year=year
        ),
    )
    return ComponentYearPage(
        head=head,
        component=component_link(context.site, component.id),
        years=years,
        calendar=_calendar(context, index, component, year),
        months=month_views(context.words, index, page),
    )
