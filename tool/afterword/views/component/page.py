"""Builds the pages of each component."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple

from afterword.records.site import Component
from afterword.timeline.policies import POLICIES, maintenance_told
from afterword.views import urls
from afterword.views.cached import Leaf, key_of
from afterword.views.chart.models import CalendarFigure
from afterword.views.context import Publication
from afterword.views.current.schedule import Plan, component_plan, components_plan
from afterword.views.days.calendar import year_calendar
from afterword.views.index.months import LONGEST, MonthView, YearLink, month_views, year_clock, year_links
from afterword.views.index.queries import Archive
from afterword.views.index.summary import Brief
from afterword.views.page import Head
from afterword.views.text import words
from afterword.views.text.labels import Anchor, LevelMark, component_anchor, mark_of
from afterword.views.uptime.breakdown import Number, Working, number, working_view
from afterword.views.uptime.measurement import Reckoning, in_month, over_days, this_month
from afterword.views.uptime.months import Monthly, first_month, monthly
from afterword.views.uptime.objectives import ObjectiveView, objective_view
from afterword.views.uptime.periods import UPTIME_DAYS, recent_years

LATEST = 25
"""How many records a component's page shows of more than fit it."""


class ComponentPage(NamedTuple):
    """A component: its level, its uptime, its year and what happened to it.

    `policy` and `maintenance` say what the numbers mean. `workings` are in the order of `uptimes`. The `plan` is what
    a script keeps the level truthful with.
    """

    head: Head
    name: str
    id: str
    group: str
    description: str
    since: str
    level: LevelMark
    uptimes: tuple[Number, ...]
    policy: str
    maintenance: str
    objectives: tuple[ObjectiveView, ...]
    workings: tuple[Working, ...]
    monthly: Monthly
    calendar: CalendarFigure | None
    months: tuple[MonthView, ...]
    years: tuple[YearLink, ...]
    plan: Mapping[str, object]


class ComponentYearPage(NamedTuple):
    """What happened to a component in a year."""

    head: Head
    component: Anchor
    years: tuple[YearLink, ...]
    calendar: CalendarFigure
    months: tuple[MonthView, ...]


def component_leaves(book: Publication, archive: Archive) -> Iterator[Leaf]:
    """Give the page of each component, and a page of each year where it has too many records for one."""
    levels = components_plan(book)
    for component in book.site.components:
        yield from _leaves_of(_Story(book, archive, component, component_plan(levels, component.id)))


@dataclass(frozen=True)
class _Story:
    """What the pages of a component are made from, where several are made from the same."""

    book: Publication
    archive: Archive
    component: Component
    plan: Plan

    @cached_property
    def briefs(self) -> tuple[Brief, ...]:
        """The records that speak of the component."""
        return self.archive.by_component.get(self.component.id, ())

    @cached_property
    def years(self) -> dict[int, tuple[Brief, ...]]:
        """The records by year where they do not fit one page, else nothing."""
        if len(self.briefs) <= LONGEST:
            return {}
        return {year: tuple(found) for year, found in groupby(self.briefs, key=lambda brief: brief.year)}

    @property
    def latest(self) -> tuple[Brief, ...]:
        """All records where they fit one page, else the latest of them."""
        return self.briefs if len(self.briefs) <= LONGEST else self.briefs[:LATEST]

    @cached_property
    def this_year(self) -> CalendarFigure:
        """The days of this year, which stand on two pages."""
        return self.calendar(self.book.zone.local(self.book.now).year)

    def calendar(self, year: int) -> CalendarFigure:
        """Draw the days of a year."""
        book, since = self.book, self.component.since
        spans = self.archive.shelf.spans(self.component.id, year)
        return year_calendar(spans, book.site, year, book.zone, book.now, since=since)

    def year_links(self, current: int | None) -> tuple[YearLink, ...]:
        """Link to the pages of the years."""
        found = (
            (urls.component_year(self.component.id, year), year, len(briefs))
            for year, briefs in self.years.items()
        )
        return year_links(found, current)


def _leaves_of(story: _Story) -> Iterator[Leaf]:
    book, component, shelf = story.book, story.component, story.archive.shelf
    now = book.now.isoformat()
    counts = [(year, len(briefs)) for year, briefs in story.years.items()]
    first = first_month(book, story.archive, component) or this_month(book)
    told = range(min(first.year, *recent_years(book)), this_month(book).year + 1)
    marks = [shelf.span_mark(component.id, year) for year in told]
    yield Leaf(
        urls.component(component.id),
        key_of(now, story.plan, counts, marks, [each.mark for each in story.latest]),
        partial(_component_page, story),
    )
    for year, briefs in story.years.items():
        mark = shelf.span_mark(component.id, year)
        yield Leaf(
            urls.component_year(component.id, year),
            key_of(year_clock(book, year), counts, mark, [each.mark for each in briefs]),
            partial(_component_year_page, story, year),
        )


def _component_page(story: _Story) -> ComponentPage:
    book, component = story.book, story.component
    latest = [over_days(book, story.archive, component, days) for days in UPTIME_DAYS]
    told = [each for each in latest if each.uptime]
    by_objective = (in_month(book, story.archive, component, this_month(book)), *told)
    policy = POLICIES[book.site.uptime.policy]
    name = component.name
    return ComponentPage(
        head=book.head(urls.component(component.id), name, f"State, uptime and history of {name}."),
        name=name,
        id=component.id,
        group=next((group.name for group in book.site.groups if group.id == component.group), ""),
        description=component.description or "",
        since=words.day(component.since) if component.since else "",
        level=mark_of(book.site, book.levels[component.id]),
        uptimes=tuple(number(each, policy) for each in told),
        policy=policy.description,
        maintenance=maintenance_told(policy, book.site.uptime.maintenance),
        objectives=tuple(_objectives(by_objective)),
        workings=tuple(view for each in told if (view := working_view(book, each))),
        monthly=monthly(book, story.archive, component),
        calendar=story.this_year,
        months=month_views(story.archive, story.latest),
        years=story.year_links(None),
        plan=story.plan.value,
    )


def _objectives(reckonings: Iterable[Reckoning]) -> Iterator[ObjectiveView]:
    for each in reckonings:
        view = objective_view(each.budget, f"{each.name} so far" if each.so_far else each.name)
        if view:
            yield view


def _component_year_page(story: _Story, year: int) -> ComponentYearPage:
    book, component = story.book, story.component
    name = component.name
    head = book.head(
        urls.component_year(component.id, year),
        f"{name} in {year}",
        f"What happened to {name} in {year}, by month.",
    )
    return ComponentYearPage(
        head=head,
        component=component_anchor(book.site, component.id),
        years=story.year_links(year),
        calendar=story.this_year if year == book.zone.local(book.now).year else story.calendar(year),
        months=month_views(story.archive, story.years[year]),
    )
