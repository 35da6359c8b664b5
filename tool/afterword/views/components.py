"""Builds the list of components and the page of each."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.records.record import Record
from afterword.records.site import OPERATIONAL, Component, Group
from afterword.timeline.days import latest_days
from afterword.timeline.uptime import POLICIES, Uptime, component_uptime, group_uptime
from afterword.views import addresses, words
from afterword.views.calendar import day_strip, year_calendar
from afterword.views.figures import LegendEntry
from afterword.views.history import month_views
from afterword.views.marks import component_anchor, mark_of
from afterword.views.pages import ComponentPage, ComponentRow, ComponentsPage, GroupView, UptimeView
from afterword.views.publication import Publication
from afterword.views.rows import named_components

SHOWN_DAYS = 90
"""How many days the bars of the status page go back."""
UPTIME_DAYS = (30, 90, 365)
"""The periods, in days, for which a component's page tells its uptime."""


def group_views(book: Publication) -> tuple[GroupView, ...]:
    """Show the components by group, in the order of the site; those in no group come last."""
    groups = [_group(book, group, _members(book, group.id)) for group in book.site.groups]
    known = {group.id for group in book.site.groups}
    loose = tuple(component for component in book.site.components if component.group not in known)
    shown = [group for group in groups if group.components]
    return (*shown, _group(book, None, loose)) if loose else tuple(shown)


def legend_of(book: Publication, groups: tuple[GroupView, ...]) -> tuple[LegendEntry, ...]:
    """Explain what the days of all components show: each level once, mildest first, then what is no level."""
    strips = (row.days for group in groups for row in group.components if row.days)
    shown = dict.fromkeys(entry for strip in strips for entry in strip.legend)
    levels = {level.id for level in book.site.levels} | {OPERATIONAL.id}
    return tuple(sorted(shown, key=lambda entry: (entry.slug not in levels, book.site.rank(entry.slug))))


def components_page(book: Publication) -> ComponentsPage:
    """List the components."""
    description = f"The components of {book.site.page.name}, with their state and uptime."
    groups = group_views(book)
    return ComponentsPage(
        book.head(addresses.COMPONENTS, "Components", description), groups, legend_of(book, groups)
    )


def component_pages(book: Publication) -> Iterator[ComponentPage]:
    """Show each component with its history."""
    records = _records_by_component(book)
    for component in book.site.components:
        yield _component_page(book, component, tuple(records[component.id]))


def _members(book: Publication, group_id: str) -> tuple[Component, ...]:
    return tuple(component for component in book.site.components if component.group == group_id)


def _group(book: Publication, group: Group | None, members: tuple[Component, ...]) -> GroupView:
    uptimes = [_uptime(book, component, SHOWN_DAYS) for component in members]
    together = group_uptime(uptimes, POLICIES[book.site.uptime.policy]) if group else None
    return GroupView(
        name=group.name if group else "",
        description=(group.description or "") if group else "",
        uptime=_uptime_view(book, words.percent(together.percent), SHOWN_DAYS) if together else None,
        components=tuple(_row(book, c, uptime) for c, uptime in zip(members, uptimes, strict=True)),
    )


def _row(book: Publication, component: Component, uptime: Uptime | None) -> ComponentRow:
    return ComponentRow(
        link=component_anchor(book.site, component.id),
        description=component.description or "",
        level=mark_of(book.site, book.levels[component.id]),
        uptime=_uptime_view(book, words.percent(uptime.percent), SHOWN_DAYS) if uptime else None,
        days=day_strip(book.windows[component.id], book.site, component, book.zone, book.now),
    )


def _component_page(book: Publication, component: Component, records: tuple[Record, ...]) -> ComponentPage:
    site = book.site
    group = next((g.name for g in site.groups if g.id == component.group), "")
    uptimes = ((days, _uptime(book, component, days)) for days in UPTIME_DAYS)
    name = component.name
    year = book.zone.local(book.now).year
    return ComponentPage(
        head=book.head(addresses.component(component.id), name, f"State, uptime and history of {name}."),
        name=name,
        group=group,
        description=component.description or "",
        since=words.day(component.since) if component.since else "",
        level=mark_of(site, book.levels[component.id]),
        uptimes=tuple(_uptime_view(book, words.percent(u.percent), days) for days, u in uptimes if u),
        calendar=year_calendar(
            book.windows[component.id], site, year, book.zone, book.now, since=component.since
        ),
        years=month_views(book, records),
    )


def _records_by_component(book: Publication) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {component.id: [] for component in book.site.components}
    for record in book.records:
        for component_id in named_components(record) & found.keys():
            found[component_id].append(record)
    return found


def _uptime(book: Publication, component: Component, days: int) -> Uptime | None:
    latest = latest_days(days, book.zone.tz, book.now)
    return component_uptime(book.windows[component.id], component, latest, book.site, book.now)


def _uptime_view(book: Publication, percent: str, days: int) -> UptimeView:
    return UptimeView(percent, days, book.site.uptime.policy.value)
