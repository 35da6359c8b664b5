"""Builds the statement of a component for a month: the number, what it was counted from, what it was meant to be."""

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
from afterword.views.uptime.breakdown import Breakdown, Number, number, uptime_breakdown
from afterword.views.uptime.measurement import UptimeMeasurement, in_month, month_name
from afterword.views.uptime.months import first_month, statement_files, statements_due
from afterword.views.uptime.objectives import ObjectiveView, objective_view


class TroubledDay(NamedTuple):
    """A day on which something was wrong: its worst level, and how long each level held, worst first."""

    iso: str
    day: str
    level: LevelLabel
    durations: str


class StatementPage(NamedTuple):
    """The statement of a component for a month; `as_of` is there while the month is not over."""

    head: Head
    component: PageLink
    as_of: Instant | None
    number: Number
    has_data: bool
    policy: str
    maintenance: str
    objective: ObjectiveView | None
    days: tuple[TroubledDay, ...]
    breakdown: Breakdown | None
    earlier: PageLink | None
    later: PageLink | None
    files: tuple[PageLink, ...]


def cached_statement_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Give the statements of every component."""
    for component, month, key in statements_due(context, index):
        address = urls.statement(component.id, str(month))
        yield CachedPage(address, key, partial(statement_page, context, index, component, month))


def statement_page(context: Context, index: RecordIndex, component: Component, month: Month) -> StatementPage:
    """Show the statement of a month."""
    found = in_month(context, index, component, month)
    policy = POLICIES[context.site.uptime.policy]
    address = urls.statement(component.id, str(month))
    name = month_name(month)
    head = context.head(
        address, f"{component.name}, {name}", f"Uptime of {component.name} in {name}, and how it was counted."
    )
    return StatementPage(
        head=head,
        component=component_link(context.site, component.id),
        as_of=words.instant(context.now, context.zone) if found.so_far else None,
        number=number(found, policy),
        has_data=found.uptime is not None,
        policy=policy.description,
        maintenance=maintenance_description(policy, context.site.uptime.maintenance),
        objective=objective_view(found.budget, name),
        days=_troubled_days(context, found, month),
        breakdown=uptime_breakdown(context, found),
        earlier=_neighbour(component, month.former)
        if month != first_month(context, index, component)
        else None,
        later=None if found.so_far else _neighbour(component, month.next),
        files=statement_files(address),
    )


def _troubled_days(context: Context, found: UptimeMeasurement, month: Month) -> tuple[TroubledDay, ...]:
    """List the days of the month on which something was wrong, from the component's first day on."""
    days = [
        day
        for day in month.days(context.zone.tz)
        if not found.component.since or day.date >= found.component.since
    ]
    if not days or not found.spans:
        return ()
    held = levels_by_day(found.spans, context.site, days, context.now)
    return tuple(
        TroubledDay(
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
