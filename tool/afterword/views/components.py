"""Builds the list of components and the pages of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby

from afterword.records.site import OPERATIONAL, Component, Group
from afterword.timeline.uptime import POLICIES, Uptime, group_uptime
from afterword.views import addresses, words
from afterword.views.archive import Archive
from afterword.views.brief import Brief
from afterword.views.calendar import day_strip, year_calendar
from afterword.views.figures import CalendarFigure, LegendEntry
from afterword.views.history import LONGEST, month_views, year_clock, year_links
from afterword.views.leaf import Leaf, key_of
from afterword.views.marks import component_anchor, mark_of
from afterword.views.pages import (
    ComponentPage,
    ComponentRow,
    ComponentsPage,
    ComponentYearPage,
    GroupView,
    UptimeView,
    YearLink,
)
from afterword.views.publication import Publication
from afterword.views.uptimes import SHOWN_DAYS, UPTIME_DAYS, recent_spans, recent_years, uptime_of

LATEST = 25
"""How many records a component's page shows of more than fit it."""


def group_views(book: Publication, archive: Archive) -> tuple[GroupView, ...]:
    """Show the components by group, in the order of the site; those in no group come last."""
    groups = [_group(book, archive, group, _members(book, group.id)) for group in book.site.groups]
    known = {group.id for group in book.site.groups}
    loose = tuple(component for component in book.site.components if component.group not in known)
    shown = [group for group in groups if group.components]
    return (*shown, _group(book, archive, None, loose)) if loose else tuple(shown)


def legend_of(book: Publication, groups: tuple[GroupView, ...]) -> tuple[LegendEntry, ...]:
    """Explain what the days of all components show: each level once, mildest first, then what is no level."""
    strips = (row.days for group in groups for row in group.components if row.days)
    shown = dict.fromkeys(entry for strip in strips for entry in strip.legend)
    levels = {level.id for level in book.site.levels} | {OPERATIONAL.id}
    return tuple(sorted(shown, key=lambda entry: (entry.slug not in levels, book.site.rank(entry.slug))))


def components_page(book: Publication, groups: tuple[GroupView, ...]) -> ComponentsPage:
    """List the components, as the status page does."""
    description = f"The components of {book.site.page.name}, with their state and uptime."
    return ComponentsPage(
        book.head(addresses.COMPONENTS, "Components", description), groups, legend_of(book, groups)
    )


def component_leaves(book: Publication, archive: Archive) -> Iterator[Leaf]:
    """Give the page of each component, and a page of each year where it has too many records for one."""
    for component in book.site.components:
        yield from _leaves_of(_Story(book, archive, component))


@dataclass(frozen=True)
class _Story:
    """What the pages of a component are made from, where several are made from the same."""

    book: Publication
    archive: Archive
    component: Component

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
            (addresses.component_year(self.component.id, year), year, len(briefs))
            for year, briefs in self.years.items()
        )
        return year_links(found, current)


def _leaves_of(story: _Story) -> Iterator[Leaf]:
    book, component, shelf = story.book, story.component, story.archive.shelf
    now = book.now.isoformat()
    counts = [(year, len(briefs)) for year, briefs in story.years.items()]
    marks = [shelf.span_mark(component.id, year) for year in recent_years(book)]
    yield Leaf(
        addresses.component(component.id),
        key_of(now, book.levels[component.id], counts, marks, [each.mark for each in story.latest]),
        partial(_component_page, story),
    )
    for year, briefs in story.years.items():
        mark = shelf.span_mark(component.id, year)
        yield Leaf(
            addresses.component_year(component.id, year),
            key_of(year_clock(book, year), counts, mark, [each.mark for each in briefs]),
            partial(_component_year_page, story, year),
        )


def _members(book: Publication, group_id: str) -> tuple[Component, ...]:
    return tuple(component for component in book.site.components if component.group == group_id)


def _group(
    book: Publication, archive: Archive, group: Group | None, members: tuple[Component, ...]
) -> GroupView:
    uptimes = [uptime_of(book, archive, component, SHOWN_DAYS) for component in members]
    together = group_uptime(uptimes, POLICIES[book.site.uptime.policy]) if group else None
    return GroupView(
        name=group.name if group else "",
        description=(group.description or "") if group else "",
        uptime=_uptime_view(book, words.percent(together.percent), SHOWN_DAYS) if together else None,
        components=tuple(_row(book, archive, c, uptime) for c, uptime in zip(members, uptimes, strict=True)),
    )


def _row(book: Publication, archive: Archive, component: Component, uptime: Uptime | None) -> ComponentRow:
    spans = recent_spans(book, archive, component)
    return ComponentRow(
        link=component_anchor(book.site, component.id),
        description=component.description or "",
        level=mark_of(book.site, book.levels[component.id]),
        uptime=_uptime_view(book, words.percent(uptime.percent), SHOWN_DAYS) if uptime else None,
        days=day_strip(spans, book.site, component, book.zone, book.now),
    )


def _component_page(story: _Story) -> ComponentPage:
    book, component = story.book, story.component
    uptimes = ((days, uptime_of(book, story.archive, component, days)) for days in UPTIME_DAYS)
    name = component.name
    return ComponentPage(
        head=book.head(addresses.component(component.id), name, f"State, uptime and history of {name}."),
        name=name,
        group=next((group.name for group in book.site.groups if group.id == component.group), ""),
        description=component.description or "",
        since=words.day(component.since) if component.since else "",
        level=mark_of(book.site, book.levels[component.id]),
        uptimes=tuple(_uptime_view(book, words.percent(u.percent), days) for days, u in uptimes if u),
        calendar=story.this_year,
        months=month_views(story.archive, story.latest),
        years=story.year_links(None),
    )


def _component_year_page(story: _Story, year: int) -> ComponentYearPage:
    book, component = story.book, story.component
    name = component.name
    head = book.head(
        addresses.component_year(component.id, year),
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


def _uptime_view(book: Publication, percent: str, days: int) -> UptimeView:
    return UptimeView(percent, days, book.site.uptime.policy.value)
