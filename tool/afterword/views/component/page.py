"""Builds the pages of each component."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from afterword.records.components import Component
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.views import urls
from afterword.views.cached import CachedPage, cache_key
from afterword.views.chart.models import CalendarChart
from afterword.views.context import Context
from afterword.views.current.followed import subscribe_pages
from afterword.views.current.schedule import Schedule, components_schedule, schedule_of
from afterword.views.days.calendar import year_calendar
from afterword.views.index.paging import (
    MonthView,
    PagedRecords,
    RecordPage,
    YearLink,
    month_views,
    year_clock,
)
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.labels import LevelLabel, PageLink, component_link, third_party_link
from afterword.views.text.words import Words
from afterword.views.uptime.breakdown import Breakdown, component_breakdown
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.monthly import Monthly, first_month, monthly
from afterword.views.uptime.objectives import ObjectiveView, objective_view
from afterword.views.uptime.periods import UPTIME_DAYS, recent_years, this_month
from afterword.views.uptime.values import UptimeValues, uptime_values

_CalendarOf: TypeAlias = Callable[[int], CalendarChart]


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
    queries, of = index.queries, (context, index, component)
    records = PagedRecords(
        context.words, urls.component(component.id), index.by_component.get(component.id, ())
    )
    # Two pages show the calendar of this year; the others are not worth their memory.
    calendar_of = lru_cache(maxsize=1)(partial(_calendar, *of))
    first = first_month(context, index, component) or this_month(context)
    ends = [component.until.year] if component.until else []
    years = range(min(first.year, *recent_years(context), *ends), this_month(context).year + 1)
    window_keys = [queries.windows_key(component.id, year) for year in years]
    key = cache_key(context.now.isoformat(), schedule, feeds, records.counts, window_keys, records.first.key)
    make = partial(
        _component_page, *of, records=records, calendar_of=calendar_of, schedule=schedule, feeds=feeds
    )
    yield CachedPage(records.address, key, make)
    for page in records.of_years:
        year = page.year
        window_key = queries.windows_key(component.id, year)
        key = cache_key(year_clock(context, year), records.counts, window_key, page.key)
        make_year = partial(_component_year_page, *of, page, records=records, calendar_of=calendar_of)
        yield CachedPage(page.address, key, make_year)


def _calendar(context: Context, index: RecordIndex, component: Component, year: int) -> CalendarChart:
    """Draw the days of a year."""
    spans = index.queries.windows(component.id, year)
    return year_calendar(
        spans, context.site, year, context.zone, context.now, history=component.history, words=context.words
    )


def _component_page(
    context: Context,
    index: RecordIndex,
    component: Component,
    *,
    records: PagedRecords,
    calendar_of: _CalendarOf,
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
            records.address, name, context.words.gettext("Status, uptime and history of {name}.", name=name)
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
        calendar=calendar_of(min(component.until or context.today, context.today).year),
        months=month_views(context.words, index, records.first),
        years=records.year_links(None),
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
    *,
    records: PagedRecords,
    calendar_of: _CalendarOf,
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
        years=records.year_links(year),
        calendar=calendar_of(year),
        months=month_views(context.words, index, page),
    )
